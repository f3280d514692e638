import { IsEmail, IsNotEmpty, Matches, ValidateIf } from 'class-validator';
import { normaliseEmail } from '../accounts/sign-in.rules.js';
import { isId } from '../shared/ids.js';
import { AtMost } from '../web/at-most.js';
import { Field } from '../web/form.js';
import { ActivityForm } from './activity.form.js';

const LONGEST_NAME = 60;
const LONGEST_MAIL = 254;
const LONGEST_PHONE = 20;
// Signs that turn the direction of writing or cannot be seen are no part of a name.
const READABLE = /^[^\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]*$/u;
const HYPHENS = /[\u2010-\u2015\u2212\u30fc]/g;

/** As it is dialled: half width, with plain hyphens. */
function plainPhone(text: string): string {
  return text.normalize('NFKC').replace(HYPHENS, '-');
}

function Name(): PropertyDecorator {
  return together(
    Matches(READABLE, { message: 'organisers.form.unreadable' }),
    AtMost(LONGEST_NAME, { message: 'organisers.form.long', context: { most: LONGEST_NAME } }),
    IsNotEmpty({ message: 'organisers.form.empty' }),
  );
}

/** May be left empty: then the office calls. */
function Mail(): PropertyDecorator {
  return together(
    ValidateIf((_form, value) => value !== ''),
    IsEmail({}, { message: 'accounts.email.shape' }),
    AtMost(LONGEST_MAIL, { message: 'accounts.email.shape' }),
  );
}

function Phone(): PropertyDecorator {
  return together(
    Matches(/^[\d+() -]*$/, { message: 'organisers.form.phone' }),
    AtMost(LONGEST_PHONE, { message: 'organisers.form.phone' }),
  );
}

function together(...decorators: readonly PropertyDecorator[]): PropertyDecorator {
  return (target, name) => {
    for (const decorate of decorators) decorate(target, name);
  };
}

/** Whom the office calls and writes to. */
export class OrganiserForm {
  /** What stood there when the page was opened, as a hash. */
  @Field()
  seen: string;

  @Field()
  @Name()
  name: string;

  @Field({ as: normaliseEmail })
  @Mail()
  email: string;

  @Field({ as: plainPhone })
  @Phone()
  phone: string;
}

/** A known entry; to save one that is closed opens it again: `1` where the page said so. */
export class OfficeActivityForm extends ActivityForm {
  @Field()
  opens: string;
}

/** An entry that the office makes: for an organiser who is known, or for a new one. */
export class OfficeNewForm extends ActivityForm {
  /** The id of a known one; empty for a new one. */
  @Field()
  organiser: string;

  @Field()
  @ValidateIf(({ organiser }: OfficeNewForm) => !isId(organiser))
  @Name()
  groupName: string;

  @Field({ as: normaliseEmail })
  @Mail()
  groupMail: string;

  @Field({ as: plainPhone })
  @Phone()
  groupPhone: string;
}
