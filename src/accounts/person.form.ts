import { IsEmail, IsNotEmpty, Matches, ValidateIf } from 'class-validator';
import { AtMost } from '../web/at-most.js';
import { Field, Secret } from '../web/form.js';
import { normaliseEmail } from './sign-in.rules.js';

const LONGEST_NAME = 40;

/** What the person wants to be called. Control characters and those that turn the writing direction are no name. */
function DisplayName(): PropertyDecorator {
  return together(
    Field(),
    Matches(/^[^\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]*$/u, {
      message: 'accounts.name.unreadable',
    }),
    AtMost(LONGEST_NAME, { message: 'accounts.name.long', context: { longest: LONGEST_NAME } }),
    IsNotEmpty({ message: 'accounts.name.empty' }),
  );
}

/** An address as it is stored; empty passes, so that the form decides whether it is needed. */
function Email(): PropertyDecorator {
  return together(
    Field({ as: normaliseEmail }),
    ValidateIf((_form, value) => value !== ''),
    IsEmail({}, { message: 'accounts.email.shape' }),
    AtMost(254, { message: 'accounts.email.shape' }),
  );
}

function together(...decorators: readonly PropertyDecorator[]): PropertyDecorator {
  return (target, name) => {
    for (const decorate of decorators) decorate(target, name);
  };
}

export class EmailForm {
  @Email()
  email: string;
}

export class NameForm {
  @DisplayName()
  displayName: string;
}

export class NameAndPasswordForm {
  @DisplayName()
  displayName: string;

  /** Empty keeps the one that was chosen on this page before. */
  @Secret()
  password: string;
}

export class ConsentForm {
  @Field()
  @Matches(/^1$/, { message: 'accounts.consent.unmarked' })
  consent: string;
}

export class NewPasswordForm {
  @Secret()
  @IsNotEmpty({ message: 'accounts.password.empty' })
  password: string;
}

export class ChangePasswordForm {
  @Secret()
  @IsNotEmpty({ message: 'accounts.password.current-empty' })
  current: string;

  @Secret()
  @IsNotEmpty({ message: 'accounts.password.empty' })
  password: string;
}

export class ChangeEmailForm {
  @Email()
  email: string;

  @Secret()
  @IsNotEmpty({ message: 'accounts.password.current-empty' })
  current: string;
}
