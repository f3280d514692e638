import { IsIn, IsInt, IsNotEmpty, Min } from 'class-validator';
import { AtMost } from '../web/at-most.js';
import { Field } from '../web/form.js';
import { WAYS } from './cohort-settings.rules.js';
import type { TypedSettings } from './cohort-settings.rules.js';

const LONGEST_NAME = 100;

/** A dated cohort as an administrator describes it. What its days and seats may be is decided by `readSettings`. */
export class CohortForm implements TypedSettings {
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
  seats: string;

  @Field()
  @IsIn(WAYS, { message: 'web.form.choose' })
  admission: string;

  @Field()
  closeYear: string;

  @Field()
  closeMonth: string;

  @Field()
  closeDay: string;
}

/** The same, over the state that was read. */
export class ChangedCohortForm extends CohortForm {
  @Field({ as: Number })
  @Min(1, { message: 'web.form.unreadable' })
  @IsInt({ message: 'web.form.unreadable' })
  version: number;
}
