import { ArrayMaxSize, ArrayNotEmpty } from 'class-validator';
import { Field } from '../web/form.js';

/** More than wait for any cohort. */
const MOST = 2000;

/** Whom to tell of a cohort first. */
export class WishesForm {
  @Field({ many: true })
  @ArrayMaxSize(MOST, { message: 'web.form.unreadable' })
  @ArrayNotEmpty({ message: 'applications.wishes.choose' })
  application: string[];
}
