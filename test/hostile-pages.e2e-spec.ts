import { Certificate } from '../src/certificates/certificate.entity.js';
import { Person } from '../src/accounts/person.entity.js';
import { VisitRecorder } from '../src/learning/visit-recorder.js';
import { Memo } from '../src/learning/memo.entity.js';
import { Jobs } from '../src/mail/jobs.js';
import type { Tx } from '../src/database/database.js';
import { ROLES } from '../src/web/me.js';
import { House, formFor } from './authorization.house.js';
import type { Resident } from './authorization.house.js';
import { ENTRANTS, MATRIX } from './authorization.matrix.js';
import type { Entrant, Row } from './authorization.matrix.js';
import { INSIDES } from './hostile.shapes.js';
import { aCourse, aLesson, aModule, aQuestion, aQuiz, aReflection } from './factories/course.js';
import { aDialogue } from './factories/dialogue.js';
import { enrolled, published } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';
import { changed, contentsOf } from './support/contents.js';
import { linkTo, mailsTo } from './support/mails.js';
import { sendForm } from './support/multipart.js';

let app: TestApp;
let house: House;
const residents = {} as Record<Entrant, Resident | null>;
const browsers = {} as Record<Entrant, Browser>;
const lines: string[] = [];

/** Closes whatever it may stand in, and opens something that no page of ours has. */
const PLANTED = `"'>\`=</title></textarea><xss on=1>{{x}}`; // as long as a name may be
const HARMFUL = /<xss|"'>|<\/title><\/textarea>/;

beforeAll(async () => {
  app = await startApp({ onLog: (line) => lines.push(line) });
  await app.nest.listen(0, '127.0.0.1');
  house = await House.open(app);
  residents.anonymous = null;
  for (const who of ROLES) residents[who] = await house.settle(who);
  for (const who of ENTRANTS) browsers[who] = await house.enter(residents[who]);
});
afterAll(() => app.close());

const posts = MATRIX.filter(({ method }) => method === 'POST');
const gets = MATRIX.filter(({ method }) => method === 'GET');
const mayEnter = (row: Row) => ENTRANTS.filter((who) => row.cells[who] === 'in');
const isPage = (answer: { headers: Record<string, string> }) =>
  answer.headers['content-type']?.includes('html');

describe('words with markup in them', () => {
  it('stand on the pages of every role as words', async () => {
    const shown = new Set<string>();
    house.words = PLANTED;
    await app.db.write(async (tx) => {
      for (const who of ROLES) await plant(tx, residents[who]!);
    });
    for (const row of gets)
      for (const who of mayEnter(row)) {
        const answer = await browsers[who]
          .set('user-agent', PLANTED)
          .get(await house.address(row, residents[who]));
        if (!isPage(answer)) continue;
        expect([row.path, who, HARMFUL.exec(answer.text)?.[0]]).toEqual([row.path, who, undefined]);
        if (answer.text.includes('&lt;xss')) shown.add(row.path);
      }
    // Where they are known to stand: else this test would look at nothing.
    expect([...shown]).toEqual(
      expect.arrayContaining([
        '/settings',
        '/settings/name',
        '/settings/data/read',
        '/kept',
        '/learn/:track/:module/:step',
        '/reflection/:track/:module/:step',
        '/reflection/:track/:module/:step/history',
        '/reflection/:track/:module/:step/sending',
        '/reflection/:track/:module/:step/sent/:sent',
        '/facilitate/:cohort/reflections',
        '/facilitate/:cohort/reflections/:sending',
        '/certificates/:certificate',
        '/certificates/ready/:enrolment',
        '/admin/people',
        '/admin/people/:id',
      ]),
    );
  });

  it('stand in a curriculum as words', async () => {
    const care = { level: 2 as const, topics: [PLANTED], where: PLANTED, instead: null, insteadEasy: null };
    const titles = { title: PLANTED, short: PLANTED };
    const steps = [
      aLesson('yomu', { title: PLANTED, care }),
      aQuiz('toi', [aQuestion('q')], { title: PLANTED, care }),
      aDialogue({ id: 'hanasu', title: PLANTED, care, people: [{ id: 'yuki', name: PLANTED }] }),
      aReflection('omou', { title: PLANTED, care }),
    ];
    const objectives = [{ id: 'o', text: PLANTED }];
    const modules = [
      aModule('a', steps, { ...titles, objectives }),
      aModule('b', steps, { ...titles, requires: ['a'] }),
    ];
    await published(app, aCourse({ id: 'planted', code: 'PLA', title: PLANTED, access: 'open', modules }));
    const person = await aPerson(app);
    await enrolled(app, person, 'planted');
    const browser = await signIn(app, person);
    for (const path of [
      '/',
      '/tracks',
      '/tracks/T',
      '/home',
      '/path',
      '/path/T',
      '/path/T/break',
      '/path/T/leaving',
      '/learn/T/a',
      '/learn/T/b',
      '/learn/T/a/yomu',
      '/quiz/T/a/toi',
      '/dialogue/T/a/hanasu',
      '/reflection/T/a/omou',
      '/try/T/a/yomu',
    ]) {
      const { status, text } = await browser.get(path.replace('T', 'planted'));
      expect([path, status < 404, HARMFUL.exec(text)?.[0]]).toEqual([path, true, undefined]);
      expect([path, text.includes('&lt;xss')]).toEqual([path, true]);
    }
  });

  it.each(posts.map((row): [string, Row] => [row.path, row]))(
    'sent to %s come back as words',
    async (_path, row) => {
      const who = mayEnter(row)[0]!;
      const resident = who === 'anonymous' ? null : await house.settle(who);
      const browser = await house.enter(resident);
      const form = formFor(row.path, resident, residents.trainee!)!;
      for (const field of Object.keys(form)) {
        const path = await house.address(row, resident);
        const answer = await browser
          .post(path)
          .type('form')
          .send({ ...form, [field]: PLANTED });
        expect([field, HARMFUL.exec(answer.text)?.[0]]).toEqual([field, undefined]);
      }
    },
  );

  it('stand in no address that is asked for', async () => {
    for (const path of [
      `/${encodeURIComponent(PLANTED)}`,
      `/login?next=${encodeURIComponent(`/${PLANTED}`)}`,
      `/verify/${encodeURIComponent(PLANTED)}`,
    ])
      expect(HARMFUL.exec((await app.browser().get(path)).text)).toBeNull();
  });
});

