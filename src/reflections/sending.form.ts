import { IsInt, Min } from 'class-validator';
import { Field } from '../web/form.js';

/** Sends the version that was looked over, and no other. */
export class SendingForm {
  @Field({ as: Number })
  @Min(1, { message: 'web.form.unreadable' })
  @IsInt({ message: 'web.form.unreadable' })
  version: number;

  /** The cohort whose facilitators it was looked over for. */
  @Field()
  cohort: string;
}
