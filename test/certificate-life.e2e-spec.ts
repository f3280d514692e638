import { AuditChain } from '../src/audit/audit-chain.js';
import { IssueService } from '../src/certificates/issue.service.js';
import { ReplacementService } from '../src/certificates/replacement.service.js';
import { RevocationService } from '../src/certificates/revocation.service.js';
import { Jobs } from '../src/mail/jobs.js';
import { newId } from '../src/shared/ids.js';
import { aShortCourse, certified, proposed, revoked } from './factories/certificate.js';
import { aPerson, signIn } from './factories/person.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';
import { bytes } from './support/bytes.js';
import { readPdf } from './support/pdf-text.js';
import { plain } from './support/plain.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());
// All look-ups come from one address: let them refill.
beforeEach(() => app.clock.advance(5 * 60 * 1000));

const A_DAY = 24 * 60 * 60 * 1000;
const reviewed = [{ by: '見本 監修', on: '2026-04-01' }];
const course = aShortCourse('introductory', { title: '{入門|にゅうもん}', reviewed });
const anOfficial = async () =>
  signIn(app, await aPerson(app, { roles: ['office'], displayName: '事務 すず' }));
const aHolder = async (displayName = '葵', more: object = {}, of = course) => {
  const person = await aPerson(app, { displayName, ...more });
  return { person, browser: await signIn(app, person), ...(await certified(app, person, of)) };
};
const send = (browser: Browser, path: string, body: object = {}) =>
  browser.post(path).type('form').send(body);
const look = async (code: string) => (await app.browser().get(`/verify/${code}`).expect(200)).text;
const rowOf = async (id: string) =>
  (await app.db.one<Record<string, string | null>>`select * from certificate where id = ${id}`)!;
const factsOf = (enrolmentId: string) =>
  app.db.sql<Record<string, string | null>>`
    select kind, certificate_number, certificate_name, issued_on, completed_on from reported_fact
    where enrolment_id = ${enrolmentId} order by seq`;
const actsOn = async (id: string) =>
  (
    await app.db.sql<{ act: string }>`
      select act from audit_event where object = ${`certificate:${id}`} order by seq`
  ).map(({ act }) => act);
const mailsTo = (email: string) =>
  app.db.sql<{ subject: string; body: string }>`
    select subject, body from outbox_mail where recipient = ${email} order by id`;
const correctionOf = async (certificateId: string) =>
  (await app.db.one<{ id: string }>`
    select id from certificate_correction where certificate_id = ${certificateId} and outcome is null`)!.id;
const proposalOf = async (certificateId: string) =>
  (await app.db.one<{ id: string }>`
    select id from certificate_revocation where certificate_id = ${certificateId} and outcome is null`)!.id;

