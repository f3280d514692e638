import { DecisionService } from '../src/applications/decision.service.js';
import { OfferService } from '../src/applications/offer.service.js';
import { Cohort } from '../src/cohorts/cohort.entity.js';
import { Seats } from '../src/cohorts/seats.service.js';
import { CohortOffers } from '../src/enrolment/cohort-offers.service.js';
import { EnrolmentService } from '../src/enrolment/enrolment.service.js';
import { Application } from '../src/applications/application.entity.js';
import { DomainError } from '../src/shared/domain-error.js';
import type { Me } from '../src/web/me.js';
import { aLink, anApplication, anApplicationCohort } from './factories/application.js';
import { aShortCourse } from './factories/certificate.js';
import { aCohort } from './factories/cohort.js';
import { enrolled, published } from './factories/learning.js';
import { aPerson } from './factories/person.js';
import { startApp } from './support/app.js';
import type { TestApp } from './support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
  await published(app, aShortCourse('introductory', { title: '入門' }));
});
afterAll(() => app.close());

const openIn = async ({ id }: { id: string }) =>
  (await app.db.sql`select 1 from enrolment where cohort_id = ${id} and left_at is null`).length;
const isFull = (result: PromiseSettledResult<unknown>) =>
  result.status === 'rejected' &&
  result.reason instanceof DomainError &&
  result.reason.code === 'enrolment.full';

/** Seats that are promised are part of it: an open cohort that was entered by application before. */
async function aMixedCohort(seats: number): Promise<Cohort> {
  const cohort = await anApplicationCohort(app, { trackId: 'introductory', seats });
  return cohort;
}

it('has no more people than seats, whichever way fifty come at once', async () => {
  const cohort = await aMixedCohort(10);
  const sent = [];
  for (let n = 0; n < 4; n++) sent.push(await anApplication(app, cohort));
  for (const { id } of sent)
    await app.db.write((tx) =>
      tx.update(Application, { id }, { state: 'accepted', decidedAt: app.clock.now() }),
    );
  await app.db.write((tx) => tx.update(Cohort, { id: cohort.id }, { admission: 'open' }));
  const changed = Object.assign(cohort, { admission: 'open' as const });
  const people = [];
  for (let n = 0; n < 46; n++) people.push(await aPerson(app));
  for (const person of people.slice(0, 15)) await enrolled(app, person, 'introductory');
  const enrolments = app.get(EnrolmentService);
  const track = { id: 'introductory', requires: [] };
  const coming = people.map((person, n) =>
    app.db.write(async (tx) => {
      if (n < 15) {
        const open = await enrolments.get(tx, { personId: person.id, trackId: track.id });
        await enrolments.moveTo(tx, open, changed);
      } else if (n < 30) await app.get(CohortOffers).take(tx, person.id, { track, cohortId: cohort.id });
      else await enrolments.enrolIn(tx, person.id, changed);
    }),
  );
  const results = await Promise.allSettled(coming);
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(6);
  expect(results.filter(isFull)).toHaveLength(40);
  expect(await openIn(cohort)).toBe(6);
  // What was promised is kept.
  await app.db.write((tx) => tx.update(Cohort, { id: cohort.id }, { admission: 'application' }));
  const offers = app.get(OfferService);
  for (const { applicants } of sent) {
    const me = { personId: (await aPerson(app)).id, role: 'trainee' } as Me;
    const offer = await offers.get(await aLink(app, applicants[0]!, 'offer'), me);
    expect(await app.db.write((tx) => offers.take(tx, me, offer))).toBe(true);
  }
  expect(await openIn(cohort)).toBe(10);
});

it('counts seats that are promised where an administrator changes their number', async () => {
  const cohort = await anApplicationCohort(app, { trackId: 'introductory', seats: 1 });
  const { id } = await anApplication(app, cohort);
  await app.db.write((tx) => tx.update(Application, { id }, { state: 'waitlisted', rank: 1 }));
  const me = { personId: (await aPerson(app, { roles: ['office'] })).id, role: 'office' } as Me;
  expect(await app.db.write((tx) => app.get(DecisionService).offer(tx, cohort.id, me))).toBe(1);
  expect(await app.db.write((tx) => app.get(DecisionService).offer(tx, cohort.id, me))).toBe(0);
  const person = await aPerson(app);
  const coming = app.db.write((tx) => app.get(EnrolmentService).enrolIn(tx, person.id, cohort));
  await expect(coming).rejects.toThrow('enrolment.full');
});

it('has the seat again of who was accepted, came in, and goes on in another cohort', async () => {
  const cohort = await anApplicationCohort(app, { trackId: 'introductory', seats: 1 });
  const { id, applicants } = await anApplication(app, cohort);
  await app.db.write((tx) =>
    tx.update(Application, { id }, { state: 'accepted', decidedAt: app.clock.now() }),
  );
  const [offers, enrolments, seats] = [app.get(OfferService), app.get(EnrolmentService), app.get(Seats)];
  const me = { personId: (await aPerson(app)).id, role: 'trainee' } as Me;
  const link = await aLink(app, applicants[0]!, 'offer');
  const offer = await offers.get(link, me);
  await app.db.write((tx) => offers.take(tx, me, offer));
  const other = await aCohort(app, { trackId: 'introductory' });
  const whose = { personId: me.personId, trackId: 'introductory' };
  await app.db.write(async (tx) => enrolments.moveTo(tx, await enrolments.get(tx, whose), other));
  expect(await seats.takenIn(app.db, cohort.id)).toBe(0);
  expect((await seats.taken(app.db)).get(cohort.id) ?? 0).toBe(0);
  const next = await aPerson(app);
  await app.db.write((tx) => enrolments.enrolIn(tx, next.id, cohort));
  expect((await offers.get(link, me)).offered.kind).toBe('full');
});

it('lets back who left only while a seat is free', async () => {
  const cohort = await aCohort(app, { trackId: 'introductory', seats: 1 });
  const enrolments = app.get(EnrolmentService);
  const [one, other] = [await aPerson(app), await aPerson(app)];
  const come = ({ id }: { id: string }) => app.db.write((tx) => enrolments.enrolIn(tx, id, cohort));
  await come(one);
  await app.db.write((tx) => enrolments.leave(tx, { personId: one.id, trackId: 'introductory' }));
  await come(other);
  await expect(come(one)).rejects.toThrow('enrolment.full');
  expect(await openIn(cohort)).toBe(1);
});
