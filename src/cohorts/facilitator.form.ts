import { IsNotEmpty } from 'class-validator';
import { Field } from '../web/form.js';

export class AddFacilitatorForm {
  /** Id of somebody who holds the role. */
  @Field()
  @IsNotEmpty({ message: 'web.form.choose' })
  person: string;
}
