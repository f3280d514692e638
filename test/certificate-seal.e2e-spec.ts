import { createHash } from 'node:crypto';
import { readConfig } from '../src/config/config.js';
import { aShortCourse, certified } from './factories/certificate.js';
import { aPerson, signIn } from './factories/person.js';
import { startApp } from './support/app.js';
import type { TestApp } from './support/app.js';
import { bytes } from './support/bytes.js';
import { readPdf } from './support/pdf-text.js';
import { aPng } from './support/png.js';

const hash = createHash('sha256').update(aPng()).digest('hex');
const own = {
  issuer: { organisation: '見本県', person: '知事　見本 太郎' },
  disclaimer: '県の注記です。',
  seal: { hash, bytes: aPng() },
};

let app: TestApp;
beforeAll(async () => {
  const { council } = readConfig({ TOMONI_ENV: 'test', TOMONI_PORT: '0' });
  app = await startApp({ config: { council: { ...council, certificates: { sealed: own } } } });
});
afterAll(() => app.close());

const pdfOf = async (browser: Awaited<ReturnType<typeof signIn>>, id: string) =>
  (await browser.get(`/certificates/${id}/pdf`).buffer().parse(bytes).expect(200)).body as Buffer;

describe('a track whose certificates differ', () => {
  it('has its own issuer, note and seal, on the page, in the PDF and for who verifies', async () => {
    const person = await aPerson(app);
    const browser = await signIn(app, person);
    const { id, code } = await certified(app, person, aShortCourse('sealed', { code: 'SEA' }));
    const { text } = await browser.get(`/certificates/${id}`).expect(200);
    for (const words of ['見本県', '知事　見本 太郎', '県の注記です。', `src="/files/${hash}"`, '発行者の印'])
      expect(text).toContain(words);
    expect(text).not.toContain('加算');
    const [one, two] = [await pdfOf(browser, id), await pdfOf(browser, id)];
    expect(one).toEqual(two);
    expect(one.toString('latin1')).toContain('/Subtype /Image');
    expect(readPdf(one).text).toContain('見本県');
    const picture = await app.browser().get(`/files/${hash}`).buffer().parse(bytes).expect(200);
    expect(picture.headers['content-type']).toBe('image/png');
    expect(picture.body).toEqual(aPng());
    expect((await app.browser().get(`/verify/${code}`).expect(200)).text).toContain('見本県');
  });

  it('changes nothing for the others, and is kept once however many carry the seal', async () => {
    const person = await aPerson(app);
    const browser = await signIn(app, person);
    const { id } = await certified(app, person, aShortCourse('plain', { code: 'PLA' }));
    const { text } = await browser.get(`/certificates/${id}`).expect(200);
    expect(text).toContain('見本市ピアサポート協議会');
    expect(text).toContain('加算');
    expect(text).not.toContain('/files/');
    expect((await pdfOf(browser, id)).toString('latin1')).not.toContain('/Subtype /Image');
    await certified(app, person, aShortCourse('sealed', { code: 'SEA' }));
    expect(await app.db.sql`select hash from file where hash = ${hash}`).toHaveLength(1);
  });
});
