import { IsEmail, IsIn, IsNotEmpty } from 'class-validator';
import { AtMost } from '../web/at-most.js';
import { Field } from '../web/form.js';
import { ROLES, STAFF_ROLES } from '../web/me.js';
import type { Role } from '../web/me.js';
import { normaliseEmail } from './sign-in.rules.js';

const choose = { message: 'web.form.choose' };

export class InviteForm {
  @Field({ as: normaliseEmail })
  @AtMost(254, { message: 'accounts.email.shape' })
  @IsEmail({}, { message: 'accounts.email.shape' })
  email: string;

  @Field()
  @IsIn(STAFF_ROLES, choose)
  role: Role;
}

export class RoleChangeForm {
  @Field()
  @IsIn(ROLES, choose)
  role: Role;

  @Field()
  @IsIn(['grant', 'revoke'], choose)
  change: 'grant' | 'revoke';
}

export class AccountChangeForm {
  @Field()
  @IsIn(['disable', 'enable', 'end-sessions', 'reset-second-factor'], choose)
  change: 'disable' | 'enable' | 'end-sessions' | 'reset-second-factor';
}

/** A whole learner number or address. */
export class FindPersonForm {
  @Field()
  @AtMost(254, { message: 'staff.find.unknown' })
  @IsNotEmpty({ message: 'staff.find.empty' })
  identifier: string;
}
