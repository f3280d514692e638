import { IsIn, IsNotEmpty, Matches, Validate, ValidatorConstraint, isEmail } from 'class-validator';
import type { ValidationArguments, ValidatorConstraintInterface } from 'class-validator';
import { AtMost } from '../web/at-most.js';
import { Field } from '../web/form.js';
import { CONTACT_WAYS, contactFault } from './application.rules.js';
import type { ContactWay } from './applicant.entity.js';

const LONGEST_NAME = 40;
export const LONGEST_NEED = 1000;
export const isMail = (text: string) => isEmail(text.normalize('NFKC')) && [...text].length <= 254;
const UNREADABLE = /^[^\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]*$/u;

export const isReadable = (text: string): boolean => UNREADABLE.test(text);

/** What keeps this from being a name, as a key of words; null when nothing does. */
export function nameFault(typed: string): { code: string; params: Record<string, number> } | null {
  if (typed === '') return { code: 'accounts.name.empty', params: {} };
  if ([...typed].length > LONGEST_NAME)
    return { code: 'accounts.name.long', params: { longest: LONGEST_NAME } };
  return isReadable(typed) ? null : { code: 'accounts.name.unreadable', params: {} };
}

/** What was typed reaches somebody in the way that was chosen. */
@ValidatorConstraint()
class Reaches implements ValidatorConstraintInterface {
  validate(typed: string, { object }: ValidationArguments): boolean {
    return contactFault((object as ApplicantForm).way, typed, isMail) === null;
  }

  defaultMessage({ object, value }: ValidationArguments): string {
    return contactFault((object as ApplicantForm).way, value as string, isMail)!;
  }
}

/** Who somebody is and how they are reached, in whichever way they have. Nothing else is asked. */
export class ApplicantForm {
  @Field()
  @Matches(UNREADABLE, { message: 'accounts.name.unreadable' })
  @AtMost(LONGEST_NAME, { message: 'accounts.name.long', context: { longest: LONGEST_NAME } })
  @IsNotEmpty({ message: 'accounts.name.empty' })
  name: string;

  @Field()
  @IsIn(CONTACT_WAYS, { message: 'applications.contact.choose' })
  way: ContactWay;

  @Field()
  @Validate(Reaches)
  @Matches(UNREADABLE, { message: 'applications.contact.unreadable' })
  contact: string;
}

export class NeedForm {
  @Field()
  @AtMost(LONGEST_NEED, { message: 'applications.need.long', context: { longest: LONGEST_NEED } })
  need: string;
}

export class ApplicationConsentForm {
  @Field()
  @Matches(/^1$/, { message: 'accounts.consent.unmarked' })
  consent: string;

  /** `1` when the other one of a pair has read it too; asked only then. */
  @Field()
  partner: string;
}