describe('a certificate made anew with another name', () => {
  it('has a new number and code and keeps the days of the first; the old one points to it', async () => {
    const { person, id, number, code, enrolmentId } = await aHolder('葵');
    const first = await rowOf(id);
    const before = app.clock.now();
    app.clock.advance(40 * A_DAY);
    const later = await signIn(app, person);
    const shown = await later.get(`/certificates/${id}`).expect(200);
    expect(shown.text).toContain(`href="/certificates/${id}/replacement/name"`);
    const asked = await later.get(`/certificates/${id}/replacement/name`).expect(200);
    expect(asked.text).toContain('value="葵"');
    await later
      .get(`/certificates/${id}/replacement`)
      .expect(303)
      .expect('location', `/certificates/${id}/replacement/name`);
    await send(later, `/certificates/${id}/replacement/name`, { name: '青井 若葉' })
      .expect(303)
      .expect('location', `/certificates/${id}/replacement`);
    expect((await later.get(`/certificates/${id}/replacement`).expect(200)).text).toContain('青井 若葉');
    expect((await rowOf(id)).state).toBe('valid');
    const { headers } = await send(later, `/certificates/${id}/replacement`).expect(303);
    const newId = headers.location!.split('/').at(-1)!;
    const [old, made] = [await rowOf(id), await rowOf(newId)];
    expect(old).toEqual({ ...first, state: 'replaced', replaced_on: '2026-06-21' });
    expect(made).toMatchObject({
      state: 'valid',
      completed_on: first.completed_on,
      first_issued_on: first.issued_on,
      issued_on: '2026-06-21',
      replaces_id: id,
      replacement_reason: 'name',
    });
    expect(made.number).not.toBe(number);
    expect(made.code).not.toBe(code);
    expect((await factsOf(enrolmentId)).at(-1)).toEqual({
      kind: 'corrected',
      certificate_number: made.number,
      certificate_name: '青井 若葉',
      issued_on: first.issued_on,
      completed_on: first.completed_on,
    });
    const page = (await later.get(`/certificates/${newId}`).expect(200)).text;
    for (const words of ['青井 若葉', '交付日　令和8年5月12日', '再交付日　令和8年6月21日'])
      expect(page).toContain(words);
    expect(await actsOn(id)).toEqual(['certificate.issued', 'certificate.replaced']);
    expect((await app.get(AuditChain).verifyChain()).flaw).toBeNull();
    app.clock.set(before);
  });

  it('tells strangers of the old one the day and the new number, and never a name or a reason', async () => {
    const { browser, id, code } = await aHolder('古い 名前');
    const made = await replaceWith(browser, id, '新しい 名前');
    const old = await look(code);
    for (const words of ['新しい修了証に取りかえられました', made.number!]) expect(old).toContain(words);
    for (const words of ['有効な修了証です', '新しい 名前', '古い 名前', made.code!, '名前が変わ'])
      expect(old).not.toContain(words);
    const now = await look(made.code!);
    expect(now).toContain('有効な修了証です');
    expect(now).toContain('再交付日');
    const compared = await send(app.browser(), `/verify/${code}`, { name: '新しい名前' }).expect(200);
    expect(compared.text).toContain('>不一致<');
  });

  it('leaves the old one to be seen by its holder alone, marked on the page and in the PDF', async () => {
    const { browser, id } = await aHolder();
    const made = await replaceWith(browser, id, '若葉');
    const { text } = await browser.get(`/certificates/${id}`).expect(200);
    for (const words of ['取りかえ済み', `href="/certificates/${made.id}"`, made.number!])
      expect(text).toContain(words);
    const pdf = await browser.get(`/certificates/${id}/pdf`).buffer().parse(bytes).expect(200);
    expect(readPdf(pdf.body as Buffer).text).toContain('取りかえ済み');
    const list = await browser.get('/certificates').expect(200);
    for (const words of [id, made.id!, '新しい修了証に取りかえ済み']) expect(list.text).toContain(words);
    const other = await signIn(app, await aPerson(app));
    for (const path of ['', '/pdf', '/replacement', '/replacement/name'])
      await other.get(`/certificates/${id}${path}`).expect(404);
    await send(other, `/certificates/${made.id}/replacement`).expect(404);
    await send(other, `/certificates/${made.id}/replacement/name`, { name: 'ほか' }).expect(404);
  });

  it('leads whoever goes back to what took its place', async () => {
    const { browser, id } = await aHolder();
    const made = await replaceWith(browser, id, '若葉');
    for (const path of ['/replacement', '/replacement/name'])
      await browser
        .get(`/certificates/${id}${path}`)
        .expect(303)
        .expect('location', `/certificates/${made.id}`);
    await send(browser, `/certificates/${id}/replacement`)
      .expect(303)
      .expect('location', `/certificates/${made.id}`);
  });

  it.each([
    ['', '名前を入力してください'],
    ['葵', '今の修了証と同じ名前です'],
    ['花子😀', '修了証の書体にない文字があります：😀'],
  ])('refuses the name %j with words, keeps what was typed and changes nothing', async (name, words) => {
    const { browser, id } = await aHolder('葵');
    const { text } = await send(browser, `/certificates/${id}/replacement/name`, { name }).expect(422);
    expect(text).toContain(words);
    expect(text).toContain(`value="${name}"`);
    expect((await rowOf(id)).state).toBe('valid');
  });

  it('is not for a name that an authority asks for', async () => {
    const official = { programme: '研修事業', organiser: '見本県', basis: '実施要綱' };
    const certificate = { title: null, text: null, disclaimer: false, official };
    const { browser, id } = await aHolder('葵', {}, aShortCourse('legal', { code: 'LEG', certificate }));
    expect((await browser.get(`/certificates/${id}`)).text).not.toContain('/replacement');
    await browser.get(`/certificates/${id}/replacement/name`).expect(404);
    await send(browser, `/certificates/${id}/replacement/name`, { name: '若葉' }).expect(404);
    await send(browser, `/certificates/${id}/replacement`).expect(404);
  });

  it('is made three times a day at most', async () => {
    const { browser, id } = await aHolder('葵');
    let at = id;
    for (const name of ['一', '二', '三']) at = (await replaceWith(browser, at, name)).id!;
    await send(browser, `/certificates/${at}/replacement/name`, { name: '四' }).expect(303);
    const { text } = await send(browser, `/certificates/${at}/replacement`).expect(409);
    expect(text).toContain('1日に3回までです');
    expect((await rowOf(at)).state).toBe('valid');
  });

  it('is made once when fifty press at once, beside others, without a gap in the numbers', async () => {
    const rush = aShortCourse('rush', { code: 'RUS' });
    const [one, two] = [await aHolder('葵', {}, rush), await aHolder('緑', {}, rush)];
    const issues = app.get(IssueService);
    const name = await issues.prepareName('若葉');
    for (const { person, enrolmentId } of [one, two])
      await app.db.write((tx) => issues.chooseName(tx, { personId: person.id, enrolmentId }, name));
    const presses = Array.from({ length: 50 }, (_, at) => (at % 2 === 0 ? one : two));
    const made = await Promise.all(
      presses.map(({ person, id }) =>
        app.db.write((tx) =>
          app.get(ReplacementService).replaceOwn(tx, { personId: person.id, role: 'trainee' }, id),
        ),
      ),
    );
    expect(new Set(made).size).toBe(2);
    const rows = await app.db.sql<{ number: string }>`
      select number from certificate where track_code = ${'RUS'} order by number`;
    expect(rows.map(({ number }) => number)).toEqual([1, 2, 3, 4].map((n) => `R8-RUS-000${n}`));
  });
});

