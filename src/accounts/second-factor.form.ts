import { IsNotEmpty } from 'class-validator';
import { AtMost } from '../web/at-most.js';
import { Field } from '../web/form.js';

const empty = { message: 'staff.second-factor.empty' };

/** A code from the app, or a recovery code. */
export class CodeForm {
  @Field({ secret: true })
  @AtMost(40, empty)
  @IsNotEmpty(empty)
  code: string;

  @Field()
  @AtMost(500, empty)
  next: string;
}
