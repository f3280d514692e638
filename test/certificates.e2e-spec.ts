import { AuditChain } from '../src/audit/audit-chain.js';
import { Certificate } from '../src/certificates/certificate.entity.js';
import { IssueService } from '../src/certificates/issue.service.js';
import { newId } from '../src/shared/ids.js';
import { aShortCourse, certified, completed, issued } from './factories/certificate.js';
import { published } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import { startApp } from './support/app.js';
import type { TestApp } from './support/app.js';
import { bytes } from './support/bytes.js';
import { readPdf } from './support/pdf-text.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ config: { curriculaDir: 'test/no-curricula' } });
});
afterAll(() => app.close());

const introductory = aShortCourse('introductory', { title: '{入門|にゅうもん}' });
const factsOf = (enrolmentId: string) =>
  app.db.sql<{ kind: string; certificate_number: string; certificate_name: string; issued_on: string }>`
    select kind, certificate_number, certificate_name, issued_on from reported_fact
    where enrolment_id = ${enrolmentId} order by seq`;

describe('receiving a certificate', () => {
  it('asks once how the name shall read, lets it be looked over, and issues', async () => {
    const person = await aPerson(app, { displayName: 'あおい' });
    const browser = await signIn(app, person);
    const enrolment = await completed(app, person, introductory);
    const list = await browser.get('/certificates').expect(200);
    expect(list.text).toContain('入門を、2026年5月12日（火）に終えました。');
    const path = `/certificates/ready/${enrolment.id}`;
    expect(list.text).toContain(`href="${path}/name"`);
    const asked = await browser.get(`${path}/name`).expect(200);
    expect(asked.text).toContain('value="あおい"');
    await browser.get(path).expect(303).expect('location', `${path}/name`);
    await browser
      .post(`${path}/name`)
      .type('form')
      .send({ name: '髙﨑　𠮷乃' })
      .expect(303)
      .expect('location', path);
    expect((await browser.get(path).expect(200)).text).toContain('<dd>髙﨑 𠮷乃</dd>');
    const { headers } = await browser.post(path).type('form').send({}).expect(303);
    const shown = await browser.get(headers.location!).expect(200);
    for (const words of [
      '髙﨑 𠮷乃',
      '見本・監修前',
      '第 R8-INT-',
      '令和8年5月12日（2026年）',
      '見本市ピアサポート協議会',
    ])
      expect(shown.text).toContain(words);
    // Who goes back finds it, not a missing page.
    for (const before of [path, `${path}/name`])
      await browser.get(before).expect(303).expect('location', headers.location!);
    expect((await browser.get('/certificates')).text).toContain(headers.location);
  });

  it('issues once, however often the last form is sent', async () => {
    const person = await aPerson(app);
    const browser = await signIn(app, person);
    const enrolment = await completed(app, person, introductory);
    const path = `/certificates/ready/${enrolment.id}`;
    await browser.post(`${path}/name`).type('form').send({ name: '葵' });
    const _key = 'k'.repeat(20);
    const answers = await Promise.all(
      [_key, _key, 'another'.repeat(3)].map((key) => browser.post(path).type('form').send({ _key: key })),
    );
    expect(new Set(answers.map(({ headers }) => headers.location)).size).toBe(1);
    const rows = await app.db.sql`select id from certificate where enrolment_id = ${enrolment.id}`;
    expect(rows).toHaveLength(1);
  });

  it('writes the fact and the act in the same unit, the act without a name', async () => {
    const person = await aPerson(app, { displayName: '葵 まなぶ' });
    const { id, number, enrolmentId } = await certified(app, person, introductory);
    expect((await factsOf(enrolmentId)).at(-1)).toEqual({
      kind: 'issued',
      certificate_number: number,
      certificate_name: '葵 まなぶ',
      issued_on: '2026-05-12',
    });
    const acts = await app.db.sql<{ act: string; detail: string }>`
      select act, detail from audit_event where object = ${`certificate:${id}`}`;
    expect(acts).toEqual([{ act: 'certificate.issued', detail: JSON.stringify({ number }) }]);
    expect((await app.get(AuditChain).verifyChain()).flaw).toBeNull();
  });

  it('leaves nothing behind when the unit fails late, not even a number', async () => {
    const person = await aPerson(app);
    const enrolment = await completed(app, person, aShortCourse('late', { code: 'LAT' }));
    const issues = app.get(IssueService);
    const name = await issues.prepareName('葵');
    const failing = app.db.write(async (tx) => {
      await issues.chooseName(tx, { personId: person.id, enrolmentId: enrolment.id }, name);
      await issues.issue(tx, { personId: person.id, role: 'trainee' }, enrolment.id);
      throw new Error('late');
    });
    await expect(failing).rejects.toThrow('late');
    expect(await app.db.sql`select * from certificate where enrolment_id = ${enrolment.id}`).toEqual([]);
    const id = await issued(app, person, enrolment);
    expect(
      (await app.db.one<{ number: string }>`select number from certificate where id = ${id}`)?.number,
    ).toBe('R8-LAT-0001');
  });

  it.each([
    ['', '名前を入力してください'],
    ['あ'.repeat(61), '名前は60文字までにしてください'],
    ['・・・', '名前を文字で入力してください'],
    ['山田\u202E花子', '目に見えない文字が入っています'],
    ['花子😀', '修了証の書体にない文字があります：😀'],
  ])('refuses the name %j with words and keeps what was typed', async (name, words) => {
    const person = await aPerson(app);
    const browser = await signIn(app, person);
    const enrolment = await completed(app, person, introductory);
    const path = `/certificates/ready/${enrolment.id}/name`;
    const { text } = await browser.post(path).type('form').send({ name }).expect(422);
    expect(text).toContain(words);
    expect(text).toContain(`value="${name}"`);
  });

  it('shows a name with markup as text, on the page and in the list', async () => {
    const name = '<script>alert(1)</script>"\'&葵';
    const person = await aPerson(app, { displayName: name.slice(0, 40) });
    const browser = await signIn(app, person);
    const { id } = await certified(app, person, introductory);
    const { text } = await browser.get(`/certificates/${id}`).expect(200);
    expect(text).not.toContain('<script>alert');
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    const pdf = await browser.get(`/certificates/${id}/pdf`).buffer().parse(bytes);
    expect(readPdf(pdf.body as Buffer).text).toContain('<script>alert(1)</script>');
  });

  it('does not guess a legal name where an authority asks for one', async () => {
    const official = { programme: '研修事業', organiser: '見本県', basis: '実施要綱' };
    const course = aShortCourse('official', {
      code: 'OFF',
      certificate: { title: null, text: null, disclaimer: false, official },
    });
    const person = await aPerson(app, { displayName: '呼び名' });
    const browser = await signIn(app, person);
    const enrolment = await completed(app, person, course);
    const { text } = await browser.get(`/certificates/ready/${enrolment.id}/name`).expect(200);
    expect(text).toContain('正式な氏名');
    expect(text).toContain('name="name" type="text" value=""');
  });

  it('offers nothing for a track without a certificate, or before completion', async () => {
    const person = await aPerson(app);
    const browser = await signIn(app, person);
    const enrolment = await completed(app, person, aShortCourse('without', { certificate: null }));
    expect((await browser.get('/certificates')).text).not.toContain(enrolment.id);
    await browser.get(`/certificates/ready/${enrolment.id}/name`).expect(404);
    await browser.post(`/certificates/ready/${enrolment.id}`).type('form').send({}).expect(404);
    await browser.get(`/certificates/ready/${newId(app.clock.now())}`).expect(404);
    await browser.get('/certificates/ready/nonsense').expect(404);
  });
});