describe('a mistake that the office puts right', () => {
  it('takes two people, gives a new certificate, and tells its holder by a mail that tells nothing', async () => {
    const email = 'aoi@example.jp';
    const { browser, id, number } = await aHolder('誤字', { email });
    const [office, second] = [await anOfficial(), await anOfficial()];
    const path = `/office/certificates/${id}`;
    await office.get(`${path}/correction`).expect(200);
    const _key = 'k'.repeat(20);
    const sent = [1, 2].map(() => send(office, `${path}/correction`, { _key, name: '正字' }));
    const answers = await Promise.all(sent);
    expect(answers.map(({ status, headers }) => [status, headers.location])).toEqual([
      [303, path],
      [303, path],
    ]);
    await send(office, `${path}/correction`, { name: '正字' }).expect(303);
    expect((await send(second, `${path}/correction`, { name: '別の字' }).expect(422)).text).toContain(
      '確認を待っている提案があります',
    );
    expect((await send(second, `${path}/revocation`, { reason: 'issued-twice' }).expect(409)).text).toContain(
      '確認を待っている提案があります',
    );
    expect((await rowOf(id)).state).toBe('valid');
    const own = await browser.get('/settings/data/file.json').expect(200);
    expect((own.body as { certificates: object[] }).certificates).toMatchObject([{ proposedName: '正字' }]);
    const mine = (await office.get(path).expect(200)).text;
    expect(mine).toContain('2人目の職員を、管理者に加えて');
    for (const words of ['誤字', '正字']) expect(mine).not.toContain(words);
    const at = `${path}/corrections/${await correctionOf(id)}`;
    const looked = async (by: Browser) => (await send(by, `${at}/viewings`).expect(303)).headers.location!;
    const [one, two] = [await looked(office), await looked(second)];
    const seen = (await office.get(one).expect(200)).text;
    for (const words of ['誤字', '正字']) expect(seen).toContain(words);
    expect(seen).not.toContain('/confirmation');
    await office.get(two).expect(404);
    await send(office, `${two}/confirmation`).expect(404);
    expect((await send(office, `${one}/confirmation`).expect(409)).text).toContain(
      '提案した人は、確認できません',
    );
    expect((await second.get(two).expect(200)).text).toContain(`action="${two}/confirmation"`);
    const confirmed = await Promise.all([1, 2].map(() => send(second, `${two}/confirmation`)));
    const [location] = [...new Set(confirmed.map(({ headers }) => headers.location))];
    const made = await rowOf(location!.split('/').at(-1)!);
    expect(made).toMatchObject({ state: 'valid', replaces_id: id, replacement_reason: 'error' });
    const mails = await mailsTo(email);
    expect(mails).toHaveLength(1);
    expect(mails[0]!.subject).toBe('【学びのページ】お知らせ');
    for (const word of ['修了証', number, '入門', '誤字']) expect(mails[0]!.body).not.toContain(word);
    expect((await browser.get(`/certificates/${made.id}`).expect(200)).text).toContain('正字');
    const again = await send(office, `${path}/correction`, { name: '別の字' }).expect(422);
    expect(again.text).toContain(made.number);
    const old = await office.get(path).expect(200);
    expect(old.text).toContain(made.number);
    expect(old.text).not.toContain(`${path}/correction"`);
    expect(await actsOn(id)).toEqual([
      'certificate.issued',
      'certificate.correction-proposed',
      'certificate.replaced',
    ]);
    const kept = await app.db.one<object>`
      select name, name_digest, outcome from certificate_correction where certificate_id = ${id}`;
    expect(kept).toEqual({ name: null, name_digest: null, outcome: 'confirmed' });
    const log = plain((await browser.get('/settings/data/seen').expect(200)).text);
    for (const words of [
      '修了証の再交付を提案しました',
      '修了証の再交付の内容を見ました',
      '新しいものに取りかえました',
    ])
      expect(log).toContain(words);
  });

  it('is withdrawn by either, ends after a fortnight, and goes with its holder', async () => {
    const [one, two] = [await aPerson(app, { roles: ['office'] }), await aPerson(app, { roles: ['office'] })];
    const { person, id } = await aHolder('誤字');
    const path = `/office/certificates/${id}`;
    const before = app.clock.now();
    const open = async () => {
      await send(await signIn(app, one), `${path}/correction`, { name: '正字' }).expect(303);
      return `${path}/corrections/${await correctionOf(id)}`;
    };
    const office = await signIn(app, two);
    const dropped = await open();
    for (let n = 0; n < 2; n += 1) await send(office, `${dropped}/withdrawal`).expect(303);
    expect((await send(office, `${dropped}/viewings`).expect(409)).text).toContain('すでに処理しました');
    const late = await open();
    app.clock.advance(15 * A_DAY);
    const next = await signIn(app, two);
    expect((await send(next, `${late}/viewings`).expect(409)).text).toContain('確認の期限がすぎた');
    expect((await next.get('/office/certificates').expect(200)).text).not.toContain('の再交付');
    await app.get(Jobs).runAll();
    expect((await actsOn(id)).at(-1)).toBe('certificate.correction-expired');
    app.clock.set(before);
    const last = await open();
    const again = await signIn(app, two);
    const viewing = (await send(again, `${last}/viewings`).expect(303)).headers.location!;
    await send(await signIn(app, person), '/settings/erase', { paper: 'keep' }).expect(303);
    const names = await app.db.sql`
      select name from certificate_correction where certificate_id = ${id} and (name is not null or outcome is null)`;
    expect(names).toEqual([]);
    expect((await again.get(viewing).expect(200)).text).not.toMatch(/誤字|正字/);
    await send(again, `${viewing}/confirmation`).expect(409);
  });

  it('is for nobody who holds the certificate, whatever else they are', async () => {
    const { person, id } = await aHolder('兼ねる人', { roles: ['trainee', 'office'] });
    const own = await signIn(app, person, { role: 'office' });
    const other = await anOfficial();
    const path = `/office/certificates/${id}`;
    const refused = '自分の修了証については';
    expect((await send(own, `${path}/correction`, { name: '別の名前' }).expect(422)).text).toContain(refused);
    await send(other, `${path}/correction`, { name: '正字' }).expect(303);
    const at = `${path}/corrections/${await correctionOf(id)}`;
    const looked = (await send(own, `${at}/viewings`).expect(303)).headers.location!;
    expect((await send(own, `${looked}/confirmation`).expect(409)).text).toContain(refused);
    await send(other, `${at}/withdrawal`).expect(303);
    expect((await send(own, `${path}/revocation`, { reason: 'issued-twice' }).expect(409)).text).toContain(
      refused,
    );
    await send(other, `${path}/revocation`, { reason: 'issued-twice' }).expect(303);
    const proposal = `${path}/proposals/${await proposalOf(id)}`;
    expect((await send(own, `${proposal}/confirmation`).expect(409)).text).toContain(refused);
    await send(await anOfficial(), `${proposal}/confirmation`).expect(303);
    expect((await send(own, `${path}/lift`).expect(409)).text).toContain(refused);
    await send(other, `${path}/lift`).expect(303);
    const lift = `${path}/proposals/${await proposalOf(id)}`;
    expect((await send(own, `${lift}/confirmation`).expect(409)).text).toContain(refused);
    expect((await rowOf(id)).state).toBe('revoked');
  });

  it('needs a name, and is not possible for what is revoked, or for who has gone', async () => {
    const office = await anOfficial();
    const { id } = await aHolder();
    const path = `/office/certificates/${id}/correction`;
    expect((await send(office, path, { name: '' }).expect(422)).text).toContain('名前を入力してください');
    await revoked(app, id);
    expect((await send(office, path, { name: '字' }).expect(422)).text).toContain('有効な修了証ではない');
    const gone = await aHolder();
    await send(gone.browser, '/settings/erase', { paper: 'keep' }).expect(303);
    const refused = await send(office, `/office/certificates/${gone.id}/correction`, { name: '字' }).expect(
      422,
    );
    expect(refused.text).toContain('本人の登録が消去されている');
    await send(office, `/office/certificates/${newId(app.clock.now())}/correction`, { name: '字' }).expect(
      404,
    );
    await office.get('/office/certificates/nonsense').expect(404);
  });
});

