import { IsInt, Min } from 'class-validator';
import { AtMost } from '../web/at-most.js';
import { Field } from '../web/form.js';

const LONGEST = 10_000; // characters

/** What a person writes for themselves beside a lesson. Empty is fine: it wipes the memo. */
export class MemoForm {
  @Field({ verbatim: true })
  @AtMost(LONGEST, { message: 'learning.memo.long', context: { most: LONGEST } })
  memo: string;

  /** The version that was on the page; 0 before the first. */
  @Field({ as: Number })
  @Min(0, { message: 'web.form.unreadable' })
  @IsInt({ message: 'web.form.unreadable' })
  version: number;
}