/** Past every form: into the tables themselves. */
async function plant(tx: Tx, { person, own }: Resident): Promise<void> {
  await tx.update(Person, { id: person.id }, { displayName: PLANTED });
  const kept = JSON.stringify([{ name: 'displayName', value: PLANTED }]);
  await tx.sql`update kept_text set fields = ${kept} where person_id = ${person.id}`;
  await tx.sql`update session set device = ${PLANTED} where person_id = ${person.id}`;
  await tx.sql`update report_export set purpose = ${PLANTED} where person_id = ${person.id}`;
  await tx.sql`update reported_fact set display_name = ${PLANTED} where person_id = ${person.id}`;
  if (!own.enrolment) return;
  await tx.sql`update chosen_name set name = ${PLANTED} where enrolment_id = ${own.enrolment}`;
  await tx.sql`update memo set text = ${PLANTED} where enrolment_id in (select id from enrolment where person_id = ${person.id})`;
  await tx.sql`update reflection_text set text = ${PLANTED} where enrolment_id in (select id from enrolment where person_id = ${person.id})`;
  await tx.sql`update reflection_sending set text = ${`${PLANTED}.`} where id = ${own.sent!}`;
  const certificate = await tx.findOne(Certificate, { id: own.certificate! });
  const words = Object.entries(JSON.parse(certificate!.words!) as Record<string, unknown>).map(
    ([name, text]) => [name, typeof text === 'string' ? PLANTED : text] as const,
  );
  await tx.update(
    Certificate,
    { id: own.certificate! },
    { words: JSON.stringify(Object.fromEntries(words)) },
  );
}

