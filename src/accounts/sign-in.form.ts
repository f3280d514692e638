import { IsNotEmpty, Validate, ValidatorConstraint } from 'class-validator';
import type { ValidatorConstraintInterface } from 'class-validator';
import { Field, Secret } from '../web/form.js';
import { parseIdentifier } from './sign-in.rules.js';

/** A mistyped number is told: its check digit is no secret. Whether an account exists is not. */
@ValidatorConstraint()
class CanBeIdentifier implements ValidatorConstraintInterface {
  validate(typed: unknown): boolean {
    return typeof typed === 'string' && (typed === '' || parseIdentifier(typed) !== null);
  }
}

export class SignInForm {
  @Field()
  @Validate(CanBeIdentifier, { message: 'accounts.sign-in.identifier.unreadable' })
  @IsNotEmpty({ message: 'accounts.sign-in.identifier.empty' })
  identifier: string;

  @Secret()
  @IsNotEmpty({ message: 'accounts.sign-in.password.empty' })
  password: string;

  /** `1` when the device is the person's alone. */
  @Field()
  ownDevice: string;

  /** Where the person wanted to go. */
  @Field()
  next: string;
}

export class ProveAgainForm {
  @Secret()
  @IsNotEmpty({ message: 'accounts.sign-in.password.empty' })
  password: string;

  @Field()
  next: string;
}
