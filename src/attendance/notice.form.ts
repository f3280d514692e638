import { IsNotEmpty } from 'class-validator';
import { Field } from '../web/form.js';

/** A button beside a date. */
export class NoticeForm {
  /** Id of the date. */
  @Field()
  @IsNotEmpty({ message: 'web.form.unreadable' })
  date: string;
}
