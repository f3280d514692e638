import { aCourse, aLesson, aModule, aReflection, words } from './factories/course.js';
import { aCohort, aFacilitator } from './factories/cohort.js';
import { enrolled, published } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';

const R = '/reflection/introductory/a';
let app: TestApp;

beforeAll(async () => {
  app = await startApp();
  const care = {
    level: 2 as const,
    topics: ['入院'],
    where: null,
    instead: words('要点'),
    insteadEasy: null,
  };
  const steps = [
    aReflection('never', { title: 'はじめに', easy: words('やさしい問いかけ'), formerly: ['moto'] }),
    aReflection('offered', { share: 'offered', ask: [words('一つ目'), words('二つ目')] }),
    aReflection('omoi', { care, title: 'つらい題' }),
    aLesson('yomu'),
  ];
  const rest = words('つかれたら、休んでください。');
  await published(app, aCourse({ modules: [aModule('a', steps, { rest, short: '短い名' })] }));
  const handIn = [aReflection('teishutsu', { share: 'hand-in' }), aLesson('yomu')];
  await published(
    app,
    aCourse({ id: 'supporter', code: 'SUP', scored: true, modules: [aModule('a', handIn)] }),
  );
});
afterAll(() => app.close());

const fresh = () => crypto.randomUUID();
const send = (browser: Browser, path: string, fields: object = {}) =>
  browser
    .post(path)
    .type('form')
    .send({ _key: fresh(), ...fields });
const write = (browser: Browser, step: string, text: string, more: object = {}) =>
  send(browser, `${R}/${step}`, { text, version: '0', act: 'save', ...more });

async function aTrainee(track = 'introductory') {
  const person = await aPerson(app);
  const enrolment = await enrolled(app, person, track);
  return { person, enrolmentId: enrolment.id, browser: await signIn(app, person) };
}

async function statusOf(enrolmentId: string, step: string): Promise<string | undefined> {
  const row = await app.db.one<{ status: string }>`
    select status from step_progress where enrolment_id = ${enrolmentId} and step = ${step}`;
  return row?.status;
}

const textsOf = (enrolmentId: string) =>
  app.db.sql<{ version: number; text: string }>`
    select version, text from reflection_text where enrolment_id = ${enrolmentId} order by version`;

describe('thinking for oneself', () => {
  it('asks, says who sees it, and where to turn', async () => {
    const { browser } = await aTrainee();
    const { text } = await browser.get(`${R}/never`).expect(200);
    for (const part of [
      '問いかけ never',
      'この内容は、あなただけが見られます。',
      '書かないで次へ進む',
      'つかれたら、休んでください。',
      '相談できるところ',
      '4,000文字まで',
    ])
      expect(text).toContain(part);
    expect(text).not.toContain('進行役に送る');
  });

  it('is done when it was passed on, with or without words', async () => {
    const [silent, writing] = [await aTrainee(), await aTrainee()];
    const passed = await write(silent.browser, 'never', '', { act: 'go-on' });
    expect(passed.headers.location).toBe(`${R}/offered`);
    expect([await statusOf(silent.enrolmentId, 'never'), await textsOf(silent.enrolmentId)]).toEqual([
      'done',
      [],
    ]);
    await write(writing.browser, 'never', '書いたまま進む', { act: 'go-on' }).expect(303);
    expect(await textsOf(writing.enrolmentId)).toEqual([{ version: 1, text: '書いたまま進む' }]);
    expect(await statusOf(writing.enrolmentId, 'never')).toBe('done');
  });

  it('keeps every version, shows them to their writer, and takes them away on wish', async () => {
    const { browser, enrolmentId } = await aTrainee();
    const saved = await write(browser, 'never', 'はじめの文');
    expect((await browser.get(saved.headers.location!)).text).toContain('保存しました');
    await write(browser, 'never', 'つぎの文', { version: '1' }).expect(303);
    await write(browser, 'never', 'つぎの文', { version: '2' }).expect(303);
    expect(await textsOf(enrolmentId)).toEqual([
      { version: 1, text: 'はじめの文' },
      { version: 2, text: 'つぎの文' },
    ]);
    expect(await statusOf(enrolmentId, 'never')).not.toBe('done');
    const { text } = await browser.get(`${R}/never/history`);
    expect(text.indexOf('つぎの文')).toBeLessThan(text.indexOf('はじめの文'));
    await send(browser, `${R}/never/erasure`).expect(303);
    expect(await textsOf(enrolmentId)).toEqual([]);
    expect((await browser.get(`${R}/never/history`)).text).toContain('保存した文はありません');
  });

  it('overwrites nothing that another tab saved', async () => {
    const { browser, enrolmentId } = await aTrainee();
    await write(browser, 'never', '先の画面');
    for (const act of ['save', 'go-on', 'look-over']) {
      const { text } = await write(browser, 'never', 'あとの画面', { act }).expect(422);
      expect(text).toContain('先の画面</textarea>');
      expect(text).toContain('あとの画面</textarea>');
      expect(text).toContain('name="version" value="1"');
    }
    expect(await textsOf(enrolmentId)).toEqual([{ version: 1, text: '先の画面' }]);
    expect(await statusOf(enrolmentId, 'never')).not.toBe('done');
    await write(browser, 'never', '二つを合わせた', { version: '1' }).expect(303);
  });

  it('takes one form once', async () => {
    const { browser, enrolmentId } = await aTrainee();
    const form = { _key: fresh(), text: '一度だけ', version: '0', act: 'save' };
    const answers = await Promise.all([1, 2].map(() => browser.post(`${R}/never`).type('form').send(form)));
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    expect(await textsOf(enrolmentId)).toHaveLength(1);
  });

  it.each([
    ['one sign too many', 'あ'.repeat(4001), '文は4000文字までにしてください'],
    ['U+0000', 'a\u0000b', '使えない文字'],
  ])('refuses %s kindly and keeps the words', async (_, text, message) => {
    const { browser, enrolmentId } = await aTrainee();
    const answer = await write(browser, 'never', text).expect(422);
    expect(answer.text).toContain(message);
    expect(answer.text).toContain(text.replace('\u0000', ''.padEnd(0)).slice(0, 1));
    expect(await textsOf(enrolmentId)).toEqual([]);
  });

  it('refuses half a character, which no database keeps', async () => {
    const { browser, enrolmentId } = await aTrainee();
    const answer = await browser
      .post(`${R}/never`)
      .set('content-type', 'application/json')
      .send('{"text":"a\\ud800b","version":"0","act":"save"}');
    expect([answer.status < 500, await textsOf(enrolmentId)]).toEqual([true, []]);
  });

  it('takes four thousand signs of two halves each', async () => {
    const { browser, enrolmentId } = await aTrainee();
    await write(browser, 'never', '𠮷'.repeat(4000)).expect(303);
    expect((await textsOf(enrolmentId))[0]!.text).toBe('𠮷'.repeat(4000));
  });

  it('finds what was written under a former name', async () => {
    const { browser, enrolmentId } = await aTrainee();
    await app.db.write(
      (tx) => tx.sql`
      insert into reflection_text (enrolment_id, module, step, version, text, saved_at)
      values (${enrolmentId}, 'a', 'moto', 3, 'むかしの名のもとで', 1)`,
    );
    expect((await browser.get(`${R}/never`)).text).toContain('むかしの名のもとで');
    await write(browser, 'never', '書きたした', { version: '3' }).expect(303);
    expect((await browser.get(`${R}/never/history`)).text).toContain('むかしの名のもとで');
  });

  it('gives the easy version to who asked for it', async () => {
    const { browser } = await aTrainee();
    const ui = { theme: 'calm', size: 'm', ruby: '0', words: 'easy', progress: 'show', lang: 'ja' };
    await send(browser, '/settings/display', ui).expect(303);
    const { text } = await browser.get(`${R}/never`);
    expect(text).toContain('やさしい問いかけ');
    expect(text).not.toContain('問いかけ never');
  });

  it('can be passed by its content note, and a hard one does not stand in the tab', async () => {
    const { browser, enrolmentId } = await aTrainee();
    const { text } = await browser.get(`${R}/omoi`);
    expect(text).toContain('要点');
    expect(/<title>(.*)<\/title>/.exec(text)![1]).toMatch(/^短い名 - /);
    expect((await send(browser, `${R}/omoi/passed`)).headers.location).toBe('/learn/introductory/a/yomu');
    expect(await statusOf(enrolmentId, 'omoi')).toBe('done');
    await send(browser, `${R}/never/passed`).expect(404);
  });
});

