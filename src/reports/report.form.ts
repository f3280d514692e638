import { IsIn, IsNotEmpty } from 'class-validator';
import { AtMost } from '../web/at-most.js';
import { Field } from '../web/form.js';

const LONGEST_PURPOSE = 200;

/** The question of a report. What it may be is decided by `readQuestion`. */
export class QuestionForm {
  @Field()
  track: string;

  @Field()
  year: string;

  @Field()
  from: string;

  @Field()
  to: string;

  @Field()
  asOfYear: string;

  @Field()
  asOfMonth: string;

  @Field()
  asOfDay: string;
}

/** The kinds of file that a list with names comes as. */
export const FORMATS = ['csv', 'xlsx', 'csv-plain', 'csv-cp932'] as const;
export type Format = (typeof FORMATS)[number];
/** Or as the template says; where none is chosen, the first of them. */
export const FORMAT_CHOICES = ['usual', ...FORMATS] as const;

/** The same question, what its answer with names is wanted for, and as which file. */
export class ExportForm extends QuestionForm {
  @Field()
  @AtMost(LONGEST_PURPOSE, { message: 'reports.names.purpose.long', context: { most: LONGEST_PURPOSE } })
  @IsNotEmpty({ message: 'reports.names.purpose.empty' })
  purpose: string;

  /** Id of the template that says the columns; empty for the usual ones. */
  @Field()
  template: string;

  @Field({ as: (text) => text || 'usual' })
  @IsIn(FORMAT_CHOICES, { message: 'reports.names.format.unknown' })
  format: (typeof FORMAT_CHOICES)[number];
}
