import { IsIn, IsNotEmpty, Matches } from 'class-validator';
import { AtMost } from '../../web/at-most.js';
import { Field } from '../../web/form.js';
import { CADENCES } from './schedule.rules.js';
import type { Cadence, TypedTimes } from './schedule.rules.js';

const LONGEST_PURPOSE = 200;

/** A list that is made at set times. What its days may be is decided by `readTimes`. */
export class ScheduleForm implements TypedTimes {
  @Field()
  @IsNotEmpty({ message: 'exports.schedule.template.choose' })
  template: string;

  @Field()
  @Matches(/^([A-Z]{3})?$/, { message: 'reports.question.track' })
  track: string;

  @Field()
  @IsIn(CADENCES, { message: 'web.form.choose' })
  cadence: Cadence;

  @Field()
  firstYear: string;

  @Field()
  firstMonth: string;

  @Field()
  firstDay: string;

  @Field()
  endYear: string;

  @Field()
  endMonth: string;

  @Field()
  endDay: string;

  @Field()
  @AtMost(LONGEST_PURPOSE, { message: 'reports.names.purpose.long', context: { most: LONGEST_PURPOSE } })
  @IsNotEmpty({ message: 'reports.names.purpose.empty' })
  purpose: string;
}
