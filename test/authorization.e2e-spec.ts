import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Controller, Get, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { judge } from '../src/accounts/entry.rules.js';
import { RoleGrant } from '../src/accounts/role-grant.entity.js';
import { Session } from '../src/accounts/session.entity.js';
import { VisitRecorder } from '../src/learning/visit-recorder.js';
import { Allow } from '../src/web/allow.js';
import { ROLES, STAFF_ROLES } from '../src/web/me.js';
import type { Me } from '../src/web/me.js';
import { RouteTable } from '../src/web/route-table.js';
import { House, formFor } from './authorization.house.js';
import type { Resident } from './authorization.house.js';
import { ENTRANTS, MATRIX } from './authorization.matrix.js';
import type { Decision, Entrant, Row } from './authorization.matrix.js';
import { aPerson, signIn } from './factories/person.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';
import { changed, contentsOf } from './support/contents.js';
import { sendForm } from './support/multipart.js';

let app: TestApp;
let house: House;
let port: number;
/** Who only looks: nothing that is theirs is used up. */
const residents = {} as Record<Entrant, Resident | null>;
type Browsers = Partial<Record<Entrant, Browser>>;
/** Visitors get a new one each time: signing in would make them somebody. */
const [browsers, beforeSecondFactor, provedLongAgo]: [Browsers, Browsers, Browsers] = [{}, {}, {}];
/** The page about what does not exist, as each of them sees it. */
const nowhere: Partial<Record<Entrant, string>> = {};

beforeAll(async () => {
  app = await startApp();
  await app.nest.listen(0, '127.0.0.1');
  port = (app.nest.getHttpServer().address() as AddressInfo).port;
  house = await House.open(app);
  residents.anonymous = null;
  for (const who of ROLES) {
    const resident = (residents[who] = await house.settle(who));
    provedLongAgo[who] = await house.enter(resident);
    const proved = { reauthenticatedAt: new Date(app.clock.now().getTime() - 10 * 60_000) };
    await app.db.write((tx) => tx.update(Session, { personId: resident.person.id }, proved));
    browsers[who] = await house.enter(resident);
    if (STAFF_ROLES.includes(who))
      beforeSecondFactor[who] = await house.enter(resident, { secondFactor: false });
    nowhere[who] = withoutKeys((await browsers[who].get('/nowhere')).text);
  }
});
afterAll(() => app.close());

type Answer = Awaited<ReturnType<Browser['get']>>;

function decisionOf({ status, headers }: Pick<Answer, 'status' | 'headers'>): Decision | number {
  const [place, next] = (headers.location ?? '').split('?next=');
  if (status === 303 && next !== undefined) {
    if (place === '/login') return 'sign-in';
    if (place === '/second-factor') return 'second factor first';
    if (place === '/login/again') return 'proof first';
  }
  if (status === 404) return '-';
  return [200, 303, 409, 422, 429].includes(status) ? 'in' : status;
}

async function knock(
  row: Row,
  browser: Browser,
  { path, resident }: { path: string; resident: Resident | null },
): Promise<Answer> {
  if (row.method === 'GET') return browser.get(path);
  const form = formFor(row.path, resident, residents.trainee!);
  if (!form) throw new Error(`no form for ${row.path}`);
  return sendForm(browser.post(path), { _key: crypto.randomUUID(), ...form });
}

/** Every page with a form carries a fresh key for it. */
const withoutKeys = (html: string) => html.replace(/name="_key" value="[^"]*"/g, '');

/** Every other address: goes past the guard like all, and is answered with "not found". */
const NOWHERE = 'ALL /*';

describe('the table', () => {
  const listed = MATRIX.map(({ method, path }) => `${method} ${path}`);

  it('has every route that a controller declares, and no other', () => {
    const declared = app.get(RouteTable).list();
    expect([NOWHERE, ...listed].toSorted()).toEqual(
      declared.map(({ method, path }) => `${method} ${path}`).toSorted(),
    );
    expect(new Set(listed).size).toBe(listed.length);
  });

  it('has every route that the server answers, but for style and script', () => {
    const heads = listed
      .filter((route) => route.startsWith('GET'))
      .map((route) => route.replace('GET', 'HEAD'));
    const known = [...listed, ...heads, 'GET /assets/*', 'HEAD /assets/*'];
    expect(
      routesOfServer()
        .filter((route) => !route.endsWith(' /*'))
        .toSorted(),
    ).toEqual(known.toSorted());
  });
});

