import { IsNotEmpty } from 'class-validator';
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

/** The same question, and what its answer with names is wanted for. */
export class ExportForm extends QuestionForm {
  @Field()
  @AtMost(LONGEST_PURPOSE, { message: 'reports.names.purpose.long', context: { most: LONGEST_PURPOSE } })
  @IsNotEmpty({ message: 'reports.names.purpose.empty' })
  purpose: string;
}
