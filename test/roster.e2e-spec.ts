import { CohortService } from '../src/cohorts/cohort.service.js';
import { Certificate } from '../src/certificates/certificate.entity.js';
import { newId, sha256 } from '../src/shared/ids.js';
import { CalendarDay } from '../src/shared/calendar-day.js';
import { aShortCourse, certified, issued, revoked } from './factories/certificate.js';
import { enrolledIn } from './factories/cohort.js';
import { did, published } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const PURPOSE = '照会への回答';
const anOfficial = async () =>
  signIn(app, await aPerson(app, { roles: ['office'], displayName: '事務 すず' }));
const ask = (browser: Browser, asked: object = {}) =>
  browser
    .post('/office/roster')
    .type('form')
    .send({ year: '2026', track: '', purpose: PURPOSE, ...asked });
const open = async (browser: Browser, asked: object = {}) =>
  (await ask(browser, asked).expect(303)).headers.location!;
const rows = (html: string) =>
  [...html.matchAll(/<tr><th scope="row">([\s\S]*?)<\/tr>/g)].map(([, row]) =>
    row!
      .replace(/<br>/g, ' ')
      .replace(/<\/t[hd]>/g, '|')
      .replace(/<[^>]*>/g, ''),
  );

describe('the roster', () => {
  it('shows number, name as issued, track, cohort, year, days and state, and nothing else', async () => {
    const course = aShortCourse('practitioner', { code: 'PRA', title: '{実践|じっせん}' });
    await published(app, course);
    const cohorts = app.get(CohortService);
    const cohort = await app.db.write((tx) =>
      cohorts.openDated(tx, { trackId: 'practitioner', name: '第1期' }),
    );
    const person = await aPerson(app, { displayName: '髙﨑 𠮷乃' });
    const enrolment = await enrolledIn(app, person, cohort);
    await did(app, enrolment, { module: 'a', step: 'yomu' });
    const first = await issued(app, person, enrolment);
    const gone = await certified(app, await aPerson(app, { displayName: '緑' }), course);
    await revoked(app, gone.id);
    const holder = await signIn(app, person);
    await holder
      .post(`/certificates/${first}/replacement/name`)
      .type('form')
      .send({ name: '若葉' })
      .expect(303);
    await holder.post(`/certificates/${first}/replacement`).type('form').send({}).expect(303);
    const office = await anOfficial();
    const { text } = await office.get(await open(office, { track: 'PRA' })).expect(200);
    const day = '2026年5月12日（火）';
    expect(rows(text)).toEqual([
      `R8-PRA-0001|髙﨑 𠮷乃|実践|第1期|令和8年度|${day}|${day}|新しい修了証に取りかえ済み ${day} 新しい番号：R8-PRA-0003|`,
      `R8-PRA-0002|緑|実践|いつでも|令和8年度|${day}|${day}|取り消し済み ${day}|`,
      `R8-PRA-0003|若葉|実践|第1期|令和8年度|${day}|${day} 再交付日：${day}|有効|`,
    ]);
    expect(text).toContain('全部で3件');
  });

  it('is by the year of completion and by track', async () => {
    const before = app.clock.now();
    const [one, two] = [aShortCourse('eins', { code: 'EIN' }), aShortCourse('zwei', { code: 'ZWE' })];
    app.clock.set(new Date('2027-03-31T14:59:59Z'));
    await certified(app, await aPerson(app, { displayName: '年度末' }), one);
    await certified(app, await aPerson(app, { displayName: 'ほかの講座' }), two);
    app.clock.set(new Date('2027-03-31T15:00:00Z'));
    await certified(app, await aPerson(app, { displayName: '新年度' }), one);
    const office = await anOfficial();
    const names = async (asked: object) => {
      const { text } = await office.get(await open(office, asked)).expect(200);
      return ['年度末', 'ほかの講座', '新年度'].filter((name) => text.includes(name));
    };
    expect(await names({ year: '2026', track: 'EIN' })).toEqual(['年度末']);
    expect(await names({ year: '2027', track: 'EIN' })).toEqual(['新年度']);
    expect(await names({ year: '2026' })).toEqual(['年度末', 'ほかの講座']);
    app.clock.set(before);
  });

  it('is recorded with its purpose before a name is shown, and shown to that official for an hour', async () => {
    await certified(
      app,
      await aPerson(app, { displayName: '秘密の名' }),
      aShortCourse('one', { code: 'ONE' }),
    );
    const [office, other] = [await anOfficial(), await anOfficial()];
    const address = await open(office, { track: 'ONE' });
    const id = address.split('/').at(-1)!;
    const act = await app.db.one<{ act: string; detail: string }>`
      select act, detail from audit_event where object = ${`viewing:${id}`}`;
    expect(act).toEqual({
      act: 'roster.viewed',
      detail: '{"fiscalYear":2026,"order":"number","trackCode":"ONE"}',
    });
    const kept = await app.db.one<{ purpose: string }>`select purpose from roster_viewing where id = ${id}`;
    expect(kept!.purpose).toBe(PURPOSE);
    expect((await office.get(address).expect(200)).text).toContain('秘密の名');
    expect((await office.get(`${address}/print`).expect(200)).text).toContain('秘密の名');
    for (const path of ['', '/print']) await other.get(address + path).expect(404);
    await office.get(`/office/roster/${newId(app.clock.now())}`).expect(404);
    await office.get('/office/roster/nonsense').expect(404);
    app.clock.advance(61 * 60_000);
    const late = await office.get(address);
    expect(late.text).not.toContain('秘密の名');
    expect([303, 404]).toContain(late.status);
  });

  it('asks for a purpose, a year and a track that can be, and keeps what was typed', async () => {
    const office = await anOfficial();
    const words = async (asked: object) => (await ask(office, asked).expect(422)).text;
    expect(await words({ purpose: ' ' })).toContain('使う目的を入力してください');
    expect(await words({ purpose: '長'.repeat(201) })).toContain('使う目的は200文字までにしてください');
    expect(await words({ year: '1999' })).toContain('年度を選んでください');
    const kept = await words({ track: '<b>' });
    expect(kept).toContain('講座を選んでください');
    expect(kept).toContain(`value="${PURPOSE}"`);
  });

  it('shows an erased person as a line without a name', async () => {
    const person = await aPerson(app, { displayName: '消える名' });
    const { number } = await certified(app, person, aShortCourse('gone', { code: 'GON' }));
    const browser = await signIn(app, person);
    await browser.post('/settings/erase').type('form').send({ paper: 'keep' }).expect(303);
    const office = await anOfficial();
    const { text } = await office.get(await open(office, { track: 'GON' })).expect(200);
    expect(rows(text)[0]).toMatch(`${number}|消去|`);
    expect(text).not.toContain('消える名');
  });

  it('is read page by page', async () => {
    const { id } = await certified(app, await aPerson(app), aShortCourse('many', { code: 'MAN' }));
    await multiply(id, 120);
    const office = await anOfficial();
    const address = await open(office, { track: 'MAN' });
    const numbers = async (page: string) => rows((await office.get(`${address}?page=${page}`)).text);
    const [one, two, three] = [await numbers('1'), await numbers('2'), await numbers('3')];
    expect([one.length, two.length, three.length]).toEqual([50, 50, 21]);
    const all = [...one, ...two, ...three].map((row) => row.split('|')[0]);
    expect(all).toEqual(Array.from({ length: 121 }, (_, at) => `R8-MAN-${String(at + 1).padStart(4, '0')}`));
    expect(await numbers('9')).toEqual([]);
    expect((await numbers('x')).length).toBe(50);
    const paper = await office.get(`${address}/print`).expect(200);
    expect(rows(paper.text)).toHaveLength(121);
    expect(paper.text).not.toContain('/office/certificates/');
  });
});

/** More certificates like this one, of people who have gone. */
async function multiply(id: string, count: number): Promise<void> {
  await app.db.write(async (tx) => {
    const model = (await tx.findOne(Certificate, { id }))!;
    const copies = Array.from({ length: count }, (_, at) => ({
      ...model,
      id: newId(app.clock.now()),
      sequence: at + 2,
      number: `R8-MAN-${String(at + 2).padStart(4, '0')}`,
      personId: null,
      enrolmentId: null,
      code: null,
      codeHash: sha256(`many ${at}`),
      completedOn: CalendarDay.of(2026, 5, 12),
    }));
    await tx.insert(Certificate, copies);
  });
}