/** Read from the server's own picture of its routes, which knows also what no controller declared. */
function routesOfServer(): string[] {
  const tree = app.nest.getHttpAdapter().getInstance().printRoutes();
  const above: string[] = [];
  return tree.split('\n').flatMap((line) => {
    const found = /^((?:[│ ] {3})*)(?:├── |└── )(.*?)(?: \(([A-Z, ]+)\))?$/.exec(line);
    if (!found) return [];
    const [, indent, part, methods] = found;
    const depth = indent!.length / 4;
    above.splice(depth, Infinity, (depth > 0 ? above[depth - 1]! : '') + part!);
    return (methods ?? '').split(', ').flatMap((method) => (method ? `${method} ${above[depth]!}` : []));
  });
}

const TAKEN_ALONG = ['report_download', 'audit_event'];

/** What opening a page may write: that a lesson was begun, and that somebody looked at the record or took it along. */
const WRITTEN_BY_READING: Readonly<Record<string, readonly string[]>> = {
  '/learn/:track/:module/:step': ['step_progress'],
  '/worksheet/:track/:module/:step': ['step_progress'],
  '/reflection/:track/:module/:step': ['step_progress'],
  '/office/reports/yearly.csv': TAKEN_ALONG,
  '/office/activity-figures.csv': ['audit_event'],
  '/office/reports/yearly.xlsx': TAKEN_ALONG,
  '/office/reports/exports/:export/completions.csv': TAKEN_ALONG,
  '/office/reports/exports/:export/completions-plain.csv': TAKEN_ALONG,
  '/office/reports/exports/:export/completions-cp932.csv': TAKEN_ALONG,
  '/office/reports/exports/:export/completions.xlsx': TAKEN_ALONG,
  '/facilitate/:cohort/attendance/:session/paper': ['audit_event'],
  '/office/applications/:cohort/needs': ['audit_event'],
  '/office/applications/:cohort/letters/print': ['audit_event', 'application_link'],
  '/office/applications/:cohort/:application/letter': ['audit_event', 'application_link'],
  '/facilitate/:cohort/attendance/:session/attendance.csv': ['audit_event'],
  '/facilitate/:cohort/contact': ['contact_access', 'audit_event'],
  '/facilitate/:cohort/contact/:enrolment': ['contact_access', 'audit_event'],
  '/office/enquiries': ['audit_event'],
  '/office/reports/runs/:run/since/:earlier': ['audit_event'],
  '/office/audit': ['audit_event'],
  '/admin/audit': ['audit_event'],
  '/admin/audit.csv': ['audit_event'],
};

/** Who is kept out is decided before a door's own statements: that is tried on one engine, what is inside on both. */
const isWhole = globalThis.TEST_DB === 'sqlite';

/** The tables that were changed by what is done. */
async function changedBy(act: () => Promise<void>): Promise<string[]> {
  const before = await contentsOf(app);
  await act();
  await app.get(VisitRecorder).settled();
  return changed(before, await contentsOf(app));
}

