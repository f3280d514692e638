import { IsInt, Max, Min } from 'class-validator';
import { Field } from '../web/form.js';

/** Which section was read; its number counts from 1. */
export class PlaceForm {
  @Field({ as: Number })
  @Max(1000, { message: 'web.form.unreadable' })
  @Min(1, { message: 'web.form.unreadable' })
  @IsInt({ message: 'web.form.unreadable' })
  section: number;
}