describe('revoking a certificate', () => {
  it('needs two people of the office, and says so to who proposed it', async () => {
    const email = 'midori@example.jp';
    const { browser, id, code, number, enrolmentId } = await aHolder('緑', { email });
    const [one, two] = [await anOfficial(), await anOfficial()];
    const path = `/office/certificates/${id}`;
    const before = (await one.get(path).expect(200)).text;
    expect(before).toContain('体調、入院、活動していないことは、取り消しの理由になりません。');
    expect(before).not.toContain('緑');
    expect((await send(one, `${path}/revocation`).expect(422)).text).toContain(
      '取り消す理由を選んでください',
    );
    await send(one, `${path}/revocation`, { reason: 'illness' }).expect(422);
    await send(one, `${path}/revocation`, { reason: 'issued-twice' }).expect(303).expect('location', path);
    expect(await look(code)).toContain('有効な修了証です');
    expect((await browser.get(`/certificates/${id}`)).text).not.toContain('取り消');
    const proposal = `${path}/proposals/${await proposalOf(id)}`;
    const mine = (await one.get(path)).text;
    expect(mine).toContain('ほかの職員が確認すると、決まります');
    expect(mine).not.toContain(`${proposal}/confirmation`);
    const refused = await send(one, `${proposal}/confirmation`).expect(409);
    expect(refused.text).toContain('提案した人は、確認できません');
    expect((await rowOf(id)).state).toBe('valid');
    expect((await two.get('/office/certificates').expect(200)).text).toContain(`${number} の取り消し`);
    await send(two, `${proposal}/confirmation`).expect(303).expect('location', path);
    await send(two, `${proposal}/confirmation`).expect(303);
    expect(await rowOf(id)).toMatchObject({
      state: 'revoked',
      revoked_on: app.clock.today().toString(),
      revocation_reason: 'issued-twice',
    });
    expect((await factsOf(enrolmentId)).at(-1)).toMatchObject({
      kind: 'corrected',
      certificate_number: null,
      certificate_name: null,
      issued_on: null,
      completed_on: (await rowOf(id)).completed_on,
    });
    const mails = await mailsTo(email);
    expect(mails.map(({ subject }) => subject)).toEqual(['【学びのページ】お知らせ']);
    expect(mails[0]!.body).not.toMatch(/取り消|修了/);
    expect(await actsOn(id)).toEqual([
      'certificate.issued',
      'certificate.revocation-proposed',
      'certificate.revoked',
    ]);
  });

  it('tells strangers the day alone, and the holder the reason and how to object', async () => {
    const { browser, id, code } = await aHolder('緑');
    await revoked(app, id);
    const seen = await look(code);
    expect(seen).toContain('取り消された修了証です');
    for (const words of ['誤って', '緑', '有効な修了証です']) expect(seen).not.toContain(words);
    const own = (await browser.get(`/certificates/${id}`).expect(200)).text;
    for (const words of [
      '事務局が誤って発行したため',
      '納得できないとき',
      '000-000-0000',
      '体調、入院、活動していないことは',
      '取り消し済み',
    ])
      expect(own).toContain(words);
    const pdf = await browser.get(`/certificates/${id}/pdf`).buffer().parse(bytes).expect(200);
    expect(readPdf(pdf.body as Buffer).text).toContain('取り消し済み');
    const data = await browser.get('/settings/data/file.json').expect(200);
    expect((data.body as { certificates: object[] }).certificates).toMatchObject([
      { state: 'revoked', revocationReason: 'issued-in-error' },
    ]);
    await browser.get(`/certificates/${id}/replacement/name`).expect(404);
  });

  it('can be withdrawn before it is confirmed, by either, and leaves everything as it was', async () => {
    const { id } = await aHolder();
    const proposalId = await proposed(app, id);
    const office = await anOfficial();
    const proposal = `/office/certificates/${id}/proposals/${proposalId}`;
    await send(office, `${proposal}/withdrawal`).expect(303);
    await send(office, `${proposal}/withdrawal`).expect(303);
    expect((await send(office, `${proposal}/confirmation`).expect(409)).text).toContain('すでに処理しました');
    expect((await rowOf(id)).state).toBe('valid');
    expect(await actsOn(id)).toEqual([
      'certificate.issued',
      'certificate.revocation-proposed',
      'certificate.proposal-withdrawn',
    ]);
  });

  it('goes on about the new paper when its holder, who is not told before it is decided, takes another name', async () => {
    const { browser, id } = await aHolder('葵');
    const proposalId = await proposed(app, id);
    const office = await anOfficial();
    await send(office, `/office/certificates/${id}/correction`, { name: '字' }).expect(422);
    const made = await replaceWith(browser, id, '若葉');
    const late = await send(office, `/office/certificates/${id}/proposals/${proposalId}/confirmation`).expect(
      409,
    );
    expect(late.text).toContain(made.number);
    expect((await rowOf(made.id!)).state).toBe('valid');
    const path = `/office/certificates/${made.id}`;
    await send(office, `${path}/proposals/${proposalId}/confirmation`).expect(303).expect('location', path);
    expect((await rowOf(made.id!)).state).toBe('revoked');
    expect((await rowOf(id)).state).toBe('replaced');
    const other = await aHolder();
    await send(office, `/office/certificates/${other.id}/proposals/${proposalId}/withdrawal`).expect(404);
  });

  it('is lifted by two people as well when it was wrong', async () => {
    const email = 'wakaba@example.jp';
    const { id, code, number, enrolmentId } = await aHolder('若葉', { email });
    await revoked(app, id);
    const [one, two] = [await anOfficial(), await anOfficial()];
    const path = `/office/certificates/${id}`;
    await send(one, `${path}/lift`).expect(303);
    expect((await send(two, `${path}/lift`).expect(409)).text).toContain('確認を待っている提案があります');
    const proposal = `${path}/proposals/${await proposalOf(id)}`;
    await send(one, `${proposal}/confirmation`).expect(409);
    expect(await look(code)).toContain('取り消された修了証です');
    await send(two, `${proposal}/confirmation`).expect(303);
    expect(await look(code)).toContain('有効な修了証です');
    expect(await rowOf(id)).toMatchObject({ state: 'valid', revoked_on: null, revocation_reason: null });
    expect((await factsOf(enrolmentId)).at(-1)).toMatchObject({
      kind: 'corrected',
      certificate_number: number,
      certificate_name: '若葉',
    });
    expect(await mailsTo(email)).toHaveLength(2);
    expect((await send(one, `${path}/lift`).expect(409)).text).toContain('取り消された修了証ではありません');
  });

  it('is proposed once and confirmed once when fifty do it at once', async () => {
    const { id } = await aHolder();
    const revocations = app.get(RevocationService);
    const officials = await Promise.all([1, 2, 3, 4, 5].map(() => aPerson(app, { roles: ['office'] })));
    const actor = (n: number) => ({ personId: officials[n % 5]!.id, role: 'office' });
    const all = Array.from({ length: 50 }, (_, n) => n);
    const tries = await Promise.allSettled(
      all.map((n) =>
        app.db.write((tx) =>
          revocations.propose(tx, actor(n), { certificateId: id, reason: 'false-application' }),
        ),
      ),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const proposalId = await proposalOf(id);
    await Promise.allSettled(
      all.map((n) =>
        app.db.write((tx) => revocations.confirm(tx, actor(n), { certificateId: id, proposalId })),
      ),
    );
    expect(await actsOn(id)).toEqual([
      'certificate.issued',
      'certificate.revocation-proposed',
      'certificate.revoked',
    ]);
    const decided = await app.db.one<Record<string, string>>`
      select proposed_by_id, decided_by_id from certificate_revocation where id = ${proposalId}`;
    expect(decided!.decided_by_id).not.toBe(decided!.proposed_by_id);
  });

  it('still stands after its holder has gone', async () => {
    const { browser, id, code } = await aHolder('消える');
    await send(browser, '/settings/erase', { paper: 'keep' }).expect(303);
    await revoked(app, id);
    expect(await look(code)).toContain('取り消された修了証です');
  });
});

describe('finding a certificate by its number', () => {
  it('reads the number however it is typed, and says when there is none', async () => {
    const { id, number } = await aHolder();
    const office = await anOfficial();
    for (const typed of [number, ` ${number.toLowerCase()} `, number.replaceAll('-', '−')])
      await send(office, '/office/certificates/find', { number: typed })
        .expect(303)
        .expect('location', `/office/certificates/${id}`);
    const none = await send(office, '/office/certificates/find', { number: 'R8-INT-9999' }).expect(422);
    expect(none.text).toContain('この番号の修了証はありません');
    expect(none.text).toContain('value="R8-INT-9999"');
    expect((await send(office, '/office/certificates/find').expect(422)).text).toContain('番号を入力して');
  });
});

async function replaceWith(browser: Browser, id: string, name: string) {
  await send(browser, `/certificates/${id}/replacement/name`, { name }).expect(303);
  const { headers } = await send(browser, `/certificates/${id}/replacement`).expect(303);
  return rowOf(headers.location!.split('/').at(-1)!);
}