describe('what belongs to one person', () => {
  const OWN = {
    name: '霧島なつの',
    certificate: '霧島 夏乃',
    memo: 'きのうの夢のことを書いた',
    reflection: 'むかしの病室の窓のこと',
    sent: '送ってみた窓のこと',
    kept: '書きかけのひとりごと',
  };

  const TURNED_TO = [
    '/facilitate/:cohort/contact',
    '/facilitate/:cohort/reflections',
    // Who meets a cohort knows by what name each of them goes.
    '/facilitate/:cohort/attendance/:session',
    '/facilitate/:cohort/attendance/:session/paper',
    '/facilitate/:cohort/attendance/:session/attendance.csv',
  ];
  /** Also by name, but in pages: the owner may be on a later one. */
  const PAGED = [
    '/facilitate/:cohort/sign-off',
    // A note stands there by the display name that its writer chose, where it is shown: the newest first.
    '/activities/board',
  ];

  it('stands on no page of another', async () => {
    const owner = await house.settle('trainee', { displayName: OWN.name });
    const { id } = owner.person;
    await app.db.write(async (tx) => {
      await tx.sql`update chosen_name set name = ${OWN.certificate} where enrolment_id = ${owner.own.enrolment!}`;
      await tx.sql`update memo set text = ${OWN.memo} where enrolment_id in (select id from enrolment where person_id = ${id})`;
      await tx.sql`update reflection_text set text = ${OWN.reflection} where enrolment_id in (select id from enrolment where person_id = ${id})`;
      await tx.sql`update reflection_sending set text = ${OWN.sent} where id = ${owner.own.sent!}`;
      await tx.sql`update kept_text set fields = ${JSON.stringify([{ name: 'memo', value: OWN.kept }])} where person_id = ${id}`;
    });
    const browser = await house.enter(owner);
    const own = [...Object.values(OWN), owner.person.email!, owner.person.learnerNumber];
    const seen = new Set<string>();
    for (const row of gets) {
      // First the owner, so that whatever is kept of a page would be theirs.
      if (row.cells.trainee === 'in') {
        const { text } = await browser.get(await house.address(row, owner));
        for (const word of own) if (text?.includes(word)) seen.add(word);
      }
      for (const who of mayEnter(row)) {
        const { text } = await browsers[who].get(await house.address(row, residents[who]));
        const leaked = own.filter((word) => (text ?? '').includes(word));
        // What leaves the house with names, asked for and recorded.
        if (row.path.startsWith('/office/reports/exports/:export/')) continue;
        // The owner turned to the facilitators of the cohort: they see by what name, and no more.
        const isListed = PAGED.includes(row.path) && leaked.includes(OWN.name);
        const shown = TURNED_TO.includes(row.path) || isListed ? [OWN.name] : [];
        expect([row.path, who, leaked]).toEqual([row.path, who, shown]);
      }
    }
    expect(seen.size).toBeGreaterThanOrEqual(own.length - 1);
  });
});

describe('a form from another site', () => {
  const foreign: readonly Record<string, string>[] = [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'cross-site', origin: 'ORIGIN' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'ORIGIN.evil.example' },
    { referer: 'https://evil.example/?ORIGIN' },
    {},
  ];

  it.each(posts.map((row): [string, Row] => [row.path, row]))('is not taken by %s', async (_path, row) => {
    const who = mayEnter(row).at(-1)!;
    const resident = residents[who];
    const path = await house.address(row, resident);
    const known = await contentsOf(app);
    for (const headers of foreign) {
      const sent = browsers[who].post(path).unset('sec-fetch-site');
      for (const [name, text] of Object.entries(headers))
        void sent.set(name, text.replace('ORIGIN', app.config.origin));
      const { status } = await sendForm(sent, formFor(row.path, resident, residents.trainee!)!);
      expect([headers, status]).toEqual([headers, 403]);
    }
    expect(changed(known, await contentsOf(app))).toEqual([]);
  });
});

describe('where somebody is sent on to', () => {
  const AWAY = [
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\/evil.example',
    '\\\\evil.example',
    'https:evil.example',
    'https://evil.example',
    'HTTPS://EVIL.EXAMPLE',
    'javascript:alert(1)',
    'data:text/html,x',
    '/\t/evil.example',
    '\t//evil.example',
    ' //evil.example',
    '/ /evil.example',
    '/\n/evil.example',
    '/\r\nLocation: https://evil.example',
    '/\u0000/evil.example',
    '／／evil.example',
    '/学び',
    'evil.example',
    './/evil.example',
    '@evil.example',
    ['/home', '//evil.example'],
  ];
  const places = ['/login', '/settings/role', '/login/again', '/second-factor'];

  it.each(places)('%s keeps everybody here', async (path) => {
    for (const next of AWAY) {
      const resident = residents.office!;
      const form = formFor(path, resident, residents.trainee!)!;
      const posted = await browsers.office
        .post(path)
        .type('form')
        .send({ ...form, next });
      const query = new URLSearchParams([next].flat().map((text) => ['next', text]));
      const opened = await browsers.office.get(`${path}?${query}`);
      for (const { status, headers, text } of [posted, opened]) {
        const to = headers.location ?? '/';
        expect([next, status < 500, new URL(to, app.config.origin).origin]).toEqual([
          next,
          true,
          app.config.origin,
        ]);
        expect(to).toMatch(/^\/(?!\/)/);
        const hrefs = [...(text ?? '').matchAll(/<(?:a|form)\b[^>]*?(?:href|action)="([^"]*)"/g)].map(
          ([, href]) => href!,
        );
        expect(hrefs.filter((href) => /evil|script:|^data:/i.test(href))).toEqual([]);
      }
    }
  });
});

