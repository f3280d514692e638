import type { Cohort } from '../src/cohorts/cohort.entity.js';
import { Session } from '../src/accounts/session.entity.js';
import { CalendarDay } from '../src/shared/calendar-day.js';
import { aCohort, aFacilitator, enrolledIn } from './factories/cohort.js';
import { aCourse, aLesson, aModule, aSession } from './factories/course.js';
import { published } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import { aDate } from './factories/training-session.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';

const day = (text: string) => CalendarDay.parse(text)!;
let app: TestApp;
let browser: Browser;
beforeAll(async () => {
  app = await startApp();
  const module = aModule('a', [aLesson('yomu'), aSession('kai-1', 2), aSession('kai-2', 3)]);
  await published(app, aCourse({ id: 'practitioner', code: 'PRA', modules: [module] }));
  browser = await signIn(app, await aPerson(app, { roles: ['administrator'] }));
});
afterAll(() => app.close());

const HOURS_PER_DAY = 24;
/** The house stands on Tuesday 12 May 2026, 10:00 in Japan. */
const inDays = (days: number, hours = 0) => days * HOURS_PER_DAY + hours;

/** From Sunday 17 May to 27 September 2026: meetings on Sunday 24 May and Saturday 30 May, one called off. */
async function aSource(name = '第1期'): Promise<Cohort> {
  const cohort = await aCohort(app, {
    ...{ trackId: 'practitioner', name, seats: 12, admission: 'invitation' },
    ...{ startsOn: day('2026-05-17'), endsOn: day('2026-09-27'), closesOn: day('2026-05-15') },
  });
  await aDate(app, { cohort, inHours: inDays(12, 3.5), place: '見本市民会館' });
  await aDate(app, { cohort, inHours: inDays(18), step: 'kai-2', place: '駅前ホール' });
  await aDate(app, { cohort, inHours: inDays(25), isCancelled: true });
  await aDate(app, { cohort, inHours: inDays(26), step: 'nai' });
  return cohort;
}

const address = ({ id }: { id: string }) => `/admin/cohorts/${id}/copy`;
const look = (cohort: { id: string }, from: string) => {
  const [startYear, startMonth, startDay] = from.split('-');
  return browser.get(`${address(cohort)}/review`).query({ startYear, startMonth, startDay });
};

/** What a browser would send of the page, changed by the person. */
function typedIn(
  html: string,
  change: Record<string, string | string[]> = {},
): Record<string, string | string[]> {
  const form = html.slice(html.indexOf('<form method="post" action="/admin/cohorts/'));
  const fields: Record<string, string | string[]> = {};
  for (const [, tag] of form.matchAll(/<input ([^>]*)>/g)) {
    const [name, value] = ['name', 'value'].map((of) => new RegExp(`${of}="([^"]*)"`).exec(tag!)?.[1] ?? '');
    const before = fields[name!];
    if (before === undefined) fields[name!] = name!.startsWith('date') ? [value!] : value!;
    else fields[name!] = [before, value!].flat();
  }
  return { ...fields, ...change };
}

const confirm = (cohort: { id: string }, body: object) =>
  browser.post(address(cohort)).type('form').send(body);
const named = (name: string) =>
  app.db.sql<{ id: string }>`select id from cohort where name = ${name} order by created_at`;
const dates = (id: string) =>
  app.db.sql<{
    step: string;
    starts_at: number;
    ends_at: number;
    place: string;
    cancelled_at: number | null;
  }>`
    select step, starts_at, ends_at, place, cancelled_at from training_session
    where cohort_id = ${id} order by starts_at, id`;

