import { Matches } from 'class-validator';
import { AtMost } from '../web/at-most.js';
import { Field } from '../web/form.js';
import { LONGEST_NEED } from './apply.form.js';
import type { TypedPaper } from './paper.rules.js';

/** An application that came on paper. What its people, contacts and day may be is decided by `readPaper`. */
export class PaperForm implements TypedPaper {
  @Field()
  year: string;

  @Field()
  month: string;

  @Field()
  day: string;

  @Field()
  name: string;

  @Field()
  way: string;

  @Field()
  contact: string;

  /** Of the second of two; empty where one applies alone. */
  @Field()
  partnerName: string;

  @Field()
  partnerWay: string;

  @Field()
  partnerContact: string;

  @Field()
  @AtMost(LONGEST_NEED, { message: 'applications.need.long', context: { longest: LONGEST_NEED } })
  need: string;

  /** Whoever stands on the paper agreed on it. */
  @Field()
  @Matches(/^1$/, { message: 'applications.paper.consent-unmarked' })
  consent: string;
}
