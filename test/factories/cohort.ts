import type { Cohort } from '../../src/cohorts/cohort.entity.js';
import { CohortFacilitator } from '../../src/cohorts/cohort-facilitator.entity.js';
import type { CohortSettings } from '../../src/cohorts/cohort-settings.rules.js';
import { CohortService } from '../../src/cohorts/cohort.service.js';
import type { Enrolment } from '../../src/enrolment/enrolment.entity.js';
import { EnrolmentService } from '../../src/enrolment/enrolment.service.js';
import type { TestApp } from '../support/app.js';
import { aPerson } from './person.js';
import type { KnownPerson, PersonState } from './person.js';

type CohortState = Partial<Omit<CohortSettings, 'name'>> & {
  trackId: string;
  kind?: Cohort['kind'];
  name?: string;
};

/** A cohort of a published track: a new dated one, or the standing one. */
export function aCohort(
  app: TestApp,
  { trackId, kind = 'dated', name = '第1期', ...settings }: CohortState,
): Promise<Cohort> {
  const cohorts = app.get(CohortService);
  return app.db.write((tx) =>
    kind === 'standing'
      ? cohorts.getStanding(tx, trackId)
      : cohorts.openDated(tx, { trackId, name, ...settings }),
  );
}

/** Somebody who holds the facilitator role and looks after these cohorts. */
export async function aFacilitator(
  app: TestApp,
  cohorts: { id: string } | readonly { id: string }[] = [],
  state: PersonState = {},
): Promise<KnownPerson> {
  const person = await aPerson(app, { roles: ['facilitator'], displayName: '進行 みどり', ...state });
  for (const cohort of [cohorts].flat()) await facilitates(app, person, cohort);
  return person;
}

/** Puts a cohort into the hands of somebody who holds the role. */
export async function facilitates(
  app: TestApp,
  person: { id: string },
  cohort: { id: string },
): Promise<void> {
  const since = app.clock.now();
  await app.db.write((tx) =>
    tx.insert(CohortFacilitator, { cohortId: cohort.id, personId: person.id, since }),
  );
}

/** Enrols into this cohort. */
export function enrolledIn(app: TestApp, person: { id: string }, cohort: Cohort): Promise<Enrolment> {
  return app.db.write((tx) => app.get(EnrolmentService).enrolIn(tx, person.id, cohort));
}
