import { Application } from '../src/applications/application.entity.js';
import { DecisionService } from '../src/applications/decision.service.js';
import { OwnApplications } from '../src/applications/own-application.service.js';
import { Selection } from '../src/applications/selection.entity.js';
import type { Cohort } from '../src/cohorts/cohort.entity.js';
import { EnrolmentService } from '../src/enrolment/enrolment.service.js';
import { ErasureService } from '../src/privacy/erasure.service.js';
import { Jobs } from '../src/mail/jobs.js';
import { DomainError } from '../src/shared/domain-error.js';
import type { Me } from '../src/web/me.js';
import { aLink, anApplication, anApplicationCohort, stateOf } from './factories/application.js';
import type { Sent } from './factories/application.js';
import { aShortCourse } from './factories/certificate.js';
import { enrolledIn } from './factories/cohort.js';
import { enrolled, published } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import type { KnownPerson } from './factories/person.js';
import { AN_ORDINARY_DAY, startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';
import { mailsTo } from './support/mails.js';

let app: TestApp;
let officer: KnownPerson;
let office: Browser;
beforeAll(async () => {
  app = await startApp();
  await published(app, aShortCourse('introductory', { title: '入門' }));
  await published(app, aShortCourse('later', { code: 'LAT', title: '次の講座', requires: ['introductory'] }));
  officer = await aPerson(app, { roles: ['office'], displayName: '事務 すず' });
});
beforeEach(async () => {
  app.clock.set(AN_ORDINARY_DAY);
  office = await signIn(app, officer);
});
afterAll(() => app.close());

const aCall = (state: object = {}) => anApplicationCohort(app, { trackId: 'introductory', ...state });
const me = () => ({ personId: officer.id, role: 'office' }) as Me;
const at = (cohort: { id: string }, more = '') => `/office/applications/${cohort.id}${more}`;
const send = (browser: Browser, path: string, fields: object = {}) =>
  browser.post(path).type('form').send(fields);
const acts = async (act: string, object: string) =>
  (await app.db.sql`select 1 from audit_event where act = ${act} and object = ${object}`).length;

type Choice = readonly [Sent, string, string?];

/** Proposes these; the rest stays undecided. */
const propose = (cohort: Cohort, choices: readonly Choice[]) =>
  send(office, at(cohort, '/decisions'), {
    application: choices.map(([{ id }]) => id),
    decision: choices.map(([, decision]) => decision),
    rank: choices.map(([, , rank]) => rank ?? ''),
  });

/** Criteria, proposal, look, decision. */
async function decide(cohort: Cohort, choices: readonly Choice[]): Promise<void> {
  if (!(await app.db.one`select 1 as found from selection where cohort_id = ${cohort.id}`))
    await send(office, at(cohort, '/criteria'), { criteria: ['area'], note: '' }).expect(303);
  expect((await propose(cohort, choices)).headers.location).toBe(at(cohort, '/preview'));
  const { text } = await office.get(at(cohort, '/preview')).expect(200);
  const version = /name="version" value="(\d+)"/.exec(text)![1]!;
  const { headers } = await send(office, at(cohort, '/decided'), { version });
  expect(headers.location).toBe(at(cohort, '?note=decided'));
}

describe('the selection sheet', () => {
  it('is found by the office, with applications in an order drawn by lot that stays', async () => {
    const cohort = await aCall({ name: 'くじの期' });
    const sent: Sent[] = [];
    for (let n = 0; n < 8; n++) sent.push(await anApplication(app, cohort, { name: `人${n}` }));
    expect((await office.get('/office/applications').expect(200)).text).toContain('くじの期');
    const order = async () => [...(await office.get(at(cohort))).text.matchAll(/人(\d)/g)].map(([, n]) => n);
    const first = await order();
    expect(first.toSorted()).toEqual(['0', '1', '2', '3', '4', '5', '6', '7']);
    expect(await order()).toEqual(first);
    const lots = await app.db.sql<{ id: string }>`
      select id from application where cohort_id = ${cohort.id} order by lot`;
    expect(lots.map(({ id }) => sent.findIndex((one) => one.id === id).toString())).toEqual(first);
  });

  it('lets nobody decide before criteria are recorded, or change them after something was decided', async () => {
    const cohort = await aCall();
    const sent = await anApplication(app, cohort);
    expect((await office.get(at(cohort))).text).not.toContain('name="decision"');
    expect((await propose(cohort, [[sent, 'accepted']])).headers.location).toBe(at(cohort, '/criteria'));
    for (const fields of [{}, { criteria: ['x'] }, { note: 'あ'.repeat(401) }])
      expect((await send(office, at(cohort, '/criteria'), fields)).status).toBe(422);
    await send(office, at(cohort, '/criteria'), { criteria: ['area', 'lot'], note: 'ことば' }).expect(303);
    expect((await office.get(at(cohort))).text).toContain('ことば');
    await decide(cohort, [[sent, 'accepted']]);
    expect((await send(office, at(cohort, '/criteria'), { criteria: ['plans'] })).status).toBe(422);
    const row = await app.db.one`select criteria from selection where cohort_id = ${cohort.id}`;
    expect(row).toEqual({ criteria: 'area,lot' });
    expect(await acts('application.criteria-recorded', `cohort:${cohort.id}`)).toBe(1);
  });

  it.each([
    [[['accepted'], ['accepted']], 'decision-1'],
    [
      [
        ['waitlisted', ''],
        ['', ''],
      ],
      'rank-0',
    ],
    [
      [
        ['waitlisted', '1'],
        ['waitlisted', '1'],
      ],
      'rank-1',
    ],
    [
      [
        ['declined', '2'],
        ['', ''],
      ],
      'rank-0',
    ],
  ])('refuses %j at %s and keeps what was chosen', async (choices, control) => {
    const cohort = await aCall({ seats: 1 });
    const sent = [await anApplication(app, cohort), await anApplication(app, cohort)];
    await send(office, at(cohort, '/criteria'), { criteria: ['area'] });
    const chosen = choices.map(([decision, rank], index): Choice => [sent[index]!, decision!, rank]);
    const { status, text } = await propose(cohort, chosen);
    expect([status, text.includes(`href="#${control}"`)]).toEqual([422, true]);
    expect(text).toContain(`value="${choices[0]![0]}" selected`);
    const open = await app.db
      .sql`select 1 from application where cohort_id = ${cohort.id} and proposal is null`;
    expect(open).toHaveLength(2);
  });

  it('marks the same contact on two applications', async () => {
    const cohort = await aCall();
    for (const contact of ['見本市5', '見本市5', '見本市6']) await anApplication(app, cohort, { contact });
    expect((await office.get(at(cohort))).text.split('同じ連絡先').length - 1).toBe(2);
  });
});

describe('deciding', () => {
  it('takes a look first, then all at once, with letters and one line of the record', async () => {
    const cohort = await aCall({ seats: 1 });
    const by = (name: string) =>
      anApplication(app, cohort, { name, way: 'mail', contact: `${name}@example.jp` });
    const [yes, wait, no] = [await by('hai'), await by('machi'), await by('iie')];
    await decide(cohort, [
      [yes, 'accepted'],
      [wait, 'waitlisted', '1'],
      [no, 'declined'],
    ]);
    expect(await Promise.all([yes, wait, no].map((one) => stateOf(app, one)))).toEqual([
      'accepted',
      'waitlisted',
      'declined',
    ]);
    for (const [name, words] of [
      ['hai', '/offer/'],
      ['machi', '今回は補欠です。'],
      ['iie', 'あなたの経験や力とは関係ありません。'],
    ] as const) {
      const mails = await mailsTo(app, `${name}@example.jp`);
      expect([name, mails.filter(({ body }) => body.includes(words)).length]).toEqual([name, 1]);
      expect(new Set(mails.map(({ subject }) => subject))).toEqual(new Set(['【学びのページ】お知らせ']));
    }
    expect(await acts('application.decided', `cohort:${cohort.id}`)).toBe(1);
    // The Back button decides nothing twice.
    const { headers } = await send(office, at(cohort, '/decided'), { version: '2' });
    expect(headers.location).toBe(at(cohort, '?note=changed'));
    expect(await mailsTo(app, 'hai@example.jp')).toHaveLength(2);
  });

  it('decides only what was looked at', async () => {
    const cohort = await aCall();
    const sent = await anApplication(app, cohort);
    await send(office, at(cohort, '/criteria'), { criteria: ['area'] });
    await propose(cohort, [[sent, 'declined']]);
    const version = /name="version" value="(\d+)"/.exec((await office.get(at(cohort, '/preview'))).text)![1]!;
    await propose(cohort, [[sent, 'accepted']]); // by somebody else, meanwhile
    const { headers } = await send(office, at(cohort, '/decided'), { version });
    expect(headers.location).toBe(at(cohort, '?note=changed'));
    expect((await office.get(headers.location!)).text).toContain('まだ決めていません');
    expect(await stateOf(app, sent)).toBe('received');
  });

  it('takes a pair as one of two seats', async () => {
    const cohort = await aCall({ seats: 2, pairs: true });
    const [one, two] = [await anApplication(app, cohort), await anApplication(app, cohort)];
    await send(office, at(cohort, '/criteria'), { criteria: ['area'] });
    const over = await propose(cohort, [
      [one, 'accepted'],
      [two, 'accepted'],
    ]);
    expect(over.status).toBe(422);
    await decide(cohort, [
      [one, 'accepted'],
      [two, 'waitlisted', '1'],
    ]);
    expect((await office.get(at(cohort))).text).toContain('あいている席0');
  });

  it('counts people who came into the cohort in another way', async () => {
    const cohort = await aCall({ seats: 1 });
    await enrolledIn(app, await aPerson(app), cohort);
    const sent = await anApplication(app, cohort);
    await send(office, at(cohort, '/criteria'), { criteria: ['area'] });
    expect((await propose(cohort, [[sent, 'accepted']])).status).toBe(422);
  });

  it('gives no seat twice, whoever decides at the same moment', async () => {
    const cohort = await aCall({ seats: 10 });
    const all: Sent[] = [];
    for (let n = 0; n < 50; n++) all.push(await anApplication(app, cohort));
    const decisions = app.get(DecisionService);
    await send(office, at(cohort, '/criteria'), { criteria: ['lot'] });
    const results = await Promise.allSettled(
      all.map(({ id: applicationId }) =>
        app.db.write(async (tx) => {
          await decisions.propose(tx, cohort.id, [{ applicationId, decision: 'accepted', rank: null }]);
          const { version } = (await tx.findOne(Selection, { cohortId: cohort.id }))!;
          await decisions.decide(tx, me(), { cohortId: cohort.id, version });
        }),
      ),
    );
    const refused = results.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
    expect(refused.every(({ reason }) => reason instanceof DomainError)).toBe(true);
    expect(refused).toHaveLength(40);
    const accepted = await app.db.sql`
      select 1 from application where cohort_id = ${cohort.id} and state = 'accepted'`;
    expect(accepted).toHaveLength(10);
  });
});

describe('a seat that becomes free', () => {
  it('is shown with the next on the list for whom it is enough; the office decides', async () => {
    const cohort = await aCall({ seats: 1 });
    const sent: Sent[] = [];
    for (let n = 0; n < 4; n++)
      sent.push(
        await anApplication(app, cohort, {
          name: `待つ人${n}`,
          way: 'mail',
          contact: `kuriage${n}@example.jp`,
        }),
      );
    const [first, third, second, never] = sent as [Sent, Sent, Sent, Sent];
    await decide(cohort, [
      [first, 'accepted'],
      [third, 'waitlisted', '2'],
      [second, 'waitlisted', '1'],
      [never, 'declined'],
    ]);
    const note = '席があいています。';
    expect((await office.get(at(cohort))).text).not.toContain(note);
    const link = await aLink(app, first.applicants[0]!);
    await send(app.browser(), `/application/${link}/withdrawal`).expect(303);
    expect([await stateOf(app, first), await stateOf(app, second)]).toEqual(['withdrawn', 'waitlisted']);
    const { text } = await office.get(at(cohort));
    const [box] = new RegExp(`${note}[\\s\\S]*?</form>`).exec(text)!;
    expect([box.includes('待つ人2'), box.includes('待つ人1')]).toEqual([true, false]);
    expect((await office.get('/office/applications')).text).toContain(note);
    for (let press = 0; press < 2; press++)
      expect((await send(office, at(cohort, '/offer'))).headers.location).toBe(at(cohort, '?note=offered'));
    expect(await Promise.all([second, third, never].map((one) => stateOf(app, one)))).toEqual([
      'accepted',
      'waitlisted',
      'declined',
    ]);
    const told = await mailsTo(app, 'kuriage2@example.jp');
    expect(told.filter(({ body }) => body.includes('/offer/'))).toHaveLength(1);
    expect(await acts('application.offered', `application:${second.id}`)).toBe(1);
    expect((await office.get(at(cohort))).text).not.toContain(note);
  });

  it('passes by two who need two seats, and says so', async () => {
    const cohort = await aCall({ seats: 1 });
    const [two, one] = [await anApplication(app, cohort), await anApplication(app, cohort)];
    await decide(cohort, [
      [two, 'waitlisted', '1'],
      [one, 'waitlisted', '2'],
    ]);
    await app.db.write((tx) => tx.update(Application, { id: two.id }, { places: 2 }));
    expect((await office.get(at(cohort))).text).toContain('席が2つあくのを待っています');
    await send(office, at(cohort, '/offer')).expect(303);
    expect([await stateOf(app, two), await stateOf(app, one)]).toEqual(['waitlisted', 'accepted']);
  });

  it.each(['erases their account', 'leaves the cohort'])('is free again when somebody %s', async (how) => {
    const cohort = await aCall({ seats: 1 });
    const person = await aPerson(app);
    const [gone, next] = [
      await anApplication(app, cohort, { personId: person.id }),
      await anApplication(app, cohort),
    ];
    await decide(cohort, [
      [gone, 'accepted'],
      [next, 'waitlisted', '1'],
    ]);
    const offer = `/offer/${await aLink(app, gone.applicants[0]!, 'offer')}`;
    await send(await signIn(app, person), offer).expect(303);
    expect((await office.get(at(cohort))).text).toContain('決まった席1、あいている席0');
    await app.db.write((tx) =>
      how.startsWith('erases')
        ? app.get(ErasureService).erase(tx, { ...person, personId: person.id, role: 'trainee' } as never, {
            staysVerifiable: false,
          })
        : app.get(EnrolmentService).leave(tx, { personId: person.id, trackId: 'introductory' }),
    );
    expect((await office.get(at(cohort))).text).toContain('補欠の人がいます');
    await send(office, at(cohort, '/offer')).expect(303);
    expect(await stateOf(app, next)).toBe('accepted');
    if (how.startsWith('erases')) return;
    // Who left finds the seat given to somebody else.
    const browser = await signIn(app, person);
    expect((await browser.get(offer)).text).toContain('いまは席がありません');
    expect((await send(browser, offer)).headers.location).toBe(offer);
  });

  it('is given once when the office presses at the same moment', async () => {
    const cohort = await aCall({ seats: 10 });
    const all: Sent[] = [];
    for (let n = 0; n < 30; n++) all.push(await anApplication(app, cohort));
    await decide(
      cohort,
      all.map((one, n): Choice => (n < 10 ? [one, 'accepted'] : [one, 'waitlisted', String(n - 9)])),
    );
    const own = app.get(OwnApplications);
    await Promise.all(
      all.slice(0, 15).map(({ id }) =>
        app.db.write(async (tx) => {
          await own.withdraw(tx, id, null);
          await app.get(DecisionService).offer(tx, cohort.id, me());
        }),
      ),
    );
    const left = await app.db.sql<{ state: string }>`
      select state from application where cohort_id = ${cohort.id} and state = 'accepted'`;
    expect(left).toHaveLength(10);
  });
});

describe('two who applied together', () => {
  const aPair = async (state: object = {}) => {
    const cohort = await aCall({ pairs: true, seats: 2 });
    return { cohort, sent: await anApplication(app, cohort, state) };
  };
  const offerOf = async (sent: Sent, which: 0 | 1) =>
    `/offer/${await aLink(app, sent.applicants[which]!, 'offer')}`;

  it('each come in with their own letter, whichever of them was signed in when they applied', async () => {
    const supporter = await aPerson(app);
    const { cohort, sent } = await aPair({ personId: supporter.id });
    await decide(cohort, [[sent, 'accepted']]);
    await send(await signIn(app, supporter), await offerOf(sent, 1)).expect(303);
    const peer = await signIn(app, await aPerson(app));
    expect((await send(peer, await offerOf(sent, 0))).headers.location).toBe('/path/introductory');
    expect(await app.db.sql`select 1 from enrolment where cohort_id = ${cohort.id}`).toHaveLength(2);
  });

  it('take one seat less once one of them erased their account, and none once both did', async () => {
    const [one, other] = [await aPerson(app), await aPerson(app)];
    const { cohort, sent } = await aPair();
    await decide(cohort, [[sent, 'accepted']]);
    await send(await signIn(app, one), await offerOf(sent, 0)).expect(303);
    await send(await signIn(app, other), await offerOf(sent, 1)).expect(303);
    const erase = (person: KnownPerson) =>
      app.db.write((tx) =>
        app.get(ErasureService).erase(tx, { ...person, personId: person.id, role: 'trainee' } as never, {
          staysVerifiable: false,
        }),
      );
    await erase(one);
    expect((await office.get(at(cohort))).text).toContain('あいている席1');
    await erase(other);
    expect((await office.get(at(cohort))).text).toContain('あいている席2');
    expect(await app.db.sql`select 1 from application where cohort_id = ${cohort.id}`).toEqual([]);
    // As it was decided: two were accepted, and stay counted.
    const counts = await app.db.sql`
      select state, people from application_fact where cohort_id = ${cohort.id} order by state`;
    expect(counts).toEqual([
      { state: 'accepted', people: 2 },
      { state: 'received', people: 2 },
    ]);
  });
});

describe('the letter of acceptance', () => {
  const accepted = async (cohort: Cohort, state: object = {}) => {
    const sent = await anApplication(app, cohort, state);
    await decide(cohort, [[sent, 'accepted']]);
    return sent;
  };

  it('is printed for who has no mail, and its link leads through registration into the cohort, once', async () => {
    const cohort = await aCall();
    const sent = await accepted(cohort, { name: '紙の人', contact: '見本県見本市9-9' });
    const { text } = await office.get(at(cohort, `/${sent.id}/letter`)).expect(200);
    for (const words of ['紙の人 様', '見本県見本市9-9', '受講が決まりました。', '<svg class="qr"'])
      expect(text).toContain(words);
    const path = /\/offer\/[\w-]{43}/.exec(text)![0];
    const visitor = app.browser();
    const shown = await visitor.get(path).expect(200);
    const register = /href="(\/register\?next[^"]+)"/.exec(shown.text)![1]!.replaceAll('&#x3D;', '=');
    await visitor.get(register).expect(200);
    await send(visitor, '/register', { email: '' });
    await send(visitor, '/register/name', {
      displayName: '紙の人',
      password: 'ことりが三羽とまっている木のえだ',
    });
    await send(visitor, '/register/consent', { consent: '1' });
    await send(visitor, '/register/check').expect(303);
    expect((await visitor.get('/register/done')).text).toContain(`href="${path}"`);
    for (let press = 0; press < 2; press++)
      expect((await send(visitor, path, { _key: 'a-key-of-this-page-01' })).headers.location).toBe(
        '/path/introductory',
      );
    const seat = await app.db.sql`select 1 from enrolment where cohort_id = ${cohort.id}`;
    expect(seat).toHaveLength(1);
    const other = await signIn(app, await aPerson(app));
    expect((await other.get(path)).text).toContain('もう使われました');
    expect((await send(other, path)).headers.location).toBe(path);
    expect((await app.browser().get(path)).text).toContain('もう使われました');
    expect(await app.db.sql`select 1 from enrolment where cohort_id = ${cohort.id}`).toHaveLength(1);
    expect((await office.get(at(cohort))).text).toContain('決まった席1');
  });

  it('has a link for who applied signed in, and lets in whoever holds it first', async () => {
    const cohort = await aCall();
    const helper = await aPerson(app);
    const sent = await accepted(cohort, { personId: helper.id });
    const { text } = await office.get(at(cohort, `/${sent.id}/letter`)).expect(200);
    const path = /\/offer\/[\w-]{43}/.exec(text)![0];
    const holder = await signIn(app, await aPerson(app));
    expect((await send(holder, path)).headers.location).toBe('/path/introductory');
    expect((await (await signIn(app, helper)).get(path)).text).toContain('もう使われました');
  });

  it('takes along who learns at any time, with all that was done', async () => {
    const person = await aPerson(app);
    const before = await enrolled(app, person, 'introductory');
    const cohort = await aCall();
    const sent = await accepted(cohort);
    const path = `/offer/${await aLink(app, sent.applicants[0]!, 'offer')}`;
    const browser = await signIn(app, person);
    expect((await send(browser, path)).headers.location).toBe('/path/introductory');
    const row = await app.db.one`select cohort_id from enrolment where id = ${before.id}`;
    expect(row).toEqual({ cohort_id: cohort.id });
    expect((await browser.get(path)).text).toContain('この期の受講は始まっています。');
  });

  it('carries nothing that was completed in one cohort into another', async () => {
    const person = await aPerson(app);
    const before = await enrolled(app, person, 'introductory');
    await app.db.write((tx) => app.get(EnrolmentService).complete(tx, before.id));
    const sent = await accepted(await aCall());
    const path = `/offer/${await aLink(app, sent.applicants[0]!, 'offer')}`;
    const browser = await signIn(app, person);
    expect((await browser.get(path).expect(200)).text).toContain('もう修了しています');
    expect((await send(browser, path)).headers.location).toBe(path);
    const row = await app.db.one`select cohort_id from enrolment where id = ${before.id}`;
    expect(row).toEqual({ cohort_id: before.cohortId });
  });

  it('opens nothing for one person twice, for staff, or before what must come first', async () => {
    const pairs = await aCall({ pairs: true });
    const both = await accepted(pairs);
    const browser = await signIn(app, await aPerson(app));
    const [first, second] = await Promise.all(both.applicants.map((id) => aLink(app, id, 'offer')));
    await send(browser, `/offer/${first}`).expect(303);
    await send(browser, `/offer/${second}`).expect(303);
    expect(await app.db.sql`select 1 from enrolment where cohort_id = ${pairs.id}`).toHaveLength(1);
    expect((await office.get(`/offer/${second}`)).text).toContain('受講者として');
    const later = await aCall({ trackId: 'later' });
    const locked = await accepted(later);
    const path = `/offer/${await aLink(app, locked.applicants[0]!, 'offer')}`;
    const trainee = await signIn(app, await aPerson(app));
    expect((await trainee.get(path)).text).toContain('href="/tracks/introductory"');
    expect((await send(trainee, path)).headers.location).toBe(path);
  });

  it('opens nothing once it was taken back, or when the cohort is over', async () => {
    const cohort = await aCall();
    const [gone, late] = [await accepted(cohort), await accepted(cohort)];
    const [one, two] = [
      await aLink(app, gone.applicants[0]!, 'offer'),
      await aLink(app, late.applicants[0]!, 'offer'),
    ];
    await send(office, at(cohort, `/${gone.id}/withdrawal`)).expect(303);
    expect((await app.browser().get(`/offer/${one}`)).text).toContain('いまは使えません');
    app.clock.set(new Date('2026-09-27T15:00:00Z'));
    expect((await app.browser().get(`/offer/${two}`)).text).toContain('いまは使えません');
    await app
      .browser()
      .get(`/offer/${'a'.repeat(43)}`)
      .expect(404);
  });
});

