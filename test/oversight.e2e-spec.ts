import { parse } from 'csv-parse/sync';
import { Audit } from '../src/audit/audit.service.js';
import type { Act } from '../src/audit/audit.service.js';
import { AuditEvent } from '../src/audit/audit-event.entity.js';
import { AuditCheck } from '../src/audit/audit-check.entity.js';
import { AuditKeeping } from '../src/audit/audit-keeping.service.js';
import { Person } from '../src/accounts/person.entity.js';
import { newId, sha256 } from '../src/shared/ids.js';
import { aPerson, signIn } from './factories/person.js';
import type { KnownPerson } from './factories/person.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';
import { bytes } from './support/bytes.js';
import { plain } from './support/plain.js';

let app: TestApp;
let office: KnownPerson;
let administrator: KnownPerson;
const NOW = new Date('2026-07-01T01:00:00Z');

beforeAll(async () => {
  app = await startApp({ now: new Date('2026-06-30T01:00:00Z') });
  office = await aPerson(app, { roles: ['office'], displayName: '事務 すず' });
  administrator = await aPerson(app, { roles: ['administrator'], displayName: '管理 まつ' });
});
beforeEach(() => app.clock.set(NOW));
afterAll(() => app.close());

/** Something that somebody did, at a moment. */
async function did(person: KnownPerson | null, act: Act['act'], at: string, more: Partial<Act> = {}) {
  app.clock.set(new Date(at));
  const object = `person:${newId(app.clock.now())}` as const;
  const actor = person && { personId: person.id, role: person.roles[0]! };
  await app.db.write((tx) => app.get(Audit).record(tx, { actor, act, object, ...more }));
  app.clock.set(NOW);
  return object.slice(-8);
}

const question = (from: string, to: string, more: Record<string, string> = {}) => {
  const [fromYear, fromMonth, fromDay] = from.split('-') as [string, string, string];
  const [toYear, toMonth, toDay] = to.split('-') as [string, string, string];
  const typed = { fromYear, fromMonth, fromDay, toYear, toMonth, toDay, kind: '', before: '', ...more };
  return new URLSearchParams(typed).toString();
};
const seqs = (html: string) => [...html.matchAll(/<td class="n">(\d+)<\/td>/g)].map(([, n]) => Number(n));
const hrefOf = (html: string, words: string) =>
  new RegExp(`<a href="([^"]+)">${words}`)
    .exec(html)?.[1]
    ?.replaceAll('&amp;', '&')
    .replaceAll('&#x3D;', '=');