describe('making the next cohort', () => {
  it('says before what is copied, what never is, and which edition the next follows', async () => {
    const source = await aSource();
    await aFacilitator(app, source, { displayName: '進行 すみれ' });
    const { text } = await browser.get(address(source)).expect(200);
    for (const words of [
      '集合演習の予定2件',
      '進行 すみれ',
      '12人',
      '招いた人だけ',
      '写さないもの',
      '受けている人、申し込み、出席と振替の記録、選考の結果、手紙は、もとの期に残ります',
      '2026年6月7日（日）',
      'いまは第1版（2026年5月12日（火）から）です',
      '2026年5月17日（日）から2026年9月27日（日）まで',
    ])
      expect(text).toContain(words);
    const settings = await browser.get(`/admin/cohorts/${source.id}/settings`).expect(200);
    expect(settings.text).toContain(`href="${address(source)}"`);
  });

  it('moves every day by whole weeks, marks holidays, and makes nothing by looking', async () => {
    const source = await aSource('第11期');
    // 24 May is moved to 3 January, 30 May to 9 January.
    const { text } = await look(source, '2026-12-24').expect(200);
    expect(text).toContain('value="第12期"');
    expect(text).toContain('祝日や年末年始にあたる日が、1件あります');
    expect(text).toContain('2027年1月3日（日）は、年末年始です。');
    expect(text).toContain('2027年1月10日（日）にしてあります。');
    expect(typedIn(text)).toMatchObject({
      ...{ startYear: '2026', startMonth: '12', startDay: '27' },
      ...{ endYear: '2027', endMonth: '5', endDay: '9', closeYear: '2026', closeMonth: '12', closeDay: '25' },
      ...{ dateYear: ['2027', '2027'], dateMonth: ['1', '1'], dateDay: ['10', '9'] },
    });
    expect(await named('第12期')).toEqual([]);
  });

  it('makes it with its meetings and facilitators, and nobody else', async () => {
    const source = await aSource('第21期');
    const facilitator = await aFacilitator(app, source);
    const former = await aFacilitator(app, source);
    await app.db.write((tx) => tx.sql`delete from role_grant where person_id = ${former.id}`);
    const member = await enrolledIn(app, await aPerson(app), source);
    const { text } = await look(source, '2026-12-24').expect(200);
    const { headers, status } = await confirm(source, typedIn(text));
    expect(status).toBe(303);
    const id = (headers.location as string).split('/').at(-1)!;
    expect(
      await app.db.one`
        select name, track_id, starts_on, ends_on, closes_on, seats, admission, revision_id from cohort
        where id = ${id}`,
    ).toEqual({
      ...{ name: '第22期', track_id: 'practitioner', seats: 12, admission: 'invitation', revision_id: null },
      ...{ starts_on: '2026-12-27', ends_on: '2027-05-09', closes_on: '2026-12-25' },
    });
    expect(await dates(id)).toEqual([
      {
        ...{ step: 'kai-2', place: '駅前ホール', cancelled_at: null },
        starts_at: new Date('2027-01-09T10:00:00+09:00').getTime(),
        ends_at: new Date('2027-01-09T13:00:00+09:00').getTime(),
      },
      {
        ...{ step: 'kai-1', place: '見本市民会館', cancelled_at: null },
        starts_at: new Date('2027-01-10T13:30:00+09:00').getTime(),
        ends_at: new Date('2027-01-10T16:30:00+09:00').getTime(),
      },
    ]);
    expect(await app.db.sql`select person_id from cohort_facilitator where cohort_id = ${id}`).toEqual([
      { person_id: facilitator.id },
    ]);
    expect(await app.db.sql`select id from enrolment where cohort_id = ${id}`).toEqual([]);
    const kept = await app.db.one`select cohort_id from enrolment where id = ${member.id}`;
    expect(kept).toEqual({ cohort_id: source.id });
    const acts = await app.db.sql<{ act: string }>`
      select act from audit_event where object = ${`cohort:${id}`} order by seq`;
    expect(acts.map(({ act }) => act)).toEqual([
      ...['cohort.opened', 'cohort.copied', 'cohort.date.added', 'cohort.date.added'],
      'cohort.facilitator.added',
    ]);
    expect((await dates(source.id)).length).toBe(4);
  });

  it('makes one cohort however often it is confirmed', async () => {
    const source = await aSource('第31期');
    const { text } = await look(source, '2027-04-04').expect(200);
    const body = typedIn(text);
    const all = await Promise.all(Array.from({ length: 5 }, () => confirm(source, body)));
    expect(new Set(all.map(({ headers }) => headers.location as string)).size).toBe(1);
    const again = typedIn((await look(source, '2027-04-04')).text);
    const { status, text: refused } = await confirm(source, again);
    expect([status, refused.includes('おなじ日にはじまる期が、もうあります')]).toEqual([422, true]);
    expect(await named('第32期')).toHaveLength(1);
  });

  it('asks again for every day that cannot be, and keeps what was typed', async () => {
    const source = await aSource('第41期');
    const { text } = await look(source, '2026-12-24').expect(200);
    const body = typedIn(text, { name: '', dateDay: ['32', '9'], dateMonth: ['1', '8'], endMonth: '5' });
    const { status, text: again } = await confirm(source, body);
    expect(status).toBe(422);
    for (const id of ['name', 'dateYear-0', 'dateYear-1']) expect(again).toContain(`href="#${id}"`);
    expect(again).toMatch(/id="dateDay-0"[^>]*value="32"/);
    expect(await named('第42期')).toEqual([]);
    const holiday = typedIn(text, { name: '', dateDay: ['10', '11'] });
    expect((await confirm(source, holiday)).text).toContain('2027年1月11日（月）は祝日（成人の日）です');
  });

  it('leaves out a meeting whose day was emptied, and takes days that were changed', async () => {
    const source = await aSource('第51期');
    const { text } = await look(source, '2026-12-24').expect(200);
    const change = { dateYear: ['', '2027'], dateMonth: ['', '2'], dateDay: ['', '６'], name: '冬の期' };
    await confirm(source, typedIn(text, change)).expect(303);
    const [made] = await named('冬の期');
    expect((await dates(made!.id)).map(({ step, starts_at }) => [step, Number(starts_at)])).toEqual([
      ['kai-2', new Date('2027-02-06T10:00:00+09:00').getTime()],
    ]);
  });

  it('shows how it is now when the cohort was changed meanwhile', async () => {
    const source = await aSource('第61期');
    const { text } = await look(source, '2026-12-24').expect(200);
    await app.db.write(
      (tx) => tx.sql`
        update training_session set cancelled_at = 1, version = 2 where cohort_id = ${source.id} and step = 'kai-2'`,
    );
    const { status, text: again } = await confirm(source, typedIn(text, { dateDay: ['17', '9'] }));
    expect([status, again.includes('もとの期の内容が変わりました')]).toEqual([422, true]);
    expect(again).toMatch(/id="dateDay-0"[^>]*value="17"/);
    expect(again).not.toContain('駅前ホール');
    await confirm(source, typedIn(again)).expect(303);
    expect(await named('第62期')).toHaveLength(1);
  });

  it('asks again for a first day that cannot be', async () => {
    const source = await aSource('第71期');
    for (const [from, words] of [
      ['2026-02-30', 'はじめの日の年・月・日を、暦にある日にしてください'],
      ['2026-05-17', 'この期のはじめの日よりあとにしてください'],
      ['x-y-z', 'はじめの日の年・月・日を、暦にある日にしてください'],
    ] as const) {
      const { status, text } = await look(source, from);
      expect([status, text.includes(words), text.includes('href="#startYear"')]).toEqual([422, true, true]);
    }
    const bare = await browser.get(`${address(source)}/review`).expect(303);
    expect(bare.headers.location).toBe(address(source));
  });

  it('has nothing to copy of a cohort without days, of a standing one, or of none', async () => {
    const bare = await aCohort(app, { trackId: 'practitioner', name: '日のない期' });
    const { text } = await browser.get(address(bare)).expect(200);
    expect(text).toContain('この期には、まだ期間がありません');
    await look(bare, '2027-04-04').expect(303);
    const standing = await aCohort(app, { trackId: 'practitioner', kind: 'standing' });
    for (const id of [standing.id, 'x', '00000000-0000-7000-8000-000000000000']) {
      await browser.get(address({ id })).expect(404);
      await look({ id }, '2027-04-04').expect(404);
      await confirm({ id }, { name: 'x' }).expect(404);
    }
  });

  it('wants a proof of who one is', async () => {
    const source = await aSource('第81期');
    const person = await aPerson(app, { roles: ['administrator'] });
    const other = await signIn(app, person);
    const long = new Date(app.clock.now().getTime() - 11 * 60_000);
    await app.db.write((tx) => tx.update(Session, { personId: person.id }, { reauthenticatedAt: long }));
    const { headers } = await other.post(address(source)).type('form').send({ name: 'x' }).expect(303);
    expect(headers.location).toMatch(/^\/login\/again/);
  });
});

describe('the list of what is to be settled', () => {
  it('stands on the page of a cohort until it begins', async () => {
    const cohort = await aCohort(app, {
      ...{ trackId: 'practitioner', name: '春を待つ期' },
      ...{ startsOn: day('2026-06-07'), endsOn: day('2026-09-27') },
    });
    const at = `/admin/cohorts/${cohort.id}`;
    const { text } = await browser.get(at).expect(200);
    for (const words of ['開くまでに確かめること', '集合演習2つのうち、0つに予定があります', 'まだです'])
      expect(text).toContain(words);
    await aDate(app, { cohort, inHours: inDays(40) });
    await aDate(app, { cohort, inHours: inDays(50), step: 'kai-2' });
    await aFacilitator(app, cohort);
    const { text: later } = await browser.get(at).expect(200);
    expect(later).toContain('集合演習2つの、どれにも予定があります');
    expect(later).toContain('1人います。');
    const begun = await aSource('始まった期');
    await app.db.write((tx) => tx.sql`update cohort set starts_on = '2026-05-12' where id = ${begun.id}`);
    expect((await browser.get(`/admin/cohorts/${begun.id}`)).text).not.toContain('開くまでに確かめること');
  });
});
