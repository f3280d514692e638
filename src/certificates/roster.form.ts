import { IsNotEmpty, Matches } from 'class-validator';
import { AtMost } from '../web/at-most.js';
import { Field } from '../web/form.js';

const LONGEST_PURPOSE = 200;

/** Which part of the roster, and what for. */
export class RosterForm {
  @Field()
  @Matches(/^(20(19|[2-9]\d))$/, { message: 'certificates.roster-purpose.year.choose' })
  year: string;

  @Field()
  @Matches(/^([A-Z]{3})?$/, { message: 'certificates.roster-purpose.track.choose' })
  track: string;

  @Field()
  @AtMost(LONGEST_PURPOSE, {
    message: 'certificates.roster-purpose.purpose.long',
    context: { most: LONGEST_PURPOSE },
  })
  @IsNotEmpty({ message: 'certificates.roster-purpose.purpose.empty' })
  purpose: string;
}
