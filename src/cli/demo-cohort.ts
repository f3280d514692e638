import type { INestApplicationContext } from '@nestjs/common';
import { Person } from '../accounts/person.entity.js';
import { CohortFacilitator } from '../cohorts/cohort-facilitator.entity.js';
import { CohortService } from '../cohorts/cohort.service.js';
import { SessionDates } from '../cohorts/session-dates.service.js';
import { ContactService } from '../contact/contact.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import type { Me } from '../web/me.js';
import type { DemoCast, DemoLearning } from './demo-cast.js';

const HOUR = 60 * 60_000;
/** Half past one to half past four in the afternoon. */
const [FROM, TO] = [13.5 * HOUR, 16.5 * HOUR];

/** Begins a dated cohort and puts it into the hands of somebody who has an account already. */
export async function openCohort(
  app: INestApplicationContext,
  { name, track, from, facilitator, seats, lasts, meets = [] }: DemoCast['cohorts'][number],
): Promise<void> {
  const today = app.get(Clock).today();
  const days = lasts === undefined ? {} : { startsOn: today, endsOn: today.plusDays(lasts) };
  await app.get(Database).write(async (tx) => {
    const cohort = { trackId: track, name, seats: seats ?? null, ...days };
    const { id: cohortId } = await app.get(CohortService).openDated(tx, cohort);
    const person = await tx.findOne(Person, { email: facilitator });
    await tx.insert(CohortFacilitator, { cohortId, personId: person!.id, since: app.get(Clock).now() });
    const me = { personId: person!.id, role: 'facilitator' } as Me;
    for (const { module, step, in: ahead, place } of meets) {
      // The clock stands on the day on which the cohort began.
      const day = today
        .plusDays(from + ahead)
        .startsAt()
        .getTime();
      const hours = { startsAt: new Date(day + FROM), endsAt: new Date(day + TO) };
      await app.get(SessionDates).add(tx, me, { cohortId, module, step, place, ...hours });
    }
  });
}

export async function wantContact(
  app: INestApplicationContext,
  { personId, track }: { personId: string; track: string },
  contact: NonNullable<DemoLearning['contact']>,
): Promise<void> {
  const service = app.get(ContactService);
  const group = await service.getGroup(personId, track);
  await app
    .get(Database)
    .write((tx) =>
      contact === 'asked'
        ? service.ask(tx, { personId, group }, { way: 'page', line: '' })
        : service.decide(tx, { personId, group }, 'page'),
    );
}
