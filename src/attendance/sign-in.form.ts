import { IsNotEmpty } from 'class-validator';
import { Field } from '../web/form.js';

export class SignInForm {
  /** As it stands at the door. */
  @Field()
  @IsNotEmpty({ message: 'attendance.sign-in.empty' })
  code: string;
}
