import { ArrayMaxSize } from 'class-validator';
import { Field } from '../web/form.js';
import { MOST_AT_ONCE } from './batch.rules.js';

/** The names that the second official has before them. */
export class ConfirmBatchForm {
  /** One seal for each name. */
  @Field({ many: true })
  @ArrayMaxSize(MOST_AT_ONCE, { message: 'web.form.unreadable' })
  seen: string[];
}
