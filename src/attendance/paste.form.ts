import { IsNotEmpty, MaxLength } from 'class-validator';
import { Field } from '../web/form.js';

/** A body of this many letters is still read: more people than any cohort has. */
const LONGEST = 20_000;

export class PasteForm {
  /** The file as text, or cells out of a spreadsheet. */
  @Field()
  @MaxLength(LONGEST, { message: 'attendance.paste.long' })
  @IsNotEmpty({ message: 'attendance.paste.empty' })
  rows: string;

  /** What was recorded when the page was read. */
  @Field()
  @MaxLength(64, { message: 'web.form.unreadable' })
  version: string;
}
