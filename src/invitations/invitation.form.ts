import { IsEmail, IsNotEmpty, ValidateIf } from 'class-validator';
import { normaliseEmail } from '../accounts/sign-in.rules.js';
import { AtMost } from '../web/at-most.js';
import { Field } from '../web/form.js';

const LONGEST_NAME = 40;

/** Whom the office invites. Without an address the invitation is handed over on paper. */
export class InvitePersonForm {
  @Field()
  @AtMost(LONGEST_NAME, { message: 'invitations.name.long', context: { most: LONGEST_NAME } })
  @IsNotEmpty({ message: 'invitations.name.empty' })
  name: string;

  @Field({ as: normaliseEmail })
  @ValidateIf((form: InvitePersonForm) => form.email !== '')
  @AtMost(254, { message: 'accounts.email.shape' })
  @IsEmail({}, { message: 'accounts.email.shape' })
  email: string;
}
