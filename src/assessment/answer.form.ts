import { Field } from '../web/form.js';

/** What was marked on the page of a question: places as shown, "unknown", or "skip" where a content note allows it. */
export class AnswerForm {
  @Field({ many: true }) answer: string[];
}