describe('the record of acts', () => {
  it('says who did what, to what kind of thing, and when in Japan; trainees without their names', async () => {
    const trainee = await aPerson(app, { displayName: 'かくれた名' });
    const end = await did(office, 'slip.printed', '2026-05-01T15:30:00Z');
    await did(trainee, 'session.started', '2026-05-01T16:00:00Z');
    await did(null, 'proof.refused', '2026-05-01T16:01:00Z');
    const changed = { detail: { role: 'facilitator' } };
    await did(administrator, 'role.granted', '2026-05-01T16:02:00Z', changed);
    const browser = await signIn(app, administrator);
    const { text } = await browser.get(`/admin/audit?${question('2026-5-2', '2026-5-2')}`).expect(200);
    const words = plain(text);
    expect(words).toContain(
      `2026年5月2日（土） 0時30分 事務局：事務 すず パスワードを決め直す紙を、受付で作りました 登録 （…${end}）`,
    );
    expect(words).toContain(`受講者 （…${trainee.id.slice(-8)}） ログインしました`);
    expect(words).toContain('システム、またはログイン前の人 パスワードが合いませんでした');
    expect(words).toContain('役割をつけました 役割：進行役');
    expect(text).not.toContain('かくれた名');
    expect(text).not.toContain(trainee.id);
    expect(seqs(text)).toEqual(seqs(text).toSorted((a, b) => b - a));
    const before = await browser.get(`/admin/audit?${question('2026-5-1', '2026-5-1')}`).expect(200);
    expect(before.text).toContain('この期間の記録はありません');
  });

  it('shows the office what its people did, and not when they came and went', async () => {
    const colleague = await aPerson(app, { roles: ['office'], displayName: '同僚 うめ' });
    await did(colleague, 'report.exported', '2026-04-10T01:00:00Z');
    await did(colleague, 'session.started', '2026-04-10T01:01:00Z');
    await did(administrator, 'role.granted', '2026-04-10T01:02:00Z');
    const browser = await signIn(app, office);
    const { text } = await browser.get(`/office/audit?${question('2026-4-10', '2026-4-10')}`).expect(200);
    expect(text).toContain('同僚 うめ');
    expect(seqs(text)).toHaveLength(1);
    expect(text).not.toContain('audit.csv');
    const entry = question('2026-4-10', '2026-4-10', { kind: 'entry' });
    expect(seqs((await browser.get(`/office/audit?${entry}`).expect(200)).text)).toEqual([]);
  });

  it('is turned page by page without losing or doubling a row, while others are written', async () => {
    for (let n = 0; n < 120; n += 1)
      await did(office, n % 3 === 0 ? 'slip.printed' : 'report.exported', '2026-03-05T02:00:00Z');
    const browser = await signIn(app, office);
    let href: string | undefined = `/office/audit?${question('2026-3-5', '2026-3-5')}`;
    const all: number[] = [];
    for (let turned = 0; href && turned < 5; turned += 1) {
      const { text } = await browser.get(href).expect(200);
      all.push(...seqs(text));
      await did(office, 'slip.printed', '2026-03-05T02:00:00Z');
      href = hrefOf(text, '前の記録を見る');
    }
    expect([all.length, new Set(all).size]).toEqual([120, 120]);
    expect(all).toEqual(all.toSorted((a, b) => b - a));
    const desk = question('2026-3-5', '2026-3-5', { kind: 'desk' });
    expect(seqs((await browser.get(`/office/audit?${desk}`)).text)).toHaveLength(40 + 3);
  });

  it('says what in a question cannot be, and keeps what was typed', async () => {
    const browser = await signIn(app, office);
    const wrong = await browser.get(`/office/audit?${question('2026-13-5', '2026-3-5')}`).expect(422);
    expect(wrong.text).toContain('年・月・日を、数字で入力してください');
    expect(wrong.text).toContain('value="13"');
    const order = await browser.get(`/office/audit?${question('2026-3-5', '2026-3-4')}`).expect(422);
    expect(order.text).toContain('おわりの日は、はじめの日より後にしてください');
    const long = await browser.get(`/office/audit?${question('2024-3-5', '2026-3-4')}`).expect(422);
    expect(long.text).toContain('期間は366日までにしてください');
    await browser.get(`/office/audit?${question('2026-3-5', '2026-3-5', { kind: 'x' })}`).expect(422);
    await browser.get(`/office/audit?${question('2026-3-5', '2026-3-5', { before: 'x' })}`).expect(404);
    await browser.get('/office/audit?other=1').expect(400);
  });

  it('writes down who looked: once in a visit, not for every page', async () => {
    const reader = await aPerson(app, { roles: ['administrator'], displayName: '読む人' });
    const looks = async () =>
      (await app.db.sql`select seq from audit_event where actor_id = ${reader.id} and act = 'audit.viewed'`)
        .length;
    const browser = await signIn(app, reader);
    await browser.head('/admin/audit').expect(200);
    expect(await looks()).toBe(0);
    expect((await browser.get('/admin/audit').expect(200)).text).toContain('操作の記録を見ました');
    await browser.get(`/admin/audit?${question('2026-5-2', '2026-5-2')}`).expect(200);
    expect(await looks()).toBe(1);
    await Promise.all([1, 2, 3].map(async () => (await signIn(app, reader)).get('/admin/audit').expect(200)));
    expect(await looks()).toBe(4);
  });

  it('still shows an act that this version has no words for', async () => {
    await did(office, 'slip.printed', '2026-02-02T02:00:00Z', { act: 'old.act' as Act['act'] });
    const browser = await signIn(app, administrator);
    const { text } = await browser.get(`/admin/audit?${question('2026-2-2', '2026-2-2')}`).expect(200);
    expect(text).toContain('<code>old.act</code>');
  });
});

describe('the file of the record', () => {
  it('has every row of the period for an independent reader, and its taking is written down', async () => {
    await did(office, 'slip.printed', '2026-01-15T02:03:04Z');
    await did(await aPerson(app, { displayName: '=1+1' }), 'session.started', '2026-01-15T02:03:05Z');
    await did(
      await aPerson(app, { roles: ['office'], displayName: '=2+2' }),
      'slip.printed',
      '2026-01-15T02:03:06Z',
    );
    const browser = await signIn(app, administrator);
    const page = await browser.get(`/admin/audit?${question('2026-1-15', '2026-1-15')}`).expect(200);
    const href = hrefOf(page.text, 'この期間の記録を保存する')!;
    const taken = () => app.db.sql`select seq from audit_event where act = 'audit.exported'`;
    const before = (await taken()).length;
    await browser.head(href).expect(200);
    const file = await browser.get(href).buffer().parse(bytes).expect(200);
    expect(file.headers['content-disposition']).toBe(
      'attachment; filename="audit-2026-01-15-2026-01-15.csv"',
    );
    const rows: Record<string, string>[] = parse(file.body as Buffer, {
      bom: true,
      columns: true,
      record_delimiter: '\r\n',
    });
    expect(rows.map((row) => [row['日時'], row['役割'], row['呼び名'], row['操作の記号']])).toEqual([
      ['2026-01-15T11:03:04+09:00', '事務局', '事務 すず', 'slip.printed'],
      ['2026-01-15T11:03:05+09:00', '受講者', '', 'session.started'],
      ['2026-01-15T11:03:06+09:00', '事務局', "'=2+2", 'slip.printed'],
    ]);
    const hashes = await app.db.sql<{ hash: string }>`
      select hash from audit_event where seq in (${Number(rows[0]!['番号'])}, ${Number(rows[1]!['番号'])}) order by seq`;
    expect(rows.slice(0, 2).map((row) => row['印'])).toEqual(hashes.map(({ hash }) => hash));
    expect((await taken()).length).toBe(before + 1);
  });

  it('is for administrators who proved who they are', async () => {
    await (await signIn(app, office)).get('/admin/audit.csv').expect(404);
    const browser = await signIn(app, administrator);
    app.clock.advance(11 * 60_000);
    for (const path of ['/admin/audit', '/admin/audit.csv'])
      expect((await browser.get(path).expect(303)).headers.location).toMatch(/^\/login\/again/);
  });
});

