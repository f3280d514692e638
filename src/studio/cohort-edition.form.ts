import { IsInt, IsUUID, Matches, Min } from 'class-validator';
import { Field } from '../web/form.js';

/** Which newest edition was on the page, and which state of the cohort: what is confirmed is what was seen. */
export class EditionForm {
  @Field()
  @IsUUID('all', { message: 'web.form.unreadable' })
  revision: string;

  @Field()
  @Matches(/^[0-9a-f]{64}$/, { message: 'web.form.unreadable' })
  edition: string;

  @Field({ as: Number })
  @Min(1, { message: 'web.form.unreadable' })
  @IsInt({ message: 'web.form.unreadable' })
  version: number;
}
