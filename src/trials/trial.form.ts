import { IsIn, IsNotEmpty, IsOptional, Matches, ValidateBy, ValidateIf, isEmail } from 'class-validator';
import { AtMost } from '../web/at-most.js';
import { Field } from '../web/form.js';
import { FEELINGS, IMAGES, NEXT_STEPS, WAYS } from './trial.rules.js';
import type { Feeling, Image, NextStep, TrialWay } from './trial.rules.js';

export const LONGEST_NAME = 40;
export const LONGEST_NEEDS = 500;
export const LONGEST_WORD = 500;
const LONGEST_MAIL = 254;
const READABLE = /^[^\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]*$/u;
const isTicked = (text: string) => text === '1';

function IsMail(): PropertyDecorator {
  const validate = (text: unknown) =>
    typeof text === 'string' && isEmail(text) && [...text].length <= LONGEST_MAIL;
  return ValidateBy({ name: 'isMail', validator: { validate } }, { message: 'trials.email.unfit' });
}

/** What a visitor tells, all of it in their own hands. */
export class TellForm {
  @Field()
  @IsIn(WAYS, { message: 'trials.way.choose' })
  way: TrialWay;

  @Field()
  @Matches(READABLE, { message: 'trials.name.unreadable' })
  @AtMost(LONGEST_NAME, { message: 'trials.name.long', context: { longest: LONGEST_NAME } })
  name: string;

  @Field({ as: isTicked })
  leavesEarly: boolean;

  @Field({ as: isTicked })
  brings: boolean;

  @Field()
  @AtMost(LONGEST_NEEDS, { message: 'trials.needs.long', context: { longest: LONGEST_NEEDS } })
  needs: string;
}

/** The same, with where to send the note of the day before, and of which version of the slot it was read. */
export class AskForm extends TellForm {
  @Field({ as: (text) => (/^\d{1,9}$/.test(text) ? Number(text) : null) })
  seen: number | null;

  @Field({ as: (text) => text.normalize('NFKC').trim().toLowerCase() })
  @ValidateIf(({ email }: AskForm) => email !== '')
  @IsMail()
  email: string;
}

export class CodeForm {
  @Field()
  @IsNotEmpty({ message: 'trials.code.empty' })
  code: string;
}

const orNull = (text: string) => (text === '' ? null : text);

/** The page after the visit: every question may be passed over. */
export class AfterForm {
  @Field({ as: orNull })
  @IsOptional()
  @IsIn(IMAGES, { message: 'trials.after.choose' })
  image: Image | null;

  @Field({ as: orNull })
  @IsOptional()
  @IsIn(FEELINGS, { message: 'trials.after.choose' })
  feeling: Feeling | null;

  @Field()
  @AtMost(LONGEST_WORD, { message: 'trials.after.long', context: { longest: LONGEST_WORD } })
  safe: string;

  @Field()
  @AtMost(LONGEST_WORD, { message: 'trials.after.long', context: { longest: LONGEST_WORD } })
  hard: string;

  @Field()
  @AtMost(LONGEST_WORD, { message: 'trials.after.long', context: { longest: LONGEST_WORD } })
  toHost: string;

  @Field({ as: orNull })
  @IsOptional()
  @IsIn(NEXT_STEPS, { message: 'trials.after.choose' })
  next: NextStep | null;
}
