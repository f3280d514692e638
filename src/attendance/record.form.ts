import { IsIn, IsNotEmpty } from 'class-validator';
import { Field } from '../web/form.js';
import { REASONS } from './reasons.js';
import type { Reason } from './reasons.js';

export class MakeUpForm {
  /** Of the session: `<module>/<step>`. */
  @Field()
  @IsNotEmpty({ message: 'web.form.choose' })
  session: string;

  @Field()
  @IsNotEmpty({ message: 'attendance.make-up.empty' })
  number: string;
}

export class CorrectionForm {
  @Field()
  @IsIn(REASONS, { message: 'web.form.choose' })
  reason: Reason;
}
