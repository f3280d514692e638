import { AttendanceService } from '../src/attendance/attendance.service.js';
import { EnrolmentService } from '../src/enrolment/enrolment.service.js';
import { aCohort, enrolledIn } from './factories/cohort.js';
import { aCourse, aLesson, aModule, aSession } from './factories/course.js';
import { published } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import { aDate } from './factories/training-session.js';
import { AN_ORDINARY_DAY, startApp } from './support/app.js';
import type { TestApp } from './support/app.js';

const KAI = '/session/machi/a/kai-1';
const HOUR = 60 * 60_000;
let app: TestApp;
beforeAll(async () => {
  app = await startApp();
  const steps = [aLesson('yomu'), aSession('kai-1', 3), aSession('kai-2', 2)];
  await published(app, aCourse({ id: 'machi', modules: [aModule('a', steps)] }));
});
afterEach(() => app.clock.set(AN_ORDINARY_DAY));
afterAll(() => app.close());

async function aMember() {
  const person = await aPerson(app);
  const cohort = await aCohort(app, { trackId: 'machi' });
  const enrolment = await enrolledIn(app, person, cohort);
  const browser = () => signIn(app, person);
  const home = async () => (await (await browser()).get('/home').expect(200)).text;
  return { person, cohort, enrolment, browser, home };
}
/** The ordinary day begins at ten in the morning. */
const inHours = (hours: number) => app.clock.set(new Date(AN_ORDINARY_DAY.getTime() + hours * HOUR));

describe('a meeting on the home page', () => {
  it('stands there the day before and on the day, with the way in while the doors are open', async () => {
    const { cohort, home } = await aMember();
    await aDate(app, { cohort, inHours: 51.5 });
    expect(await home()).not.toContain('集まりの予定');
    inHours(14);
    const before = await home();
    for (const words of [
      'あした、13時30分から16時30分まで、集まりの予定があります。',
      '場所：市民会館 2階',
      `href="${KAI}"`,
    ])
      expect(before).toContain(words);
    inHours(38);
    const morning = await home();
    expect(morning).toContain('きょう、13時30分から16時30分まで、集まりの予定があります。');
    expect(morning).not.toContain('あした、');
    inHours(51.2);
    expect(await home()).toContain(`href="${KAI}/sign-in"`);
    inHours(54.6);
    expect(await home()).not.toContain('集まりの予定');
  });

  it('says that it was called off', async () => {
    const { cohort, home } = await aMember();
    await aDate(app, { cohort, inHours: 3, isCancelled: true });
    const text = await home();
    expect(text).toContain('きょう、13時からの集まりは、中止になりました。');
    expect(text).not.toContain('市民会館');
  });

  it('is not spoken of to who takes a break, will stay away, has done it or is of another cohort', async () => {
    const [resting, away, done, other] = [await aMember(), await aMember(), await aMember(), await aMember()];
    for (const { cohort } of [resting, away, done]) await aDate(app, { cohort, inHours: 3 });
    const date = await aDate(app, { cohort: away.cohort, inHours: 4, step: 'kai-2' });
    const enrolments = app.get(EnrolmentService);
    await app.db.write((tx) => enrolments.pause(tx, { personId: resting.person.id, trackId: 'machi' }));
    const browser = await away.browser();
    await browser
      .post('/session/machi/a/kai-2/absence')
      .type('form')
      .send({ _key: crypto.randomUUID(), date })
      .expect(303);
    await app.db.write((tx) =>
      app.get(AttendanceService).record(
        tx,
        {
          enrolmentId: done.enrolment.id,
          ref: { module: 'a', step: 'kai-1' },
          kind: 'made-up',
          ...{ trainingSessionId: null, minutesLate: null, minutesEarly: null },
        },
        null,
      ),
    );
    for (const { home } of [resting, done, other]) expect(await home()).not.toContain('集まりの予定');
    const text = await away.home();
    expect(text).toContain('13時から16時まで');
    expect(text).not.toContain('14時から');
  });
});
