import { Field } from '../web/form.js';

/** What was marked or filled in on the page of a question. */
export class AnswerForm {
  /** Places as shown, "unknown", or "skip" where a content note allows it. */
  @Field({ many: true }) answer: string[];

  /** One value for each thing to place, pair or fill in, in the order of the page. */
  @Field({ many: true, verbatim: true }) part: string[];

  /** Number of the attempt whose page it was; null when the page did not say. */
  @Field({ as: (text) => (/^[1-9]\d{0,5}$/.test(text) ? Number(text) : null) }) attempt: number | null;
}
