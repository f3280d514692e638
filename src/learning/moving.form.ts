import { IsIn, IsNotEmpty } from 'class-validator';
import { Field } from '../web/form.js';

/** Going on in another cohort. */
export class MovingForm {
  @Field()
  @IsNotEmpty({ message: 'web.form.choose' })
  cohort: string;

  /** Asked of who takes a break: nothing said leaves it as it is. */
  @Field()
  @IsIn(['', 'stay', 'return'], { message: 'web.form.choose' })
  break: '' | 'stay' | 'return';
}
