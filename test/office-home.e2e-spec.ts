import { Application } from '../src/applications/application.entity.js';
import { Cohort } from '../src/cohorts/cohort.entity.js';
import { CalendarDay } from '../src/shared/calendar-day.js';
import { anApplication, anApplicationCohort } from './factories/application.js';
import {
  aShortCourse,
  batchOf,
  certified,
  completed,
  correctionOf,
  proposed,
} from './factories/certificate.js';
import { aCohort, enrolledIn } from './factories/cohort.js';
import { did, published } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import { aWaiver } from './factories/waiver.js';
import { startApp } from './support/app.js';
import type { TestApp } from './support/app.js';

let app: TestApp;
const course = aShortCourse('introductory', { title: '入門' });
beforeAll(async () => {
  app = await startApp();
  await published(app, course);
});
afterAll(() => app.close());

const homeOf = async (role: 'office' | 'administrator' | 'facilitator') =>
  (await (await signIn(app, await aPerson(app, { roles: [role] }))).get('/home').expect(200)).text;

it('says on the home page of the office what waits, without a name, and nothing while nothing does', async () => {
  expect(await homeOf('office')).not.toContain('待っていること');

  // Applications: one closed with two undecided, one still open, one with a free seat.
  const [closed, open] = [
    await anApplicationCohort(app, { trackId: 'introductory' }),
    await anApplicationCohort(app, { trackId: 'introductory' }),
  ];
  for (const cohort of [closed, closed, open]) await anApplication(app, cohort, { name: '見えない名前' });
  const closesOn = CalendarDay.of(2026, 5, 11);
  await app.db.write((tx) => tx.update(Cohort, { id: closed.id }, { closesOn }));
  for (const [seats, state] of [
    [1, 'waitlisted'],
    [0, 'waitlisted'],
    [1, 'accepted'],
  ] as const) {
    const { id } = await anApplication(
      app,
      await anApplicationCohort(app, { trackId: 'introductory', seats }),
      { name: '見えない名前' },
    );
    await app.db.write((tx) => tx.update(Application, { id }, { state }));
  }
  // Certificates: two wait, one of them in a batch; a correction, two revocations.
  const cohort = await aCohort(app, { trackId: 'introductory' });
  const enrolments = [];
  for (let n = 0; n < 2; n++) {
    const enrolment = await enrolledIn(app, await aPerson(app, { displayName: '見えない名前' }), cohort);
    await did(app, enrolment, { module: 'a', step: 'yomu' });
    enrolments.push(enrolment.id);
  }
  await batchOf(app, { cohort: cohort.id, enrolments: enrolments.slice(0, 1) });
  const paper = async () => certified(app, await aPerson(app, { displayName: '見えない名前' }), course);
  await correctionOf(app, (await paper()).id);
  for (let n = 0; n < 2; n++) await proposed(app, (await paper()).id);
  await aWaiver(app, await completed(app, await aPerson(app), aShortCourse('hoka', { code: 'HOK' })));

  const text = await homeOf('office');
  for (const words of [
    'まだ決めていない申込みが2件あります。',
    '補欠の人がいる期が1つあります。',
    '交付する提案が1件、',
    '再交付の提案が1件、',
    '元にもどす提案が2件、',
    'まだ受け取っていない人が3人います。',
    '免除の提案が1件、',
    'href="/office/applications"',
  ])
    expect(text).toContain(words);
  expect(text).not.toContain('見えない名前');
  for (const role of ['administrator', 'facilitator'] as const)
    expect(await homeOf(role)).not.toContain('待っていること');
});