describe('who was declined', () => {
  it('can ask to be told of the next cohort first, by link or telephone', async () => {
    const cohort = await aCall();
    const [one, two] = [await anApplication(app, cohort), await anApplication(app, cohort)];
    await decide(cohort, [
      [one, 'declined'],
      [two, 'declined'],
    ]);
    const path = `/application/${await aLink(app, one.applicants[0]!)}`;
    for (let press = 0; press < 2; press++) await send(app.browser(), `${path}/next`).expect(303);
    expect((await app.browser().get(path)).text).toContain('先にお知らせします。');
    await send(office, at(cohort, `/${two.id}/next`)).expect(303);
    expect((await office.get(at(cohort))).text.split('つぎの期を先に案内します').length - 1).toBe(2);
    expect(await acts('application.next-wished', `application:${one.id}`)).toBe(1);
  });
});

describe('what somebody needs', () => {
  it('stands on no page but its own, and each look is recorded', async () => {
    const cohort = await aCall();
    const sent = await anApplication(app, cohort, { need: '静かな席がほしい', name: '席の人' });
    for (const path of ['', '/criteria', `/${sent.id}`])
      expect((await office.get(at(cohort, path)).expect(200)).text).not.toContain('静かな席');
    await send(office, at(cohort, '/criteria'), { criteria: ['area'], note: '' }).expect(303);
    // Who decides is not told which of the applications it belongs to.
    const [line] = /<legend>[\s\S]*?<\/legend>/.exec((await office.get(at(cohort))).text)!;
    expect(line).not.toMatch(/class="tag"/);
    const { text } = await office.get(at(cohort, '/needs')).expect(200);
    for (const words of ['静かな席がほしい', '席の人']) expect(text).toContain(words);
    expect(await acts('application.needs-read', `cohort:${cohort.id}`)).toBe(1);
  });
});

