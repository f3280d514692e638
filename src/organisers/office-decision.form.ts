import { IsIn, IsInt, IsNotEmpty, Min, ValidateIf } from 'class-validator';
import { AtMost } from '../web/at-most.js';
import { Field } from '../web/form.js';

const LONGEST_REASON = 600;

/** Ready sentences to decline with: `organisers-office.reason.<key>`; the last says nothing by itself. */
export const OWN_WORDS = 'own';
export const REASONS = ['unclear', 'private', 'twice', 'outside', 'elsewhere', OWN_WORDS] as const;
export type Why = (typeof REASONS)[number];

/** The version of the entry that was before the person's eyes; 0 where there is none yet. */
export class SeenForm {
  @Field({ as: Number })
  @Min(0, { message: 'web.form.unreadable' })
  @IsInt({ message: 'web.form.unreadable' })
  seen: number;
}

/** To approve a change of an entry that is closed opens it again: `1` where the page said so. */
export class ApproveForm extends SeenForm {
  @Field()
  opens: string;
}

/** Why a change is not taken over, as the group will read it. */
export class DeclineForm {
  @Field()
  @IsIn(REASONS, { message: 'organisers-office.decline.choose' })
  why: Why;

  @Field()
  @AtMost(LONGEST_REASON, { message: 'organisers.form.long', context: { most: LONGEST_REASON } })
  @ValidateIf(({ why, words }: DeclineForm) => why === OWN_WORDS || words !== '')
  @IsNotEmpty({ message: 'organisers-office.decline.empty' })
  words: string;
}
