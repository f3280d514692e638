import { House, formFor } from './authorization.house.js';
import type { Resident } from './authorization.house.js';
import { MATRIX } from './authorization.matrix.js';
import { startApp } from './support/app.js';
import type { TestApp } from './support/app.js';

let app: TestApp;
let house: House;
let learner: Resident;
beforeAll(async () => {
  app = await startApp();
  house = await House.open(app);
  learner = await house.settle('trainee');
});
afterAll(() => app.close());

const STAFF = ['facilitator', 'office', 'administrator'] as const;
const doors = MATRIX.filter(({ method }) => method === 'POST').flatMap(({ path, cells }) =>
  STAFF.filter((role) => cells[role] === 'in').map((role) => [role, path] as const),
);
/** What completion is decided by, of whom. */
const FACTS = {
  steps: `select enrolment_id, module, step, status, completed_at from step_progress order by 1, 2, 3`,
  scores: `select enrolment_id, module, step, question, best from question_score order by 1, 2, 3, 4`,
  signOffs: `select enrolment_id, signed_by_id from sign_off order by 1`,
  waivers: `select id, confirmed_at, closed_at from waiver where confirmed_at is not null order by 1`,
  completions: `select id, completed_on from enrolment where completed_on is not null order by 1`,
} as const;
type Fact = keyof typeof FACTS;

async function read(): Promise<Record<Fact, string>> {
  const texts = {} as Record<Fact, string>;
  for (const [fact, text] of Object.entries(FACTS))
    texts[fact as Fact] = JSON.stringify(await app.db.write((tx) => tx.query(text)));
  return texts;
}

/**
 * The only doors of the house through which staff change any of it: attendance, sign-off and waivers. Sheets of
 * attendance are among them; the forms that are sent here are older than what stands there, so that nothing is written.
 */
const WRITERS: Readonly<Record<string, readonly Fact[]>> = {
  '/facilitate/:cohort/attendance/make-up': ['steps'],
  '/facilitate/:cohort/attendance/records/:enrolment/:module/:step': ['steps'],
  '/facilitate/:cohort/sign-off/:enrolment': ['signOffs'],
  '/facilitate/:cohort/sign-off/:enrolment/withdrawal': ['signOffs'],
  '/office/waivers/:waiver/confirmation': ['waivers'],
  '/office/waivers/:waiver/lift': ['waivers'],
};

describe('staff', () => {
  it.each(doors)('%s at %s writes of completion only what is theirs to write', async (role, path) => {
    const resident = await house.settle(role);
    const browser = await house.enter(resident);
    const address = await house.address({ path }, resident);
    const form = formFor(path, resident, learner);
    // There is something to take back.
    if (path.endsWith('/sign-off/:enrolment/withdrawal'))
      await browser.post(address.replace('/withdrawal', '')).expect(303);
    const before = await read();
    await browser
      .post(address)
      .type('form')
      .send({ ...form });
    const after = await read();
    const changed = (Object.keys(FACTS) as Fact[]).filter((fact) => before[fact] !== after[fact]);
    expect(changed).toEqual(WRITERS[path] ?? []);
  });

  it('have no other doors than these', () => {
    const paths = doors.map(([, path]) => path);
    for (const writer of Object.keys(WRITERS)) expect(paths).toContain(writer);
    expect(doors.length).toBeGreaterThan(50);
  });
});
