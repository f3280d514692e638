import { IsIn } from 'class-validator';
import { Field } from '../web/form.js';
import { ROLES } from '../web/me.js';
import type { Role } from '../web/me.js';

export class RoleForm {
  @Field()
  @IsIn(ROLES, { message: 'accounts.role.empty' })
  role: Role;

  /** Where the person wanted to go. */
  @Field()
  next: string;
}