describe('numbers', () => {
  it('have no gap and no double when fifty people receive theirs at once', async () => {
    const course = aShortCourse('rush', { code: 'RUS' });
    const issues = app.get(IssueService);
    const name = await issues.prepareName('葵');
    const waiting: { personId: string; enrolmentId: string }[] = [];
    for (let n = 0; n < 50; n += 1) {
      const person = await aPerson(app);
      const { id } = await completed(app, person, course);
      waiting.push({ personId: person.id, enrolmentId: id });
    }
    await Promise.all(
      waiting.map((whose) =>
        app.db.write(async (tx) => {
          await issues.chooseName(tx, whose, name);
          await issues.issue(tx, { personId: whose.personId, role: 'trainee' }, whose.enrolmentId);
        }),
      ),
    );
    const rows = await app.db.sql<{ number: string }>`
      select number from certificate where track_code = ${'RUS'} order by number`;
    expect(rows.map(({ number }) => number)).toEqual(
      Array.from({ length: 50 }, (_, at) => `R8-RUS-${String(at + 1).padStart(4, '0')}`),
    );
  });

  it('begin anew with the fiscal year of issue, in Japan', async () => {
    const course = aShortCourse('years', { code: 'YEA' });
    const numberOn = async (instant: string) => {
      app.clock.set(new Date(instant));
      return (await certified(app, await aPerson(app), course)).number;
    };
    const before = app.clock.now();
    expect(await numberOn('2027-03-31T14:59:59Z')).toBe('R8-YEA-0001');
    expect(await numberOn('2027-03-31T15:00:00Z')).toBe('R9-YEA-0001');
    app.clock.set(before);
  });
});

