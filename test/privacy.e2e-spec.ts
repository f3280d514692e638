import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AuditChain } from '../src/audit/audit-chain.js';
import { OutboxMail } from '../src/mail/outbox-mail.entity.js';
import { formatLearnerNumber } from '../src/accounts/learner-number.rules.js';
import { MailSender } from '../src/mail/mail-sender.js';
import { MemoService } from '../src/learning/memo.service.js';
import { newId } from '../src/shared/ids.js';
import { aShortCourse, certified } from './factories/certificate.js';
import { aCourse, aModule, aQuestion, aQuiz } from './factories/course.js';
import { aDialogue } from './factories/dialogue.js';
import { enrolled, published } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import { startApp } from './support/app.js';
import type { TestApp } from './support/app.js';
import { everyText } from './support/every-text.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp({ config: { curriculaDir: 'test/no-curricula' } });
});
afterAll(() => app.close());

const CANARY = 'カナリア太郎';
const EMAIL = 'canary@example.jp';
const course = aShortCourse('introductory', { title: '{入門|にゅうもん}' });
const other = aShortCourse('supporter', { code: 'SUP', title: '支援者' });
const question = aQuestion('q1');
const asking = aCourse({
  id: 'asking',
  code: 'ASK',
  modules: [
    aModule('a', [aQuiz('toi', [question, aQuestion('q2')]), aDialogue({ id: 'hanasu', shuffle: false })]),
  ],
});

/** Names of the files beside the database, its log included, in which the words stand. */
function filesWith(words: string): string[] {
  const { dataDir } = app.config;
  return readdirSync(dataDir, { withFileTypes: true })
    .filter((entry) => entry.isFile() && readFileSync(join(dataDir, entry.name)).includes(words))
    .map(({ name }) => name);
}

async function aLearner(displayName = CANARY, email: string | null = null) {
  const person = await aPerson(app, { displayName, email });
  const certificate = await certified(app, person, course);
  const where = { enrolmentId: certificate.enrolmentId, ref: { module: 'a', step: 'yomu' } };
  await app.db.write((tx) =>
    app.get(MemoService).save(tx, where, { text: `${displayName}のメモ`, version: 0 }),
  );
  return { person, certificate, browser: await signIn(app, person) };
}

describe('my data', () => {
  it('is shown whole and saved as a file', async () => {
    const { browser, person, certificate } = await aLearner('花子 <b>');
    await browser.get('/settings/data').expect(200);
    const { text } = await browser.get('/settings/data/read').expect(200);
    const number = formatLearnerNumber(person.learnerNumber);
    for (const words of ['花子 &lt;b&gt;', '入門', '花子 &lt;b&gt;のメモ', certificate.number, number])
      expect(text).toContain(words);
    expect(text).not.toContain('花子 <b>');
    const file = await browser.get('/settings/data/file.json').expect(200);
    expect(file.headers['content-disposition']).toBe('attachment; filename="my-data.json"');
    expect(file.body).toMatchObject({
      account: { learnerNumber: person.learnerNumber, displayName: '花子 <b>', roles: ['trainee'] },
      courses: [{ title: '入門', state: 'active', steps: [{ status: 'done', memo: '花子 <b>のメモ' }] }],
      certificates: [{ number: certificate.number, name: '花子 <b>' }],
    });
  });

  it('holds what was chosen, not only how it was taken', async () => {
    await published(app, asking);
    const person = await aPerson(app);
    await enrolled(app, person, 'asking');
    const browser = await signIn(app, person);
    await browser.post('/quiz/asking/a/toi/start').type('form').send({});
    await browser.post('/quiz/asking/a/toi/1').type('form').send({ answer: '0' }).expect(303);
    app.clock.advance(1000);
    await browser.post('/quiz/asking/a/toi/2').type('form').send({ answer: 'unknown' }).expect(303);
    const file = await browser.get('/settings/data/file.json').expect(200);
    const { answers } = (file.body as { courses: { answers: { chosen: string[] }[] }[] }).courses[0]!;
    const chosen = answers[0]!.chosen[0]!;
    expect(question.choices.map(({ text }) => text.source)).toContain(chosen);
    expect(answers.map((answer) => answer.chosen)).toEqual([[chosen], []]);
    expect((await browser.get('/settings/data/read')).text).toContain(`>${chosen}<`);
  });

  it('holds what was said in practice conversations, and nothing of it after erasing', async () => {
    await published(app, asking);
    const person = await aPerson(app);
    const { id } = await enrolled(app, person, 'asking');
    const browser = await signIn(app, person);
    const dialogue = '/dialogue/asking/a/hanasu';
    for (const [path, body] of [
      ['start', { walk: '0' }],
      ['1', { walk: '1', reply: '1' }],
      ['2', { walk: '1', reply: '1' }],
      ['mend', { walk: '1', turn: '3' }],
    ] as const)
      await browser.post(`${dialogue}/${path}`).type('form').send(body).expect(303);
    const file = await browser.get('/settings/data/file.json').expect(200);
    const { conversations } = (file.body as { courses: { conversations: { said: string | null }[] }[] })
      .courses[0]!;
    expect(conversations.map(({ said }) => said)).toEqual(['すぐに長い返事を書く', '明日もつきあう', null]);
    expect((await browser.get('/settings/data/read')).text).toContain('「明日もつきあう」');
    await browser.post('/settings/erase').type('form').send({ paper: 'keep' }).expect(303);
    const left = await app.db.sql`
      select t.id from dialogue_turn t join dialogue_walk w on w.id = t.walk_id where w.enrolment_id = ${id}`;
    const walks = await app.db.sql`select id from dialogue_walk where enrolment_id = ${id}`;
    expect([left, walks]).toEqual([[], []]);
  });

  it('is one person’s own, and asks for the password when that was long ago', async () => {
    const { browser } = await aLearner('ひとり');
    const other = await signIn(app, await aPerson(app, { displayName: 'べつの人' }));
    expect((await other.get('/settings/data/read')).text).not.toContain('ひとり');
    await app.browser().get('/settings/data').expect(303);
    app.clock.advance(11 * 60 * 1000);
    for (const path of ['data/read', 'data/file.json', 'erase']) {
      const { headers } = await browser.get(`/settings/${path}`).expect(303);
      expect(headers.location).toMatch(/^\/login\/again\?next=/);
    }
    const { headers } = await browser
      .post('/settings/erase')
      .type('form')
      .send({ paper: 'keep' })
      .expect(303);
    expect(headers.location).toMatch(/^\/login\/again/);
    expect((await browser.get('/certificates')).status).toBe(200);
  });
});

