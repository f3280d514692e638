import { RouteTable } from '../src/web/route-table.js';
import { House, formFor } from './authorization.house.js';
import type { Resident } from './authorization.house.js';
import { ENTRANTS, MATRIX } from './authorization.matrix.js';
import type { Entrant, Row } from './authorization.matrix.js';
import { INSIDES, IN_PARTS, ON_EVERY_ENGINE, PARTS, QUERIES, QUESTIONS, SHAPES } from './hostile.shapes.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';
import { changed, contentsOf } from './support/contents.js';
import { sendForm } from './support/multipart.js';

let app: TestApp;
let house: House;
let learner: Resident;

beforeAll(async () => {
  app = await startApp();
  await app.nest.listen(0, '127.0.0.1');
  house = await House.open(app);
  learner = await house.settle('trainee');
});
afterAll(() => app.close());

const posts = MATRIX.filter(({ method }) => method === 'POST');
const gets = MATRIX.filter(({ method }) => method === 'GET');
/** What this engine may take otherwise than the other; everything is sent to the one that tests are quickest on. */
const isWhole = globalThis.TEST_DB === 'sqlite';
const shapes = isWhole ? SHAPES : SHAPES.filter(({ name }) => ON_EVERY_ENGINE.shapes.includes(name));
const parts = isWhole ? PARTS : ON_EVERY_ENGINE.parts;
const queries = isWhole ? QUERIES : QUERIES.filter((query) => ON_EVERY_ENGINE.queries.test(query));
const asked: Partial<Record<Entrant, Resident>> = {};
/** Pages of groups lead everybody to where a group comes in, and open for who keeps one with an account. */
const firstOf = (row: Row): Entrant =>
  row.path.startsWith('/organise/') && row.cells.trainee === 'in'
    ? 'trainee'
    : ENTRANTS.find((who) => row.cells[who] === 'in')!;

/** Forms that stand one behind another. */
const WAYS = [
  ['/register', '/register/name', '/register/consent', '/register/check'],
  ['', '/partner', '/need', '/consent', '/check'].map((step) => `/apply/:cohort${step}`),
];

interface Stand {
  readonly browser: Browser;
  readonly resident: Resident | null;
}

/** Somebody before the form of this route, as far as they have to come for it. */
async function before(row: Row): Promise<Stand> {
  const who = firstOf(row);
  const learns = row.cells.facilitator === '-'; // only then is something of a learner's asked for
  const resident = who === 'anonymous' ? null : await house.settle(who, { learns });
  const browser = await house.enter(
    resident,
    row.path.startsWith('/second-factor') ? { secondFactor: false } : {},
  );
  const steps = WAYS.find((way) => way.includes(row.path)) ?? [];
  for (const path of steps.slice(0, Math.max(0, steps.indexOf(row.path))))
    await sendForm(
      browser.post(await house.address({ path }, resident)),
      formFor(path, null, learner)!,
    ).expect(303);
  return { browser, resident };
}

const send = (browser: Browser, path: string, shape: { type: string; body: string | Buffer }) =>
  browser.post(path).set('content-type', shape.type).send(shape.body);

/** Large forms share a class: what one field of it takes is tried at the first of them. */
const LARGE = 25;
const ofLarge = new Set<string>();

const fields = posts.flatMap((row) => {
  const form = formFor(row.path, null, {
    own: { code: '' },
    person: { roles: [''] },
  } as unknown as Resident)!;
  const names = Object.keys(form);
  return names
    .filter((name) => names.length <= LARGE || !ofLarge.has(name))
    .map((field): [string, string, Row] => {
      if (names.length > LARGE) ofLarge.add(field);
      return [row.path, field, row];
    });
});

const isFile = (value: unknown) => typeof value === 'object' && !Array.isArray(value);
const takesParts = ({ path }: Row) =>
  app
    .get(RouteTable)
    .list()
    .some((route) => route.method === 'POST' && route.path === path && route.upload !== null);

/** Who stood before the form of a route for one of its fields, and to whom nothing has happened since. */
const standing = new Map<Row, Stand & { readonly path: string }>();

/** A wrong guess is counted, and that there were too many is recorded. */
const COUNTED = ['sign_in_throttle', 'audit_event'];

/** What the reading of bodies stops is sent in the first field of each form. */
const isFirst = (path: string, field: string) => fields.find(([one]) => one === path)![1] === field;

