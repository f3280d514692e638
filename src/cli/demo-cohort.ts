import type { INestApplicationContext } from '@nestjs/common';
import { Person } from '../accounts/person.entity.js';
import { CohortFacilitator } from '../cohorts/cohort-facilitator.entity.js';
import { CohortService } from '../cohorts/cohort.service.js';
import { ContactService } from '../contact/contact.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import type { DemoCast, DemoLearning } from './demo-cast.js';

/** Begins a dated cohort and puts it into the hands of somebody who has an account already. */
export async function openCohort(
  app: INestApplicationContext,
  { name, track, facilitator }: DemoCast['cohorts'][number],
): Promise<void> {
  await app.get(Database).write(async (tx) => {
    const { id: cohortId } = await app.get(CohortService).openDated(tx, { trackId: track, name });
    const person = await tx.findOne(Person, { email: facilitator });
    await tx.insert(CohortFacilitator, { cohortId, personId: person!.id, since: app.get(Clock).now() });
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
