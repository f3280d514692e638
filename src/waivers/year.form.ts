import { IsNotEmpty, Matches } from 'class-validator';
import { AtMost } from '../web/at-most.js';
import { Field } from '../web/form.js';

const LONGEST_PURPOSE = 200;

/** Which year's waivers, and what for. */
export class YearForm {
  @Field()
  @Matches(/^(20(19|[2-9]\d))$/, { message: 'waivers.year-purpose.year.choose' })
  year: string;

  @Field()
  @AtMost(LONGEST_PURPOSE, {
    message: 'waivers.year-purpose.purpose.long',
    context: { most: LONGEST_PURPOSE },
  })
  @IsNotEmpty({ message: 'waivers.year-purpose.purpose.empty' })
  purpose: string;
}