describe('what was issued', () => {
  it('is not rewritten by a new edition or another display name', async () => {
    const person = await aPerson(app, { displayName: '葵' });
    const browser = await signIn(app, person);
    const course = aShortCourse('still', { title: '静かな講座' });
    const { id } = await certified(app, person, course);
    const shown = async () =>
      (await browser.get(`/certificates/${id}`)).text.match(/<article[\s\S]*<\/article>/)![0];
    const first = await shown();
    await published(app, { ...course, track: { ...course.track, title: '新しい名前' } });
    await app.db.write((tx) => tx.sql`update person set display_name = 'べつの名' where id = ${person.id}`);
    app.clock.advance(3600 * 1000);
    expect(await shown()).toBe(first);
    app.clock.advance(-3600 * 1000);
  });

  it('is a PDF with the same bytes each time, under a name that tells nothing', async () => {
    const person = await aPerson(app, { displayName: '髙﨑 𠮷乃' });
    const browser = await signIn(app, person);
    const { id, code } = await certified(app, person, introductory);
    const [one, two] = await Promise.all(
      [1, 2].map(() => browser.get(`/certificates/${id}/pdf`).buffer().parse(bytes).expect(200)),
    );
    expect(one!.headers['content-type']).toBe('application/pdf');
    expect(one!.headers['content-disposition']).toBe('attachment; filename="certificate.pdf"');
    expect(one!.body).toEqual(two!.body);
    const { text } = readPdf(one!.body as Buffer);
    for (const words of ['髙﨑 𠮷乃', '見本・監修前', `${app.config.origin}/verify/${code}`])
      expect(text).toContain(words);
  });

  it('says nothing of a sample once the track is reviewed', async () => {
    const person = await aPerson(app);
    const browser = await signIn(app, person);
    const course = aShortCourse('seen', { code: 'SEE', reviewed: [{ by: '見本 監修', on: '2026-04-01' }] });
    const { id, code } = await certified(app, person, course);
    expect((await browser.get(`/certificates/${id}`)).text).not.toContain('見本・監修前');
    expect((await app.browser().get(`/verify/${code}`)).text).toContain('有効な修了証です');
    const sample = await certified(app, person, introductory);
    const { text } = await app.browser().get(`/verify/${sample.code}`).expect(200);
    expect(text).toContain('見本の修了証です（見本・監修前）');
    expect(text).not.toContain('有効な修了証です');
  });

  it('looks to others exactly like what does not exist', async () => {
    const { id, enrolmentId } = await certified(app, await aPerson(app), introductory);
    const other = await signIn(app, await aPerson(app));
    const missing = newId(app.clock.now());
    for (const path of ['', '/pdf']) {
      const theirs = await other.get(`/certificates/${id}${path}`).expect(404);
      const none = await other.get(`/certificates/${missing}${path}`).expect(404);
      expect(withoutKeys(theirs.text)).toBe(withoutKeys(none.text));
      await app.browser().get(`/certificates/${id}${path}`).expect(303);
    }
    await other.post(`/certificates/ready/${enrolmentId}`).type('form').send({}).expect(404);
    const office = await signIn(app, await aPerson(app, { roles: ['office'] }));
    await office.get(`/certificates/${id}`).expect(404);
  });

  it('can be taken back only in words: the row says when and why', async () => {
    const { id, code } = await certified(app, await aPerson(app), introductory);
    await app.db.write((tx) =>
      tx.update(
        Certificate,
        { id },
        {
          state: 'revoked',
          revokedOn: app.clock.today(),
          revocationReason: 'issued-in-error',
        },
      ),
    );
    const { text } = await app.browser().get(`/verify/${code}`).expect(200);
    expect(text).toContain('取り消された修了証です');
    expect(text).not.toContain('有効な修了証です');
  });
});

/** Every form has a key of its own. */
function withoutKeys(html: string): string {
  return html.replace(/name="_key" value="[^"]*"/g, '');
}