describe('an address or host that is only claimed', () => {
  const CLAIMED = {
    host: 'evil.example',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'https',
    forwarded: 'host=evil.example',
    'x-original-host': 'evil.example',
  };

  it('stands in no mail', async () => {
    const { person } = residents.trainee!;
    await app
      .browser()
      .post('/password')
      .set(CLAIMED)
      .type('form')
      .send({ email: person.email! })
      .expect(303);
    expect(await linkTo(app, person.email!, 'password')).toMatch(/^\/password\//);
    const form = { email: 'atarashii@example.jp', role: 'office' };
    await browsers.administrator
      .post('/admin/people/invite')
      .set(CLAIMED)
      .type('form')
      .send(form)
      .expect(303);
    const mails = [...(await mailsTo(app, person.email!)), ...(await mailsTo(app, form.email))];
    expect(mails.length).toBeGreaterThan(1);
    for (const { body } of mails)
      expect(new Set(body.match(/https?:\/\/[^/\s]+/g))).toEqual(new Set([app.config.origin]));
  });

  it('stands on no page', async () => {
    for (const who of ENTRANTS)
      for (const path of ['/', '/login', '/support', '/nowhere', '/settings']) {
        const { text, headers } = await browsers[who].get(path).set(CLAIMED);
        expect((text ?? '') + (headers.location ?? '')).not.toContain('evil');
      }
  });

  it('gives nobody new tries', async () => {
    const statuses = new Set<number>();
    for (let guess = 0; guess < 70 && !statuses.has(429); guess++) {
      const person = await aPerson(app);
      const answer = await app
        .browser()
        .post('/login')
        .set({ 'x-forwarded-for': `203.0.113.${guess}`, 'x-real-ip': `203.0.113.${guess}` })
        .type('form')
        .send({
          identifier: person.learnerNumber,
          password: 'あてずっぽうのことば',
          ownDevice: '',
          next: '',
        });
      statuses.add(answer.status);
    }
    expect([...statuses]).toEqual([422, 429]);
  });
});

describe('a fault inside', () => {
  it('is told without what is inside, with a number that the log has too', async () => {
    const learner = await house.settle('trainee');
    const browser = await house.enter(learner);
    const rename = (from: string, to: string) =>
      app.db.write((tx) => tx.query(`alter table ${from} rename to ${to}`));
    await rename('memo', 'memo_away');
    const before = lines.length;
    const opened = await browser.get('/learn/introductory/a/yomu');
    const sent = await browser
      .post('/learn/introductory/a/yomu/memo')
      .type('form')
      .send({ memo: 'だれにも見せないことば', version: '1' });
    await rename('memo_away', 'memo');
    for (const { status, text } of [opened, sent]) {
      expect(status).toBe(500);
      expect(text).not.toMatch(INSIDES);
      const incident = /[0-9a-f]{8}/.exec(text.slice(text.indexOf('<main')))![0];
      expect(lines.slice(before).filter((line) => line.includes(incident))).toHaveLength(1);
    }
    expect(lines.slice(before).join('')).not.toContain('だれにも');
  });
});

describe('the log', () => {
  it('holds no name, address, password, token or word of anybody', async () => {
    await app.get(VisitRecorder).settled();
    await app.get(Jobs).runAll();
    const people = await app.db.sql<{ display_name: string; email: string | null; learner_number: string }>`
      select display_name, email, learner_number from person`;
    const memos = await app.db.write((tx) => tx.find(Memo, {}));
    const cookies = ENTRANTS.map((who) => cookieOf(browsers[who]).replace(/^\w+=/, '')).filter(Boolean);
    const secrets = [
      ...people.flatMap((person) => [person.display_name, person.email ?? '', person.learner_number]),
      ...memos.map(({ text }) => text),
      ...cookies,
      '三羽のことり',
      '県への報告',
      'xss',
      'evil',
    ].filter((word) => word.length > 1);
    const log = lines.join('');
    expect(lines.length).toBeGreaterThan(0);
    expect(secrets.filter((word) => log.includes(word))).toEqual([]);
    expect(log).not.toMatch(/[\w-]{43}/);
  });
});

function cookieOf(browser: Browser): string {
  const all = { domain: '127.0.0.1', path: '/', secure: false, script: false };
  return browser.jar.getCookies(all).toValueString();
}
