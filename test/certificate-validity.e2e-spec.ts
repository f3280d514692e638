import { Person } from '../src/accounts/person.entity.js';
import { CorrectionService } from '../src/certificates/correction.service.js';
import { aShortCourse, certified, completed, correctionOf, revoked } from './factories/certificate.js';
import { aPerson, signIn } from './factories/person.js';
import { AN_ORDINARY_DAY, startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';
import { bytes } from './support/bytes.js';
import { readPdf } from './support/pdf-text.js';
import { plain } from './support/plain.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
beforeEach(() => app.clock.set(AN_ORDINARY_DAY));

const reviewed = [{ by: '見本 監修', on: '2026-04-01' }];
const certificate = { title: null, text: null, disclaimer: true, official: null, validYears: 3 };
const course = aShortCourse('practitioner', { code: 'PRA', title: '実践', reviewed, certificate });
const LAST_DAY = '令和11年5月12日（土）';

const aHolder = async (of = course) => {
  const person = await aPerson(app, { displayName: '葵' });
  return { person, ...(await certified(app, person, of)) };
};
/** Midday in Japan. */
const itIs = (day: string) => app.clock.set(new Date(`${day}T03:00:00.000Z`));
const seen = async (browser: Browser, path: string) => plain((await browser.get(path).expect(200)).text);
const verify = (code: string) => seen(app.browser(), `/verify/${code}`);
const rowOf = async (id: string) =>
  (await app.db.one<Record<string, string | null>>`select * from certificate where id = ${id}`)!;
const post = (browser: Browser, path: string, body: object = {}) =>
  browser.post(path).type('form').send(body).expect(303);
const pdfOf = async (browser: Browser, id: string) => {
  const answer = await browser.get(`/certificates/${id}/pdf`).buffer().parse(bytes).expect(200);
  return readPdf(answer.body as Buffer).text;
};
async function officesView({ id, number }: { id: string; number: string }) {
  const browser = await signIn(app, await aPerson(app, { roles: ['office'] }));
  const asked = { year: '2026', track: 'PRA', purpose: '照会への回答' };
  const { headers } = await post(browser, '/office/roster', asked);
  const { text } = await browser.get(headers.location!).expect(200);
  const line = text.split('<tr>').find((row) => row.includes(`>${number}<`))!;
  return { roster: plain(line), page: await seen(browser, `/office/certificates/${id}`) };
}

describe('a certificate that is good for some years', () => {
  it('says so before it is received, on the paper, and to its holder', async () => {
    const person = await aPerson(app, { displayName: '葵' });
    const enrolment = await completed(app, person, course);
    const browser = await signIn(app, person);
    const ready = `/certificates/ready/${enrolment.id}`;
    await post(browser, `${ready}/name`, { name: '葵' });
    expect(await seen(browser, ready)).toContain('有効期間 交付の日から3年');
    // Who takes it late has as long as others: it counts from the day on the paper.
    itIs('2026-06-01');
    const later = await signIn(app, person);
    const { headers } = await post(later, ready);
    const id = headers.location!.split('/').at(-1)!;
    expect(await rowOf(id)).toMatchObject({
      completed_on: '2026-05-12',
      issued_on: '2026-06-01',
      valid_through: '2029-06-01',
    });
    const line = '有効期限　令和11年6月1日（2029年）';
    const page = await seen(later, `/certificates/${id}`);
    expect(page).toContain(line.replace('　', ' '));
    expect(page).toContain('有効期限 令和11年6月1日（金）まで');
    expect(await pdfOf(later, id)).toContain(line);
    expect(await seen(later, '/certificates')).toContain('有効期限 令和11年6月1日（金）まで');
    const kept = (await later.get('/settings/data/file.json').expect(200)).text;
    expect(JSON.parse(kept)).toMatchObject({ certificates: [{ validThrough: '2029-06-01' }] });
  });

  it('tells its holder of its last sixty days, and whom to ask', async () => {
    const { person, ...held } = await aHolder();
    itIs('2029-03-13');
    let browser = await signIn(app, person);
    expect(await seen(browser, `/certificates/${held.id}`)).not.toContain('まもなく期限です');
    itIs('2029-03-14');
    browser = await signIn(app, person);
    const page = await seen(browser, `/certificates/${held.id}`);
    for (const words of ['まもなく期限です', LAST_DAY, '修了したことは変わりません', '聞いてください'])
      expect(page).toContain(words);
    expect(await seen(browser, '/certificates')).toContain('まもなく期限です');
    const verified = await verify(held.code);
    expect(verified).toContain('有効な修了証です');
    expect(verified).toContain(`${LAST_DAY}まで`);
    for (const words of ['まもなく', '期限切れ']) expect(verified).not.toContain(words);
    const office = await officesView(held);
    for (const text of [office.roster, office.page]) {
      expect(text).toContain('まもなく期限です');
      expect(text).toContain(`${LAST_DAY}まで`);
    }
  });

  it('is past its last day from the next midnight in Japan, and nobody calls it false', async () => {
    const { person, ...held } = await aHolder();
    app.clock.set(new Date('2029-05-12T14:59:59.000Z'));
    expect(await verify(held.code)).toContain('有効な修了証です');
    app.clock.set(new Date('2029-05-12T15:00:00.000Z'));
    const browser = await signIn(app, person);
    const page = await seen(browser, `/certificates/${held.id}`);
    for (const words of ['有効期限が過ぎています', LAST_DAY, '修了したことは変わりません'])
      expect(page).toContain(words);
    for (const words of ['まもなく', '取り消', '体調', '入院', '活動していない'])
      expect(page.split('葵')[0]).not.toContain(words);
    expect(await seen(browser, '/certificates')).toContain('期限切れ');
    expect(await pdfOf(browser, held.id)).not.toContain('期限切れ');
    const verified = await verify(held.code);
    for (const words of ['発行された修了証です', `${LAST_DAY}まで 期限切れ`, held.number])
      expect(verified).toContain(words);
    for (const words of ['有効な修了証です', '無効', '取り消']) expect(verified).not.toContain(words);
    const office = await officesView(held);
    for (const text of [office.roster, office.page]) expect(text).toContain('期限切れ');
    expect(office.roster).toContain(`${LAST_DAY}まで`);
  });

  it('is spoken of in English, too', async () => {
    const { person, ...held } = await aHolder();
    await app.db.write((tx) => tx.update(Person, { id: person.id }, { ui: 'lang=en' }));
    itIs('2029-05-01');
    let browser = await signIn(app, person);
    expect(await seen(browser, `/certificates/${held.id}`)).toContain('Ends soon');
    itIs('2029-05-13');
    browser = await signIn(app, person);
    expect(await seen(browser, `/certificates/${held.id}`)).toContain('You have still completed the course');
    expect(await seen(browser, `/verify/${held.code}`)).toContain(
      'through Saturday, 12 May 2029 (Reiwa 11) Past its last day',
    );
  });

  it('keeps its last day when it is made anew, by its holder and by the office', async () => {
    const { person, ...held } = await aHolder();
    itIs('2027-01-20');
    const browser = await signIn(app, person);
    await post(browser, `/certificates/${held.id}/replacement/name`, { name: '若葉' });
    const { headers } = await post(browser, `/certificates/${held.id}/replacement`);
    const renamed = headers.location!.split('/').at(-1)!;
    expect(await rowOf(renamed)).toMatchObject({ issued_on: '2027-01-20', valid_through: '2029-05-12' });
    itIs('2029-06-01');
    const correctionId = await correctionOf(app, renamed, '青葉');
    const official = await aPerson(app, { roles: ['office'] });
    const actor = { personId: official.id, role: 'office' };
    const office = await signIn(app, official);
    await post(office, `/office/certificates/${renamed}/corrections/${correctionId}/viewings`);
    await app.db.write((tx) =>
      app.get(CorrectionService).confirm(tx, actor, { certificateId: renamed, correctionId }),
    );
    const made = (await app.db.one<{ id: string; code: string }>`
      select id, code from certificate where replaces_id = ${renamed}`)!;
    expect(await rowOf(made.id)).toMatchObject({ issued_on: '2029-06-01', valid_through: '2029-05-12' });
    expect(await verify(made.code)).toContain('期限切れ');
    const old = await verify(held.code);
    expect(old).toContain('新しい修了証に取りかえられました');
    expect(old).not.toContain('期限切れ');
    const paper = await pdfOf(await signIn(app, person), made.id);
    for (const line of ['再交付日　令和11年6月1日', '有効期限　令和11年5月12日'])
      expect(paper).toContain(line);
  });

  it('is called revoked, not past its last day, where both are so', async () => {
    const { person, ...held } = await aHolder();
    await revoked(app, held.id);
    itIs('2030-01-01');
    const verified = await verify(held.code);
    expect(verified).toContain('取り消された修了証です');
    const office = await officesView(held);
    const own = await seen(await signIn(app, person), '/certificates');
    for (const text of [verified, office.roster, office.page, own]) expect(text).not.toContain('期限切れ');
    for (const text of [office.roster, office.page, own]) expect(text).toContain('取り消し済み');
  });
});

it('says nothing of a last day where the track sets none, for ever', async () => {
  const held = await aHolder(aShortCourse('introductory', { code: 'INT', reviewed }));
  expect((await rowOf(held.id)).valid_through).toBeNull();
  itIs('2060-01-01');
  const browser = await signIn(app, held.person);
  const pages = [await seen(browser, `/certificates/${held.id}`), await verify(held.code)];
  for (const text of [...pages, await pdfOf(browser, held.id)]) {
    expect(text).not.toContain('期限');
  }
  expect(pages[1]).toContain('有効な修了証です');
});
