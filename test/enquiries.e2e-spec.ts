import { Jobs } from '../src/mail/jobs.js';
import { aShortCourse, certified, revoked } from './factories/certificate.js';
import { aPerson, signIn } from './factories/person.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';
import { plain } from './support/plain.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ config: { curriculaDir: 'test/no-curricula' } });
});
afterAll(() => app.close());

const BOOK = '/office/enquiries';
const course = aShortCourse('introductory', { title: '{入門|にゅうもん}' });
const anOfficial = async () => signIn(app, await aPerson(app, { roles: ['office'] }));
const asked = (more: object) => ({ askedBy: '見本市 障害福祉課', consent: 'yes', answer: 'match', ...more });
const send = (browser: Browser, body: object) => browser.post(BOOK).type('form').send(body);
const rows = () =>
  app.db.sql<{
    number: string;
  }>`select number, asked_by, answer, certificate_id from certificate_enquiry order by id`;

describe('an enquiry about a certificate', () => {
  it('is recorded once, without a name, and its holder reads of it', async () => {
    const person = await aPerson(app, { displayName: '葵の名前' });
    const { id, number } = await certified(app, person, course);
    const office = await anOfficial();
    const body = asked({ number: ` ${number.toLowerCase()} `, _key: 'k'.repeat(20) });
    await Promise.all([1, 2].map(() => send(office, body).expect(303).expect('location', BOOK)));
    expect(await rows()).toEqual([
      { number, asked_by: '見本市 障害福祉課', answer: 'match', certificate_id: id },
    ]);
    const book = plain((await office.get(BOOK).expect(200)).text);
    expect(book).toContain(`2026年5月12日（火） 見本市 障害福祉課 ${number} ある 該当`);
    expect(book).not.toContain('葵の名前');
    await office.get(BOOK).expect(200);
    const visits = await app.db.sql`select 1 from audit_event where act = 'certificate.enquiries-viewed'`;
    expect(visits).toHaveLength(1);
    expect(plain((await office.get(`${BOOK}?year=2025`).expect(200)).text)).not.toContain(number);
    for (const year of ['nonsense', '1990', '9999']) await office.get(`${BOOK}?year=${year}`).expect(200);
    const browser = await signIn(app, person);
    const own = await browser.get('/settings/data/file.json').expect(200);
    expect((own.body as { certificates: object[] }).certificates).toMatchObject([
      { enquiries: [{ askedBy: '見本市 障害福祉課', answer: 'match', answeredOn: '2026-05-12' }] },
    ]);
    expect((await browser.get('/settings/data/read').expect(200)).text).toContain('見本市 障害福祉課');
    const seen = plain((await browser.get('/settings/data/seen').expect(200)).text);
    expect(seen).toContain('事務局：修了証についての照会を記録しました');
    await browser.post('/settings/erase').type('form').send({ paper: 'keep' }).expect(303);
    expect(await rows()).toMatchObject([{ number, asked_by: '' }]);
    expect(plain((await office.get(BOOK).expect(200)).text)).toContain(`消去 ${number}`);
  });

  it.each([
    ['no consent', { consent: 'no' }, '本人の同意がないときは'],
    ['no consent, and no', { consent: 'no', answer: 'no-match' }, '本人の同意がないときは'],
    ['no such number', { number: 'R8-XXX-0404' }, 'この番号の修了証はありません'],
    ['nobody who asks', { askedBy: ' ' }, '照会した相手を入力してください'],
    ['no number', { number: '' }, '修了証の番号を入力してください'],
    ['no consent chosen', { consent: '' }, '本人の同意があるかどうか'],
    ['another answer', { answer: 'maybe' }, '回答を選んでください'],
    ['long words', { askedBy: '長'.repeat(101) }, '100文字まで'],
  ])('is refused with words, and what was typed is kept: %s', async (_, more, words) => {
    const { number } = await certified(app, await aPerson(app), course);
    const before = await rows();
    const body = asked({ number, ...more });
    const { text } = await send(await anOfficial(), body).expect(422);
    expect(text).toContain(words);
    if (body.askedBy.trim()) expect(text).toContain(`value="${body.askedBy}"`);
    expect(await rows()).toEqual(before);
  });

  it('does not match a revoked certificate, and may be left without an answer or answered with no', async () => {
    const { id, number } = await certified(app, await aPerson(app), course);
    const office = await anOfficial();
    await revoked(app, id);
    expect((await send(office, asked({ number })).expect(422)).text).toContain('取り消されています');
    app.clock.advance(1000);
    await send(office, asked({ number, consent: 'no', answer: 'none' })).expect(303);
    app.clock.advance(1000);
    await send(office, asked({ number: 'R8-XXX-0405', answer: 'no-match' })).expect(303);
    expect((await rows()).slice(-2)).toMatchObject([
      { number, answer: 'none', certificate_id: id },
      { number: 'R8-XXX-0405', answer: 'no-match', certificate_id: null },
    ]);
  });

  it('goes five years after its fiscal year', async () => {
    const before = app.clock.now();
    app.clock.set(new Date('2032-03-31T14:00:00Z'));
    await app.get(Jobs).runAll();
    expect((await rows()).length).toBeGreaterThan(0);
    app.clock.set(new Date('2032-03-31T15:00:00Z'));
    await app.get(Jobs).runAll();
    expect(await rows()).toEqual([]);
    app.clock.set(before);
  });
});
