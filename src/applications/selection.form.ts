import { ArrayMaxSize, IsIn } from 'class-validator';
import { AtMost } from '../web/at-most.js';
import { Field } from '../web/form.js';
import { CRITERIA } from './selection.rules.js';
import type { Criterion } from './selection.rules.js';

const LONGEST_NOTE = 400;

export class CriteriaForm {
  @Field({ many: true })
  @IsIn(CRITERIA, { each: true, message: 'applications.criteria.choose' })
  @ArrayMaxSize(CRITERIA.length, { message: 'applications.criteria.choose' })
  criteria: Criterion[];

  @Field()
  @AtMost(LONGEST_NOTE, { message: 'applications.criteria.long', context: { longest: LONGEST_NOTE } })
  note: string;
}

/** One row for each application, in the order in which they stand. */
export class DecisionsForm {
  @Field({ many: true })
  application: string[];

  @Field({ many: true })
  decision: string[];

  @Field({ many: true })
  rank: string[];
}

export class DecideForm {
  /** Of the proposal that was looked at. */
  @Field()
  version: string;
}