describe.each(MATRIX)('$method $path', (row) => {
  const isRead = row.method === 'GET';
  const mayChange = isRead ? (WRITTEN_BY_READING[row.path] ?? []) : [];

  /** Lets each of them knock: what was decided about them, and which tables were changed by it. */
  async function tryAll(several: readonly Entrant[], browserOf: (who: Entrant) => Browser) {
    const paths = await Promise.all(several.map((who) => house.address(row, residents[who])));
    const decisions: Partial<Record<Entrant, unknown>> = {};
    const tables = await changedBy(async () => {
      for (const [index, who] of several.entries()) {
        const [browser, path] = [browserOf(who), paths[index]!];
        const answer = await knock(row, browser, { path, resident: residents[who] });
        decisions[who] = decisionOf(answer);
        if (decisions[who] === '-') expect(withoutKeys(answer.text)).toBe(nowhere[who]);
        if (!isRead || !isWhole) continue;
        const head = await browser.head(path);
        expect([decisionOf(head), head.text ?? '']).toEqual([decisions[who], '']);
      }
    });
    return { decisions, tables };
  }
  const expected = (several: readonly Entrant[], decide: (who: Entrant) => Decision) =>
    Object.fromEntries(several.map((who) => [who, decide(who)]));

  it('is open and shut as the table says; reading, and knocking at what is shut, changes nothing', async () => {
    const several = ENTRANTS.filter((who) => (row.cells[who] === 'in' ? isRead : isWhole));
    const { decisions, tables } = await tryAll(several, (who) => browsers[who] ?? app.browser());
    expect(decisions).toEqual(expected(several, (who) => row.cells[who]));
    expect(mayChange).toEqual(expect.arrayContaining(tables));
  });

  if (!isRead)
    it.each(ENTRANTS.filter((who) => row.cells[who] === 'in'))('lets %s do it', async (who) => {
      const learns = row.cells.facilitator === '-'; // only then is something of a learner's used up
      const resident = who === 'anonymous' ? null : await house.settle(who, { learns });
      const path = await house.address(row, resident);
      expect(decisionOf(await knock(row, await house.enter(resident), { path, resident }))).toBe('in');
    });

  if (!isWhole) return;

  it('waits for the second factor of staff, and changes nothing before', async () => {
    const several = STAFF_ROLES.filter(() => isRead || !row.isEarly);
    const { decisions, tables } = await tryAll(several, (who) => beforeSecondFactor[who]!);
    expect(decisions).toEqual(
      expected(several, (who) => (row.isEarly ? row.cells[who] : 'second factor first')),
    );
    expect(tables).toEqual([]);
  });

  it('wants a fresh proof exactly where the table says', async () => {
    const several = ROLES.filter((who) => row.cells[who] === 'in' && (isRead || row.needsProof));
    const { decisions, tables } = await tryAll(several, (who) => provedLongAgo[who]!);
    expect(decisions).toEqual(expected(several, () => (row.needsProof ? 'proof first' : 'in')));
    expect([...mayChange, 'kept_text']).toEqual(expect.arrayContaining(tables));
  });
});

describe('what was taken away', () => {
  it.each(ROLES)('the role of %s is gone on the next request', async (role) => {
    const resident = await house.settle(role, { learns: false });
    const browser = await house.enter(resident);
    expect((await browser.get('/home')).status).toBe(200);
    await app.db.write((tx) => tx.delete(RoleGrant, { personId: resident.person.id, role }));
    expect(decisionOf(await browser.get('/home'))).toBe('sign-in');
    expect(decisionOf(await browser.post('/settings/name').send('displayName=x'))).toBe('sign-in');
  });

  it('a role that is left does not keep a session alive that acted in another', async () => {
    const person = await aPerson(app, { roles: ['trainee', 'office'] });
    const [office, trainee] = [await signIn(app, person, { role: 'office' }), await signIn(app, person)];
    await app.db.write((tx) => tx.delete(RoleGrant, { personId: person.id, role: 'office' }));
    expect(decisionOf(await office.get('/office/desk'))).toBe('sign-in');
    expect(decisionOf(await trainee.get('/office/desk'))).toBe('-');
    expect((await trainee.get('/certificates')).status).toBe(200);
  });
});

