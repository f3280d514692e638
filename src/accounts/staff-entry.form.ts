import { IsNotEmpty, Matches } from 'class-validator';
import { AtMost } from '../web/at-most.js';
import { Field, Secret } from '../web/form.js';

/** Somebody who was invited says how to be called and chooses a password. */
export class StaffEntryForm {
  @Field()
  @Matches(/^[^\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]*$/u, {
    message: 'accounts.name.unreadable',
  })
  @AtMost(40, { message: 'accounts.name.long', context: { longest: 40 } })
  @IsNotEmpty({ message: 'accounts.name.empty' })
  displayName: string;

  @Secret()
  @IsNotEmpty({ message: 'accounts.password.empty' })
  password: string;
}

/** The code on a slip from the desk. */
export class SlipCodeForm {
  @Field({ secret: true })
  @AtMost(60, { message: 'staff.slip.unfit' })
  @IsNotEmpty({ message: 'staff.slip.empty' })
  code: string;
}
