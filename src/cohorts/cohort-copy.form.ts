import { ArrayMaxSize, IsNotEmpty, MaxLength } from 'class-validator';
import { AtMost } from '../web/at-most.js';
import { Field } from '../web/form.js';
import type { TypedCopy } from './cohort-copy.rules.js';

const LONGEST_NAME = 100;
/** More meetings than any cohort has. */
export const MOST_DATES = 200;

/** From which day on the next cohort is to run. */
export class CopyStartForm {
  @Field()
  startYear: string;

  @Field()
  startMonth: string;

  @Field()
  startDay: string;
}

/** Every day of the next cohort, looked over. What they may be is decided by `readCopy`. */
export class CopyForm implements TypedCopy {
  @Field()
  @AtMost(LONGEST_NAME, { message: 'cohorts.form.name-long', context: { most: LONGEST_NAME } })
  @IsNotEmpty({ message: 'cohorts.form.name-empty' })
  name: string;

  @Field()
  startYear: string;

  @Field()
  startMonth: string;

  @Field()
  startDay: string;

  @Field()
  endYear: string;

  @Field()
  endMonth: string;

  @Field()
  endDay: string;

  @Field()
  closeYear: string;

  @Field()
  closeMonth: string;

  @Field()
  closeDay: string;

  /** Ids of the meetings that are copied, in the order of the rows; below, one for each row. */
  @Field({ many: true })
  @ArrayMaxSize(MOST_DATES, { message: 'web.form.unreadable' })
  date: string[];

  @Field({ many: true })
  @ArrayMaxSize(MOST_DATES, { message: 'web.form.unreadable' })
  dateYear: string[];

  @Field({ many: true })
  @ArrayMaxSize(MOST_DATES, { message: 'web.form.unreadable' })
  dateMonth: string[];

  @Field({ many: true })
  @ArrayMaxSize(MOST_DATES, { message: 'web.form.unreadable' })
  dateDay: string[];

  /** The state of the cohort that was looked over. */
  @Field()
  @MaxLength(64, { message: 'web.form.unreadable' })
  state: string;
}
