import { CertificateKeeping } from '../src/certificates/certificate-keeping.service.js';
import { CODE_BYTES, groupCode, makeCode } from '../src/certificates/code.rules.js';
import { randomBytes } from 'node:crypto';
import { aShortCourse, certified } from './factories/certificate.js';
import { aLesson, aModule, aSession } from './factories/course.js';
import { aPerson } from './factories/person.js';
import { startApp } from './support/app.js';
import type { TestApp } from './support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ config: { curriculaDir: 'test/no-curricula' } });
});
afterAll(() => app.close());
// Each test comes from the same address: let its look-ups refill.
beforeEach(() => app.clock.advance(5 * 60 * 1000));

const course = aShortCourse('introductory', {
  title: '{入門|にゅうもん}',
  minutes: 135,
  reviewed: [{ by: '見本 監修', on: '2026-04-01' }],
});
const aCertificate = async (displayName = '髙﨑 𠮷乃') => {
  const person = await aPerson(app, { displayName });
  return { ...(await certified(app, person, course)), person };
};
const look = (code: string) => app.browser().get(`/verify/${encodeURIComponent(code)}`);
const compare = (code: string, name: string) =>
  app.browser().post(`/verify/${code}`).type('form').send({ name });

describe('verifying a certificate', () => {
  it('tells a stranger with the code what is on the paper, and never the name', async () => {
    const { code, number } = await aCertificate();
    const { text, headers } = await look(code).expect(200);
    for (const words of ['有効な修了証です', number, '入門', '令和8年5月12日（火）', '2時間15分', '見本市'])
      expect(text).toContain(words);
    for (const part of ['髙﨑', '𠮷乃']) expect(text).not.toContain(part);
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['x-robots-tag']).toContain('noindex');
    expect(headers['referrer-policy']).toBe('same-origin');
  });

  it('tells the hours for which one meets apart from those of learning alone', async () => {
    const { code } = await aCertificate();
    expect((await look(code)).text).not.toContain('集合演習');
    const modules = [aModule('a', [aLesson('yomu'), aSession('kai', 3)])];
    const meets = aShortCourse('deau', { code: 'DEA', minutes: 135, modules });
    const met = await certified(app, await aPerson(app), meets);
    const { text } = await look(met.code).expect(200);
    for (const words of [
      '学んだ時間のめやす（自習）',
      '2時間15分',
      '学んだ時間のめやす（集合演習）',
      '必要な分で3時間',
    ])
      expect(text).toContain(words);
  });

  it('reads a code however it was typed', async () => {
    const { code } = await aCertificate();
    const typed = ` ${groupCode(code).toLowerCase().replaceAll('0', 'o')} `;
    const sent = await app.browser().post('/verify').type('form').send({ code: typed }).expect(303);
    expect(sent.headers.location).toBe(`/verify/${code}`);
    await look(groupCode(code)).expect(200);
    const empty = await app.browser().post('/verify').type('form').send({ code: '  ' }).expect(422);
    expect(empty.text).toContain('確認コードを入力してください');
  });

  it('answers unknown, misspelt, malformed and erased codes alike', async () => {
    const erased = await aCertificate();
    await app.db.write((tx) =>
      app.get(CertificateKeeping).erase(tx, erased.person.id, { staysVerifiable: false }),
    );
    const { code } = await aCertificate();
    const misspelt = (code.startsWith('0') ? '1' : '0') + code.slice(1);
    const unknown = makeCode(randomBytes(CODE_BYTES));
    const answers = [];
    for (const typed of [
      unknown,
      misspelt,
      erased.code,
      '1',
      'x'.repeat(190),
      "'--",
      '<b>',
      '%',
      '修了証',
      erased.number,
    ])
      answers.push(await look(typed));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]));
    expect(new Set(answers.map(({ text }) => withoutKeys(text))).size).toBe(1);
    expect(new Set(answers.map(({ headers }) => JSON.stringify({ ...headers, date: '' }))).size).toBe(1);
    const posted = [await compare(unknown, '葵'), await compare(erased.code, '髙﨑 𠮷乃')];
    for (const { status, text } of posted)
      expect([status, withoutKeys(text)]).toEqual([404, withoutKeys(answers[0]!.text)]);
  });

  it('opens nothing by number, id or person', async () => {
    const { id, number, person } = await aCertificate();
    for (const key of [number, id, person.id, person.learnerNumber]) await look(key).expect(404);
  });

  it('says whether a typed name is the one on the paper, and keeps it out of the address', async () => {
    const { code } = await aCertificate();
    expect((await compare(code, '高崎吉乃').expect(200)).text).toMatch(/<h3[^>]*>一致<\/h3>/);
    expect((await compare(code, '山田花子').expect(200)).text).toMatch(/<h3[^>]*>不一致<\/h3>/);
    expect((await compare(code, ' ').expect(422)).text).toContain('名前を入力してください');
    const nasty = await compare(code, '"><script>alert(1)</script>').expect(200);
    expect(nasty.text).not.toContain('<script>alert');
  });

  it('lets a code be tried with ten names a day', async () => {
    const { code } = await aCertificate();
    for (let n = 0; n < 10; n += 1) await compare(code, `名前${n}`).expect(200);
    const { text } = await compare(code, '髙﨑 𠮷乃').expect(429);
    expect(text).toContain('今日は、これ以上確かめられません');
    expect(text).not.toContain('>一致<');
    app.clock.advance(25 * 60 * 60 * 1000);
    expect((await compare(code, '髙﨑 𠮷乃').expect(200)).text).toContain('>一致<');
  });

  it('slows down an address that tries many codes, right ones as well', async () => {
    const { code } = await aCertificate();
    const statuses = [];
    for (let n = 0; n < 70; n += 1) statuses.push((await look(makeCode(randomBytes(CODE_BYTES)))).status);
    expect(statuses.filter((status) => status === 404)).toHaveLength(60);
    await look(code).expect(429);
    app.clock.advance(2000);
    await look(code).expect(200);
  });

  it('still verifies the paper of somebody who was erased and wished so, and knows nothing else of them', async () => {
    const { code, id, person, number } = await aCertificate('消去 太郎');
    await app.db.write((tx) => app.get(CertificateKeeping).erase(tx, person.id, { staysVerifiable: true }));
    expect((await look(code).expect(200)).text).toContain(number);
    expect((await compare(code, '消去太郎')).text).toMatch(/<h3[^>]*>一致<\/h3>/);
    const row = await app.db.one`select * from certificate where id = ${id}`;
    expect(row).toMatchObject({
      person_id: null,
      enrolment_id: null,
      words: null,
      code: null,
      number,
      state: 'valid',
    });
    expect(JSON.stringify(row)).not.toMatch(/消去|太郎/);
  });
});

/** Every form has a key of its own. */
function withoutKeys(html: string): string {
  return html.replace(/name="_key" value="[^"]*"/g, '');
}
