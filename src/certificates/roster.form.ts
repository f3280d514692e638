import { IsIn, IsNotEmpty, Matches } from 'class-validator';
import { AtMost } from '../web/at-most.js';
import { Field } from '../web/form.js';
import { ROSTER_ORDERS } from './roster.page.js';
import type { RosterOrder } from './roster.service.js';

const LONGEST_PURPOSE = 200;

/** Which part of the roster, and what for. */
export class RosterForm {
  @Field()
  @Matches(/^(20(19|[2-9]\d))$/, { message: 'certificates.roster-purpose.year.choose' })
  year: string;

  @Field()
  @Matches(/^([A-Z]{3})?$/, { message: 'certificates.roster-purpose.track.choose' })
  track: string;

  @Field({ as: (text) => text || 'number' })
  @IsIn(ROSTER_ORDERS, { message: 'web.form.choose' })
  order: RosterOrder;

  @Field()
  @AtMost(LONGEST_PURPOSE, {
    message: 'certificates.roster-purpose.purpose.long',
    context: { most: LONGEST_PURPOSE },
  })
  @IsNotEmpty({ message: 'certificates.roster-purpose.purpose.empty' })
  purpose: string;
}
