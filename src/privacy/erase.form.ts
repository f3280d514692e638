import { IsIn } from 'class-validator';
import { Field } from '../web/form.js';

export class EraseForm {
  /** `keep`: whoever holds the paper can still have it verified; `drop`: nobody can. */
  @Field()
  @IsIn(['keep', 'drop'], { message: 'privacy.erase.paper.choose' })
  paper: 'keep' | 'drop';
}
