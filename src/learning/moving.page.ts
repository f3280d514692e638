import type { NextCohort } from '../enrolment/cohort-moves.service.js';
import type { FormView } from '../web/form.js';
import type { Gathering } from './gathering.service.js';
import type { Journey } from './journey.service.js';

/** Which cohorts there are to go on in, and what goes along. */
export interface MovingPage {
  readonly trackTitle: string;
  /** Where the person is now; null for the standing cohort. */
  readonly cohortName: string | null;
  readonly base: string;
  readonly isPaused: boolean;
  readonly cohorts: readonly NextCohort[];
  readonly form: FormView;
}

export function toMovingPage(
  { edition: { track }, isPaused }: Journey,
  { cohortName }: Gathering,
  { cohorts, form }: { cohorts: readonly NextCohort[]; form: FormView },
): MovingPage {
  return { trackTitle: track.title, cohortName, base: `/path/${track.id}`, isPaused, cohorts, form };
}
