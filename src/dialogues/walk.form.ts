import { Field } from '../web/form.js';

const number = (text: string) => (/^\d{1,6}$/.test(text) ? Number(text) : null);

/** Beginning: the last walk that the page knew, 0 for none. */
export class BeginForm {
  @Field({ as: number }) walk: number | null;
}

/** Going back from an end: which one the page showed. */
export class MendForm {
  @Field({ as: number }) walk: number | null;
  @Field({ as: number }) turn: number | null;
}

/** What was said in a scene: where the reply stood on the page, and of which walk the page was. */
export class ReplyForm {
  @Field() reply: string;
  @Field({ as: number }) walk: number | null;
}
