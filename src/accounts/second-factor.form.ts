import { IsNotEmpty, MaxLength } from 'class-validator';
import { Field } from '../web/form.js';

const empty = { message: 'staff.second-factor.empty' };

/** A code from the app, or a recovery code. */
export class CodeForm {
  @Field({ secret: true })
  @MaxLength(40, empty)
  @IsNotEmpty(empty)
  code: string;

  @Field()
  @MaxLength(500, empty)
  next: string;
}