describe('a route without a rule', () => {
  @Controller('forgotten')
  class Forgotten {
    @Get() open(): string {
      return '';
    }
  }
  @Controller('known')
  class Known {
    @Allow('office') @Get() open(): string {
      return '';
    }
  }
  const start = (...controllers: (typeof Forgotten | typeof Known)[]) => {
    @Module({ imports: [DiscoveryModule], providers: [RouteTable], controllers })
    class Rooms {}
    return Test.createTestingModule({ imports: [Rooms] })
      .compile()
      .then((module) => module.init());
  };

  it('stops the application from starting', async () => {
    await expect(start(Known, Forgotten)).rejects.toThrow('Forgotten.open does not declare who may enter');
    expect((await start(Known)).get(RouteTable, { strict: false }).list()).toHaveLength(1);
  });

  it('would let nobody in if it were there all the same', () => {
    const door = { allowed: [], isBeforeSecondFactor: false, needsProof: false };
    expect(judge(null, door, app.clock.now())).toBe('/login');
    expect(judge({ role: 'administrator', secondFactorDone: true } as Me, door, app.clock.now())).toBe(
      'not-found',
    );
  });
});

describe('another way of writing an address', () => {
  const doors = ['/admin/people', '/office/desk', '/office/reports', '/settings', '/certificates'];
  const spellings = (path: string) => [
    path.replace(/^\/(.)/, (_, first: string) => `/%${first.charCodeAt(0).toString(16)}`),
    `/${path}`,
    `/.${path}`,
    `/nowhere/..${path}`,
    `/%2e${path}`,
    path.toUpperCase(),
    path.replaceAll('/', '%2f').replace('%2f', '/'),
    path.replaceAll('/', '\\').replace('\\', '/'),
    ...[
      '/',
      '//',
      '/.',
      '.',
      ';x',
      ';/../x',
      '%2f',
      '%00',
      '%20',
      '%09',
      '%0d%0a',
      '%',
      '%c0%af',
      '*',
      '.json',
    ].map((end) => path + end),
    `http://evil.example${path}`,
  ];

  it.each(doors)('of %s opens nothing to who may not enter', async (door) => {
    const isTrainees = door === '/settings' || door === '/certificates';
    const strangers = ['anonymous', ...(isTrainees ? [] : (['trainee', 'facilitator'] as const))] as const;
    for (const who of strangers)
      for (const path of spellings(door)) {
        const { status, headers } = await raw({
          path,
          headers: { cookie: cookieOf(browsers[who] ?? app.browser()) },
        });
        const isShut = status === 404 || status === 400 || (who === 'anonymous' && status === 303);
        expect([path, status, isShut]).toEqual([path, status, true]);
        if (status === 303) expect(headers.location).toMatch(/^\/login\?next=%2F/);
      }
  });

  it.each(doors)('with another method opens nothing of %s', async (path) => {
    const cookie = cookieOf(app.browser());
    for (const method of ['HEAD', 'OPTIONS', 'TRACE', 'PUT', 'PATCH', 'DELETE', 'PROPFIND', 'POST'])
      for (const override of ['x-http-method-override', 'x-method-override']) {
        const headers = { cookie, 'sec-fetch-site': 'same-origin', [override]: 'GET' };
        const { status } = await raw({ method, path, headers });
        expect([method, status, [303, 404, 405, 501].includes(status)]).toEqual([method, status, true]);
      }
  });

  it('with an override of the method changes nothing', async () => {
    const cookie = cookieOf(browsers.administrator!);
    const target = `/admin/people/${residents.trainee!.person.id}`;
    const tables = await changedBy(async () => {
      for (const name of ['x-http-method-override', 'x-http-method', 'x-method-override'])
        for (const method of ['GET', 'POST'])
          await raw({
            method,
            path: target,
            headers: { cookie, 'sec-fetch-site': 'same-origin', [name]: 'DELETE' },
          });
      await raw({ path: `${target}/account?_method=POST&change=disable`, headers: { cookie } });
    });
    expect(tables).toEqual([]);
  });
});

interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** Sends the path exactly as it is written: other clients tidy it up. */
function raw(wanted: { path: string; method?: string; headers: Record<string, string> }): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, ...wanted }, (answer) => {
      answer.resume().on('end', () => resolve({ status: answer.statusCode!, headers: answer.headers }));
    });
    sent.on('error', reject).end();
  });
}

