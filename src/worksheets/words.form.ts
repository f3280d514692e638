import { ArrayMaxSize, IsIn, IsInt, Min } from 'class-validator';
import { AtMost } from '../web/at-most.js';
import { Field } from '../web/form.js';

export const LONGEST = 5000; // characters in one place
const PLACES = 1000;

/** Everything that is typed into a sheet, saved by one press. Empty is fine. */
export class WordsForm {
  @Field({ many: true, verbatim: true })
  @ArrayMaxSize(PLACES, { message: 'web.form.unreadable' })
  @AtMost(LONGEST, { each: true, message: 'worksheets.long', context: { most: LONGEST } })
  words: string[];

  /** `block.item` of every box that is ticked. */
  @Field({ many: true })
  @ArrayMaxSize(PLACES, { message: 'web.form.unreadable' })
  ticks: string[];

  /** The version that was on the page; 0 before the first. */
  @Field({ as: Number })
  @Min(0, { message: 'web.form.unreadable' })
  @IsInt({ message: 'web.form.unreadable' })
  version: number;

  /** Which form of the sheet was on the page. */
  @Field()
  sheet: string;

  /** Which button was pressed. */
  @Field()
  @IsIn(['', 'stay', 'done', 'later'], { message: 'web.form.unreadable' })
  then: string;
}