describe('the state of the record', () => {
  it('is told with the end to note, or with what to do when it is broken', async () => {
    const browser = await signIn(app, administrator);
    await app.db.write((tx) => tx.delete(AuditCheck, { subject: 'chain' }));
    expect((await browser.get('/admin/audit')).text).toContain('まだ確かめていません');
    const { head } = await app.get(AuditKeeping).check();
    const whole = (await browser.get('/admin/audit')).text;
    expect(whole).toContain('書かれたときのままです');
    expect(whole).toMatch(new RegExp(`<code>${head.seq}:${head.hash.slice(0, 4)}-`));
    const flaw = { flawSeq: 3, flawKind: 'changed' as const };
    await app.db.write((tx) => tx.update(AuditCheck, { subject: 'chain' }, flaw));
    const broken = (await browser.get('/admin/audit')).text;
    expect(plain(broken)).toContain('3番が合いません（あとから変わっています）');
    expect(broken).toContain('npm run tomoni -- verify-audit');
    expect(broken).not.toContain('書かれたときのままです');
    const colleague = (await (await signIn(app, office)).get('/office/audit')).text;
    expect(colleague).toContain('管理者に、この画面を見せてください');
    await app.get(AuditKeeping).check();
    expect((await app.db.write((tx) => tx.findOne(AuditEvent, { seq: 1 })))!.seq).toBe(1);
  });
});

describe('what was taken out', () => {
  const QUESTION = {
    track: '',
    year: '2026',
    from: '4',
    to: '3',
    asOfYear: '2026',
    asOfMonth: '6',
    asOfDay: '30',
  };
  const ask = (browser: Browser, purpose: string) =>
    browser
      .post('/office/reports/completions/names')
      .type('form')
      .send({ ...QUESTION, purpose, format: 'csv' })
      .expect(303);

  it('is told to the office with purpose and hash, to administrators without purpose', async () => {
    const official = await aPerson(app, { roles: ['office'], displayName: '保存 さくら' });
    const browser = await signIn(app, official);
    const asked = await ask(browser, '県への報告 <i>');
    await ask(browser, 'まだ保存していない');
    const file = await browser.get(asked.headers.location!).buffer().parse(bytes).expect(200);
    const totals = await browser
      .get('/office/reports/yearly.csv?year=2025&asOf=2026-06')
      .buffer()
      .parse(bytes)
      .expect(200);
    const hashes = [file, totals].map(({ body }) => sha256(body as Buffer));
    const { text } = await (await signIn(app, office)).get('/office/exports').expect(200);
    for (const words of ['保存 さくら', '県への報告 &lt;i&gt;', '保存していません', ...hashes])
      expect(text).toContain(words);
    expect(plain(text)).toContain('期間：2026年4月1日（水）から2027年3月31日（水）まで');
    expect(plain(text)).toContain('基準日：2026年6月30日（火）');
    const metadata = (await (await signIn(app, administrator)).get('/admin/exports').expect(200)).text;
    for (const words of ['保存 さくら', ...hashes]) expect(metadata).toContain(words);
    expect(metadata).not.toContain('県への報告');
    expect(metadata).not.toContain('0行');
  });

  it('is turned page by page without losing or doubling one', async () => {
    const purposes: string[] = [];
    for (let n = 0; n < 65; n += 1) {
      if (n % 10 === 0) office = await aPerson(app, { roles: ['office'], displayName: '事務 すず' });
      app.clock.advance(1000);
      purposes.push(`目的${n}番`);
      await ask(await signIn(app, office), `目的${n}番`);
    }
    const browser = await signIn(app, office);
    const seen: string[] = [];
    let href: string | undefined = '/office/exports';
    for (let turned = 0; href && turned < 5; turned += 1) {
      const { text } = await browser.get(href).expect(200);
      seen.push(...[...text.matchAll(/>(目的\d+番)</g)].map(([, purpose]) => purpose!));
      href = hrefOf(text, '前のものを見る');
    }
    expect(seen).toEqual(purposes.toReversed());
    await browser.get('/office/exports?before=x').expect(404);
    await browser.get('/office/exports?before=x&before=y').expect(404);
  });

  it('is shown of officials who are gone without a name', async () => {
    app.clock.advance(24 * 60 * 60 * 1000);
    const gone = await aPerson(app, { roles: ['office'], displayName: '去った人' });
    await ask(await signIn(app, gone), '去る前の名簿');
    await app.db.write((tx) => tx.update(Person, { id: gone.id }, { displayName: '' }));
    const { text } = await (await signIn(app, office)).get('/office/exports').expect(200);
    expect(text).toContain('登録を消した人');
  });
});
