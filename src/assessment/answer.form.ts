import { Field } from '../web/form.js';

/** What was marked on the page of a question: places as shown, "unknown", or "skip" where a content note allows it. */
export class AnswerForm {
  @Field({ many: true }) answer: string[];

  /** Number of the attempt whose page it was; null when the page did not say. */
  @Field({ as: (text) => (/^[1-9]\d{0,5}$/.test(text) ? Number(text) : null) }) attempt: number | null;
}