describe('a form filled in by hand', () => {
  it.each(fields)('%s takes nothing but a text as %s, and never fails over it', async (_path, field, row) => {
    const stand = standing.get(row) ?? { ...(await before(row)), path: '' };
    const { browser, resident } = stand;
    let { path } = stand;
    const usual = Object.entries(formFor(row.path, resident, learner)!);
    const rest = usual
      .filter(([name, text]) => name !== field && !isFile(text))
      .map(([name, text]) => [name, String(text as string | readonly string[])] as const);
    const all = takesParts(row) ? [...shapes, ...IN_PARTS] : shapes;
    const sent = isFirst(row.path, field) ? all : all.filter(({ isOfReader = false }) => !isOfReader);
    const wrong: string[] = [];
    let isUntouched = true;
    let known = await contentsOf(app);
    for (const shape of sent) {
      if (path === '') {
        path = await house.address(row, resident);
        known = await contentsOf(app);
      }
      const answer = await send(browser, path, { type: shape.type, body: shape.body(rest, field) });
      expect([shape.name, answer.status < 500]).toEqual([shape.name, true]);
      expect(answer.text).not.toMatch(INSIDES);
      const now = await contentsOf(app);
      const tables = changed(known, now).filter((table) => !COUNTED.includes(table));
      if (answer.status >= 400 && tables.length > 0) wrong.push(`${shape.name} changed ${tables.join()}`);
      known = now;
      if (answer.status >= 400) continue;
      path = '';
      isUntouched = false;
    }
    if (isUntouched) standing.set(row, { ...stand, path });
    else standing.delete(row);
    expect(wrong).toEqual([]);
    expect(Object.prototype).not.toHaveProperty('polluted');
  });

  if (isWhole)
    it.each(posts.map((row): [string, Row] => [row.path, row]))(
      '%s gives nobody what only the house decides',
      async (_path, row) => {
        const { browser, resident } = await before(row);
        const path = await house.address(row, resident);
        const decided = {
          role: 'administrator',
          roles: 'administrator',
          isAdmin: '1',
          personId: learner.person.id,
        };
        const more = {
          score: '1',
          passed: '1',
          done: '1',
          completedOn: '2026-05-01',
          disabledAt: '',
          version: '9',
        };
        const form = formFor(row.path, resident, learner)!;
        const extra = Object.entries({ ...decided, ...more }).filter(([name]) => !(name in form));
        const known = await contentsOf(app);
        const answer = await sendForm(browser.post(path), { ...form, ...Object.fromEntries(extra) });
        expect([answer.status, changed(known, await contentsOf(app))]).toEqual([400, []]);
      },
    );
});

describe('an address written by hand', () => {
  const withParts = MATRIX.flatMap((row) =>
    [...row.path.matchAll(/:\w+/g)].map(([part]): [string, string, string, Row] => [
      row.method,
      row.path,
      part,
      row,
    ]),
  );

  it.each(withParts)('%s %s leads nowhere with anything as %s', async (_method, _path, part, row) => {
    const who = firstOf(row);
    const resident = who === 'anonymous' ? null : (asked[who] ??= await house.settle(who));
    const browser = await house.enter(resident);
    const form = formFor(row.path, resident, learner);
    const address = await house.address({ path: row.path.replace(part, '~') }, resident);
    const known = await contentsOf(app);
    for (const path of parts.map((text) => address.replace('~', () => text))) {
      const answer = await (form ? sendForm(browser.post(path), form) : browser.get(path));
      const isNowhere = [303, 400, 404, 409, 414, 422, 429].includes(answer.status);
      expect([path, answer.status, isNowhere]).toEqual([path, answer.status, true]);
      expect(answer.text).not.toMatch(INSIDES);
    }
    expect(changed(known, await contentsOf(app))).toEqual([]);
  });

  it.each(gets.map((row): [string, Row] => [row.path, row]))('%s takes any query', async (_path, row) => {
    const who = firstOf(row);
    const resident = who === 'anonymous' ? null : (asked[who] ??= await house.settle(who));
    const browser = await house.enter(resident);
    const path = await house.address(row, resident);
    for (const query of row.path.startsWith('/office/reports/') ? [...queries, ...QUESTIONS] : queries) {
      const { status, text } = await browser.get(`${path}?${query}`);
      expect([query, status < 500]).toEqual([query, true]);
      expect(text ?? '').not.toMatch(INSIDES);
    }
  });
});