function cookieOf(browser: Browser): string {
  return browser.jar
    .getCookies({ domain: '127.0.0.1', path: '/', secure: false, script: false })
    .toValueString();
}

describe("somebody else's", () => {
  const ID = '00000000-0000-7000-8000-000000000000';
  let other: Resident;
  let mine: Resident;
  beforeAll(async () => {
    other = await house.settle('trainee');
    mine = await house.settle('trainee');
  });

  it.each([
    ['GET', '/certificates/:id', 'certificate', ID],
    ['GET', '/certificates/:id/pdf', 'certificate', ID],
    ['GET', '/certificates/ready/:id', 'enrolment', ID],
    ['POST', '/certificates/ready/:id', 'enrolment', ID],
    ['GET', '/certificates/ready/:id/name', 'enrolment', ID],
    ['POST', '/certificates/ready/:id/name', 'enrolment', ID],
    ['POST', '/settings/sessions/:id/end', 'session', '0'.repeat(16)],
    ['GET', '/check-ins/:id', 'checkIn', ID],
    ['POST', '/check-ins/:id/delete', 'checkIn', ID],
    ['POST', '/contact/introductory/messages/:id/read', 'message', ID],
    ['POST', '/kept/:id/discard', 'kept', ID],
    ['GET', '/activities/board/:id', 'note', ID],
    ['POST', '/activities/board/:id/withdraw', 'note', ID],
    ['POST', '/activities/board/:id/seen', 'note', ID],
  ] as const)('%s %s looks like what does not exist', async (method, pattern, thing, missing) => {
    const browser = await house.enter(mine);
    const theirs = thing === 'session' ? await sessionOf(other) : other.own[thing]!;
    const ask = async (id: string) => {
      const path = pattern.replace(':id', id);
      const answer = await (method === 'GET'
        ? browser.get(path)
        : browser.post(path).type('form').send({ name: '青井' }));
      return [
        answer.status,
        answer.headers.location,
        answer.headers['content-type'],
        withoutKeys(answer.text),
      ];
    };
    const tables = await changedBy(async () => {
      expect(await ask(theirs)).toEqual(await ask(missing));
    });
    expect(tables).toEqual([]);
  });

  it('export looks like what does not exist', async () => {
    const [one, another] = [await house.settle('office'), await house.settle('office')];
    const browser = await house.enter(one);
    const ask = async (id: string) => browser.get(`/office/reports/exports/${id}/completions.csv`);
    const [theirs, missing] = [await ask(another.own.export!), await ask(ID)];
    expect([theirs.status, withoutKeys(theirs.text)]).toEqual([404, withoutKeys(missing.text)]);
    expect((await ask(one.own.export!)).status).toBe(200);
  });

  it('progress, memo and answers leave no trace on pages of who is not enrolled', async () => {
    const browser = await house.enter(await house.settle('trainee', { learns: false }));
    for (const path of [
      'tracks/T',
      'path/T',
      'path/T/leaving',
      'path/T/break',
      'learn/T/a',
      'learn/T/a/yomu',
      'quiz/T/a/toi',
      'quiz/T/a/toi/1',
      'quiz/T/a/toi/1/answer',
      'quiz/T/a/toi/end',
      'dialogue/T/a/hanasu',
      'dialogue/T/a/hanasu/1',
      'dialogue/T/a/hanasu/1/said',
      'dialogue/T/a/hanasu/end',
      'dialogue/T/a/hanasu/path',
      'dialogue/T/a/hanasu/path/1',
    ]) {
      const ask = async (track: string) => {
        const { status, headers, text } = await browser.get(`/${path.replace('T', track)}`);
        const told = [headers.location ?? '', withoutKeys(text)].map((part) => part.replaceAll(track, 'T'));
        return [status, ...told];
      };
      expect(await ask('introductory')).toEqual(await ask('untouched'));
    }
  });
});

async function sessionOf({ person }: Resident): Promise<string> {
  await signIn(app, person);
  const row = await app.db.one<{ id: string }>`
    select id from session where person_id = ${person.id} and ended_at is null limit 1`;
  return row!.id.slice(0, 16);
}