describe('erasing an account', () => {
  it('leaves no trace of the person anywhere, and the paper in their hands verifiable', async () => {
    const { browser, person, certificate } = await aLearner(CANARY, EMAIL);
    await app.db.write((tx) =>
      tx.insert(OutboxMail, {
        id: newId(app.clock.now()),
        recipient: EMAIL,
        subject: 'x',
        body: CANARY,
        createdAt: app.clock.now(),
        nextTryAt: app.clock.now(),
        tries: 0,
        sentAt: null,
      }),
    );
    expect(await everyText(app, [CANARY, EMAIL, person.learnerNumber])).not.toEqual([]);
    await browser.get('/settings/erase').expect(200);
    const gone = await browser.post('/settings/erase').type('form').send({ paper: 'keep' }).expect(303);
    expect(gone.headers.location).toBe('/erased');
    expect((await browser.get('/erased').expect(200)).text).toContain('登録を消しました');
    await browser.get('/certificates').expect(303);
    expect(await everyText(app, [CANARY, EMAIL, person.learnerNumber])).toEqual([]);
    await app.browser().get(`/verify/${certificate.code}`).expect(200);
    const named = await app.browser().post(`/verify/${certificate.code}`).type('form').send({ name: CANARY });
    expect(named.text).toContain('>一致<');
    const acts = await app.db.sql<{ act: string; actor_id: string }>`
      select act, actor_id from audit_event where object = ${`person:${person.id}`}`;
    expect(acts).toContainEqual({ act: 'person.erased', actor_id: person.id });
    expect((await app.get(AuditChain).verifyChain()).flaw).toBeNull();
    const facts = await app.db.sql<{ status: string }>`
      select status from reported_fact where enrolment_id = ${certificate.enrolmentId} order by seq desc limit 1`;
    expect(facts).toEqual([{ status: 'completed' }]);
  });

  it('leaves none of the addresses that mails went to, confirmed or not', async () => {
    const waiting = ['mistyped@example.jp', 'unread@example.jp'];
    const person = await aPerson(app, { displayName: 'あて先の人' });
    const browser = await signIn(app, person);
    const change = (email: string) =>
      browser.post('/settings/email').type('form').send({ email, current: person.password }).expect(303);
    await change(waiting[0]!);
    await app.get(MailSender).sendDue();
    await change(waiting[1]!);
    expect(await everyText(app, waiting.slice(1))).not.toEqual([]);
    await browser.post('/settings/erase').type('form').send({ paper: 'keep' }).expect(303);
    expect(await everyText(app, waiting)).toEqual([]);
  });

  it('leaves none of their words in the files of the database either', async () => {
    const words = 'けしたあとには何も残らない人';
    const { browser } = await aLearner(words);
    if (app.db.engine === 'sqlite') expect(filesWith(words)).not.toEqual([]);
    await browser.post('/settings/erase').type('form').send({ paper: 'keep' }).expect(303);
    expect(filesWith(words)).toEqual([]);
  });

  it('ends what was going on: who is gone is not counted as learning for ever', async () => {
    await published(app, other);
    const person = await aPerson(app, { displayName: 'とちゅうの人' });
    const { id } = await enrolled(app, person, 'supporter');
    const browser = await signIn(app, person);
    await browser.post('/settings/erase').type('form').send({ paper: 'keep' }).expect(303);
    const facts = await app.db.sql<{ kind: string; status: string; display_name: string }>`
      select kind, status, display_name from reported_fact where enrolment_id = ${id} order by seq`;
    expect(facts).toEqual([
      { kind: 'enrolled', status: 'active', display_name: '' },
      { kind: 'left', status: 'left', display_name: '' },
    ]);
  });

  it('can take the verification code along', async () => {
    const { browser, certificate } = await aLearner('消える人');
    await browser.post('/settings/erase').type('form').send({ paper: 'drop' }).expect(303);
    await app.browser().get(`/verify/${certificate.code}`).expect(404);
  });

  it('asks for a choice, and happens once', async () => {
    const { browser } = await aLearner('まよう人');
    const { text } = await browser.post('/settings/erase').type('form').send({}).expect(422);
    expect(text).toContain('どちらかを選んでください');
    expect((await browser.get('/certificates')).status).toBe(200);
  });

  it('is refused to staff, who are told why', async () => {
    const browser = await signIn(app, await aPerson(app, { roles: ['trainee', 'facilitator'] }), {
      role: 'trainee',
    });
    const { text } = await browser.post('/settings/erase').type('form').send({ paper: 'keep' }).expect(422);
    expect(text).toContain('管理者が役割を外したあとで消せます');
    expect((await browser.get('/certificates')).status).toBe(200);
    expect((await browser.get('/settings/data')).text).not.toContain('href="/settings/erase"');
  });
});