describe('applications of another cohort, and those that are not there', () => {
  it('cannot be told apart', async () => {
    const [mine, other] = [await aCall(), await aCall()];
    const theirs = await anApplication(app, other);
    for (const id of [theirs.id, 'x', '00000000-0000-7000-8000-000000000000']) {
      await office.get(at(mine, `/${id}`)).expect(404);
      for (const act of ['withdrawal', 'next'])
        expect([act, (await send(office, at(mine, `/${id}/${act}`))).status]).toEqual([act, 404]);
      for (const paper of ['letter', 'receipt']) await office.get(at(mine, `/${id}/${paper}`)).expect(404);
    }
    expect(await stateOf(app, theirs)).toBe('received');
    for (const id of ['x', '00000000-0000-7000-8000-000000000000'])
      for (const path of [
        '',
        '/criteria',
        '/preview',
        '/decisions',
        '/decided',
        '/offer',
        '/letters',
        '/paper',
      ])
        expect((await send(office, at({ id }, path))).status).toBe(404);
    for (const path of ['', '/criteria', '/preview', '/needs', '/letters', '/letters/print', '/paper'])
      await office.get(at({ id: 'x' }, path)).expect(404);
  });
});

describe('the timer', () => {
  const on = async (day: string) => {
    app.clock.set(new Date(`${day}T01:00:00Z`));
    await app.get(Jobs).runAll();
  };
  const left = async (cohort: Cohort) =>
    (
      await app.db.sql<{ state: string }>`
      select state from application where cohort_id = ${cohort.id} order by state`
    ).map(({ state }) => state);

  it('deletes what led to no seat ninety days after the first day, and what led to one a year after the last', async () => {
    const cohort = await aCall({ pairs: true });
    const sent: Sent[] = [];
    for (let n = 0; n < 4; n++) sent.push(await anApplication(app, cohort, { need: '席' }));
    await decide(cohort, [
      [sent[0]!, 'accepted'],
      [sent[1]!, 'declined'],
      [sent[2]!, 'waitlisted', '1'],
    ]);
    await on('2026-10-03');
    expect(await left(cohort)).toHaveLength(4);
    await on('2026-10-04');
    expect(await left(cohort)).toEqual(['accepted']);
    expect(
      await app.db.sql`select 1 from applicant where application_id <> ${sent[0]!.id} and application_id in (
      ${sent[1]!.id}, ${sent[2]!.id}, ${sent[3]!.id})`,
    ).toEqual([]);
    await on('2027-09-27');
    expect(await left(cohort)).toEqual(['accepted']);
    await on('2027-09-28');
    expect(await left(cohort)).toEqual([]);
    const counts = await app.db.sql`
      select was, state, people from application_fact where cohort_id = ${cohort.id} order by state`;
    expect(counts).toEqual([
      ...['accepted', 'declined'].map((state) => ({ was: 'received', state, people: 2 })),
      ...Array.from({ length: 4 }, () => ({ was: null, state: 'received', people: 2 })),
      { was: 'received', state: 'waitlisted', people: 2 },
    ]);
  });
});