describe('a session that ended while somebody wrote', () => {
  it('offers four thousand characters back to their writer, and to nobody else at the same machine', async () => {
    const text = 'こころのなか'.repeat(666) + 'おわり。';
    expect([...text]).toHaveLength(4000);
    const { person, browser, enrolmentId } = await aTrainee();
    app.clock.advance(13 * 60 * 60 * 1000);
    const late = await write(browser, 'never', text).expect(303);
    expect(late.headers.location).toMatch(/^\/login/);
    const other = await signIn(app, await aPerson(app));
    expect((await other.get('/kept')).text).not.toContain('こころのなか');
    const again = await signIn(app, person);
    const kept = await again.get('/kept').expect(200);
    expect(kept.text).toContain(text);
    await write(again, 'never', text).expect(303);
    expect((await textsOf(enrolmentId))[0]!.text).toBe(text);
  });
});

describe('a cohort without a facilitator', () => {
  it('offers nothing to send', async () => {
    const { browser } = await aTrainee();
    await write(browser, 'offered', 'あるよ');
    const { text } = await browser.get(`${R}/offered`);
    for (const part of ['一つ目', '二つ目', 'この内容は、あなただけが見られます。'])
      expect(text).toContain(part);
    expect(text).not.toContain('進行役に送る');
    await browser.get(`${R}/offered/sending`).expect(404);
    await send(browser, `${R}/offered/sending`, { version: '1' }).expect(404);
  });

  it('takes a hand-in, which counts from the moment it was sent', async () => {
    const { person, browser, enrolmentId } = await aTrainee('supporter');
    const at = '/reflection/supporter/a/teishutsu';
    const form = { text: '提出する文', version: '0', act: 'go-on' };
    await send(browser, at, { ...form, text: '' }).expect(303);
    expect(await statusOf(enrolmentId, 'teishutsu')).toBe('started');
    expect((await send(browser, at, { ...form, act: 'look-over' })).headers.location).toBe(`${at}/sending`);
    expect((await browser.get(`${at}/sending`)).text).toContain('まだ決まっていません');
    await send(browser, `${at}/sending`, { version: '1' }).expect(303);
    expect(await statusOf(enrolmentId, 'teishutsu')).toBe('done');
    const cohort = await aCohort(app, { trackId: 'supporter', kind: 'standing' });
    const facilitator = await signIn(app, await aFacilitator(app, cohort));
    const queue = await facilitator.get(`/facilitate/${cohort.id}/reflections`);
    expect(queue.text).toContain(person.displayName);
    expect(queue.text).toContain('きょうから');
  });
});
