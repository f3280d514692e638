import { aCourse, aLesson, aModule, aQuestion, aQuiz, words } from './factories/course.js';
import { did, enrolled, published } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import type { KnownPerson } from './factories/person.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';
import { VisitRecorder } from '../src/learning/visit-recorder.js';

let app: TestApp;
const hard = {
  level: 2 as const,
  topics: ['入院したときの体験', '{服薬|ふくやく}'],
  where: '事例',
  instead: words('要点だけの文'),
  insteadEasy: null,
};
const intro = aCourse({
  id: 'introductory',
  title: '入門',
  trial: { module: 'a', step: 'yomu' },
  modules: [
    aModule('a', [aLesson('yomu', { meets: ['o'] }), aQuiz('toi', [aQuestion('q')])], {
      summary: words('この課のあらすじ'),
      objectives: [{ id: 'o', text: '{聴|き}くことがわかる' }],
    }),
    aModule('b', [aLesson('tsurai', { care: hard, title: '入院のこと' })], { short: '二つ目の課' }),
    aModule('c', [aLesson('ato')], { requires: ['a'], required: false }),
  ],
});
beforeAll(async () => {
  app = await startApp();
  await published(app, intro);
  await published(
    app,
    aCourse({
      id: 'practitioner',
      title: '実践',
      requires: ['introductory'],
      modules: [aModule('a', [aLesson('yomu')])],
    }),
  );
  await published(
    app,
    aCourse({
      id: 'public',
      title: '市民向け',
      access: 'open',
      modules: [aModule('a', [aLesson('ichi'), aLesson('ni')])],
    }),
  );
});
afterAll(() => app.close());

async function aTrainee(): Promise<{ person: KnownPerson; browser: Browser }> {
  const person = await aPerson(app);
  return { person, browser: await signIn(app, person) };
}
async function aLearner() {
  const trainee = await aTrainee();
  return { ...trainee, enrolment: await enrolled(app, trainee.person, 'introductory') };
}
const press = (browser: Browser, path: string, body: object = {}) =>
  browser
    .post(path)
    .type('form')
    .send({ _key: crypto.randomUUID(), ...body });
const progress = (enrolmentId: string) =>
  app.db.sql<{ step: string; status: string; place: number; skipped_by_care: unknown }>`
    select step, status, place, skipped_by_care from step_progress where enrolment_id = ${enrolmentId} order by started_at, step`;
const settled = () => app.get(VisitRecorder).settled();

describe('without an account', () => {
  it('shows the house, the tracks and what one of them is about', async () => {
    const browser = app.browser();
    const home = await browser.get('/').expect(200);
    expect(home.text).toContain('href="/tracks/introductory"');
    expect(home.text).toContain('href="/try/introductory/a/yomu"');
    await browser.get('/tracks').expect(200, /市民向け/);
    const track = await browser.get('/tracks/introductory').expect(200);
    expect(track.text).toContain('監修前');
    expect(track.text).toContain('入院したときの体験');
    expect(track.text).not.toContain('/tracks/introductory/enrolment');
    await browser.get('/tracks/nothing').expect(404);
  });

  it('reads the trial lesson and every lesson of an open track, and nothing else', async () => {
    const browser = app.browser();
    const lesson = await browser.get('/try/introductory/a/yomu').expect(200);
    expect(lesson.text).toContain('本文 2');
    expect(lesson.text).not.toContain('form="lesson-place"');
    await browser.get('/try/public/a/ichi').expect(200, /href="\/try\/public\/a\/ni"/);
    await browser.get('/try/introductory/b/tsurai').expect(404);
    await browser.get('/try/introductory/a/toi').expect(404);
    await browser.get('/try/introductory/a/nothing').expect(404);
  });

  it.each([
    '/home',
    '/path',
    '/path/introductory',
    '/learn/introductory/a',
    '/learn/introductory/a/yomu',
    '/pause',
    '/path/introductory/break',
    '/path/introductory/leaving',
  ])('is led from %s to the sign-in page', async (path) => {
    const answer = await app.browser().get(path).expect(303);
    expect(answer.headers.location).toMatch(/^\/login\?next=/);
  });

  it.each([['facilitator'], ['office'], ['administrator']] as const)(
    'keeps learning pages from a %s',
    async (role) => {
      const browser = await signIn(app, await aPerson(app, { roles: [role] }));
      await browser.get('/learn/introductory/a/yomu').expect(404);
      await browser.get('/path').expect(404);
      await press(browser, '/tracks/introductory/enrolment').expect(404);
      await browser.get('/home').expect(200);
    },
  );
});

describe('enrolling', () => {
  it('begins a track from its page and shows the path', async () => {
    const { browser } = await aTrainee();
    await browser.get('/path').expect(303).expect('location', '/tracks');
    const track = await browser.get('/tracks/introductory').expect(200);
    expect(track.text).toContain('action="/tracks/introductory/enrolment"');
    await press(browser, '/tracks/introductory/enrolment')
      .expect(303)
      .expect('location', '/path/introductory');
    const path = await browser.get('/path/introductory').expect(200);
    expect(path.text).toContain('これから');
    expect(path.text).toContain('href="/learn/introductory/a/yomu"');
  });

  it('keeps practitioner shut until introductory is completed, whatever is typed', async () => {
    const { browser, enrolment } = await aLearner();
    const shut = await browser.get('/tracks/practitioner').expect(200);
    expect(shut.text).toContain('まだ始まりません');
    expect(shut.text).toContain('href="/tracks/introductory"');
    await press(browser, '/tracks/practitioner/enrolment')
      .expect(303)
      .expect('location', '/tracks/practitioner');
    await browser.get('/learn/practitioner/a/yomu').expect(303).expect('location', '/tracks/practitioner');
    await press(browser, '/learn/practitioner/a/yomu/done')
      .expect(303)
      .expect('location', '/tracks/practitioner');
    for (const [module, step] of [
      ['a', 'yomu'],
      ['a', 'toi'],
      ['b', 'tsurai'],
    ] as const)
      await did(app, enrolment, { module, step });
    await press(browser, '/tracks/practitioner/enrolment')
      .expect(303)
      .expect('location', '/path/practitioner');
    await browser.get('/learn/practitioner/a/yomu').expect(200);
  });

  it('takes nothing but a click', async () => {
    const { person, browser } = await aTrainee();
    await press(browser, '/tracks/introductory/enrolment', { personId: 'x' }).expect(400);
    await press(browser, '/tracks/nothing/enrolment').expect(404);
    expect(await app.db.sql`select 1 from enrolment where person_id = ${person.id}`).toEqual([]);
  });

  it('takes the same click once', async () => {
    const { person, browser } = await aTrainee();
    const body = { _key: crypto.randomUUID() };
    await Promise.all([
      press(browser, '/tracks/introductory/enrolment', body),
      press(browser, '/tracks/introductory/enrolment', body),
    ]);
    expect(await app.db.sql`select 1 from enrolment where person_id = ${person.id}`).toHaveLength(1);
    expect(await app.db.sql`select 1 from reported_fact where person_id = ${person.id}`).toHaveLength(1);
  });
});

describe('a lesson', () => {
  it('shows aims, text, stops and a memo', async () => {
    const { browser } = await aLearner();
    const { text } = await browser.get('/learn/introductory/a/yomu').expect(200);
    expect(text).toContain('聴くことがわかる');
    expect(text).toContain('本文 3');
    expect(text).toContain('form="lesson-place" name="section" value="2"');
    expect(text).toContain('action="/learn/introductory/a/yomu/memo"');
    expect(text).not.toContain('<rt>');
  });

  it('is begun by the first real visit, once', async () => {
    const { browser, enrolment } = await aLearner();
    await browser.head('/learn/introductory/a/yomu').expect(200);
    await browser.get('/learn/introductory/a/yomu').set('sec-purpose', 'prefetch;prerender').expect(200);
    await browser.get('/learn/introductory/a/yomu').set('purpose', 'prefetch').expect(200);
    await settled();
    expect(await progress(enrolment.id)).toEqual([]);
    await browser.get('/learn/introductory/a/yomu').expect(200);
    await settled();
    expect(await progress(enrolment.id)).toMatchObject([{ step: 'yomu', status: 'started', place: 0 }]);
  });

  it('goes on from the furthest place', async () => {
    const { browser, enrolment } = await aLearner();
    const place = '/learn/introductory/a/yomu/place';
    await press(browser, place, { section: '2' }).expect(303).expect('location', '/pause');
    await press(browser, place, { section: '1' }).expect(303);
    await press(browser, place, { section: '9' }).expect(404);
    await press(browser, place, { section: 'x' }).expect(404);
    expect(await progress(enrolment.id)).toMatchObject([{ status: 'started', place: 2 }]);
    const home = await browser.get('/home').expect(200);
    expect(home.text).toContain('節 2');
    expect(home.text).toContain('href="/learn/introductory/a/yomu#s3"');
    await browser.get('/pause').expect(200, /節 2/);
    await browser.get('/learn/introductory/a/yomu').expect(200, /href="#s3"/);
  });

  it('is done when it was read, and leads on', async () => {
    const { browser, enrolment } = await aLearner();
    await press(browser, '/learn/introductory/a/yomu/done')
      .expect(303)
      .expect('location', '/quiz/introductory/a/toi');
    expect(await progress(enrolment.id)).toMatchObject([{ step: 'yomu', status: 'done' }]);
    const path = await browser.get('/path').expect(200);
    expect(path.text).toContain('終わりました');
  });

  it('can be passed by its content note with full credit', async () => {
    const { browser, enrolment } = await aLearner();
    const lesson = await browser.get('/learn/introductory/b/tsurai').expect(200);
    expect(lesson.text).toContain('入院したときの体験、服薬の話が出てきます。');
    expect(lesson.text).toContain('要点だけの文');
    expect(lesson.text).toContain('<title>二つ目の課 -');
    expect(lesson.text).toContain('href="#lesson-skip"');
    await press(browser, '/learn/introductory/b/tsurai/passed')
      .expect(303)
      .expect('location', '/learn/introductory/b');
    expect(
      (await progress(enrolment.id)).map((row) => [row.status, Boolean(row.skipped_by_care)]),
    ).toContainEqual(['done', true]);
    await browser.get('/path').expect(200, /終わりました（とばしました）/);
    await press(browser, '/learn/introductory/a/yomu/passed').expect(404);
  });

  it('waits for the module that opens it, and says which', async () => {
    const { browser, enrolment } = await aLearner();
    await browser.get('/learn/introductory/c/ato').expect(303).expect('location', '/learn/introductory/c');
    await browser.get('/learn/introductory/c').expect(403, /課 a/);
    await press(browser, '/learn/introductory/c/ato/done')
      .expect(303)
      .expect('location', '/learn/introductory/c');
    expect(await progress(enrolment.id)).toEqual([]);
    await did(app, enrolment, { module: 'a', step: 'yomu' });
    await did(app, enrolment, { module: 'a', step: 'toi' });
    await browser.get('/learn/introductory/c/ato').expect(200);
  });

  it('is missing under any other name, and under a kind that it is not', async () => {
    const { browser } = await aLearner();
    for (const path of ['a/nothing', 'nothing/yomu', 'b/yomu', 'a/toi', "a/yo'mu", 'a/%00'])
      await browser.get(`/learn/introductory/${path}`).expect(404);
    await browser.get('/learn/nothing/a/yomu').expect(404);
    await browser.get('/learn/introductory/nothing').expect(404);
  });
});

describe('a memo', () => {
  const memo = '/learn/introductory/a/yomu/memo';

  it('is kept for its writer alone', async () => {
    const [mine, other] = [await aLearner(), await aLearner()];
    await press(mine.browser, memo, { memo: 'わたしの\n<b>メモ</b>', version: '0' })
      .expect(303)
      .expect('location', '/learn/introductory/a/yomu?memo=saved#lesson-memo');
    const own = await mine.browser.get('/learn/introductory/a/yomu?memo=saved').expect(200);
    expect(own.text).toContain('メモを保存しました');
    expect(own.text).toContain('わたしの\n&lt;b&gt;');
    expect((await other.browser.get('/learn/introductory/a/yomu')).text).not.toContain('わたしの');
  });

  it('loses nothing when two tabs write', async () => {
    const { browser } = await aLearner();
    await press(browser, memo, { memo: '一つ目の画面', version: '0' }).expect(303);
    const stale = await press(browser, memo, { memo: '二つ目の画面', version: '0' }).expect(422);
    expect(stale.text).toContain('<title>確認：');
    expect(stale.text).toContain('一つ目の画面');
    expect(stale.text).toContain('二つ目の画面');
    expect(stale.text).toContain('name="version" value="1"');
    expect((await browser.get('/learn/introductory/a/yomu')).text).toContain('一つ目の画面');
    await press(browser, memo, { memo: '二つを合わせた文', version: '1' }).expect(303);
    expect((await browser.get('/learn/introductory/a/yomu')).text).toContain('二つを合わせた文');
  });

  it.each([
    ['too long', { memo: 'あ'.repeat(10_001), version: '0' }, 422],
    ['over an unreadable version', { memo: 'あ', version: 'x' }, 422],
    ['with a field of its own making', { memo: 'あ', version: '0', enrolmentId: 'x' }, 400],
  ])('is refused %s', async (_what, body, status) => {
    const { browser } = await aLearner();
    await press(browser, memo, body).expect(status);
    expect((await browser.get('/learn/introductory/a/yomu')).text).toContain('name="version" value="0"');
  });
});

describe('the end', () => {
  it('comes with the last module, once, and says what may follow', async () => {
    const { person, browser, enrolment } = await aLearner();
    await did(app, enrolment, { module: 'a', step: 'yomu' });
    await did(app, enrolment, { module: 'a', step: 'toi' });
    const module = await browser.get('/learn/introductory/a').expect(200);
    expect(module.text).toContain('この課が終わりました');
    await press(browser, '/learn/introductory/b/tsurai/done').expect(303);
    await press(browser, '/learn/introductory/b/tsurai/done').expect(303);
    const end = await browser.get('/learn/introductory/b').expect(200);
    expect(end.text).toContain('全部の課を終えました');
    expect(end.text).toContain('href="/certificates"');
    const facts = await app.db.sql<{
      kind: string;
    }>`select kind from reported_fact where person_id = ${person.id} order by seq`;
    expect(facts.map(({ kind }) => kind)).toEqual(['enrolled', 'completed']);
    await browser.get('/path/introductory').expect(200, /この講座が終わりました/);
  });
});

describe('reading again in a finished track', () => {
  it('leaves the running one first, and the finished one within reach', async () => {
    const { browser, person, enrolment } = await aLearner();
    for (const [module, step] of [
      ['a', 'yomu'],
      ['a', 'toi'],
      ['b', 'tsurai'],
    ] as const)
      await did(app, enrolment, { module, step });
    await enrolled(app, person, 'public');
    app.clock.advance(60_000);
    await browser.get('/learn/introductory/a/yomu').expect(200);
    await press(browser, '/learn/introductory/a/yomu/done');
    const path = await browser.get('/path').expect(200);
    for (const words of ['<p class="lead">市民向け', 'href="/path/introductory"'])
      expect(path.text).toContain(words);
    expect(path.text).toContain('href="/learn/public/a/ichi"');
    const { text } = await browser.get('/home').expect(200);
    expect(text).toContain('href="/learn/public/a/ichi"');
    expect(text.indexOf('href="/path/public"')).toBeLessThan(text.indexOf('href="/path/introductory"'));
  });
});

describe('resting', () => {
  it('takes a break and comes back to everything', async () => {
    const { person, browser, enrolment } = await aLearner();
    await did(app, enrolment, { module: 'a', step: 'yomu' });
    await browser.get('/path/introductory/break').expect(200);
    await press(browser, '/path/introductory/break')
      .expect(303)
      .expect('location', '/path/introductory/break');
    await browser.get('/path/introductory/break').expect(200, /おやすみにしました/);
    await browser.get('/learn/introductory/a/yomu').expect(200);
    await press(browser, '/path/introductory/return')
      .expect(303)
      .expect('location', '/path/introductory?back=1');
    await browser.get('/path/introductory?back=1').expect(200, /おかえりなさい/);
    const facts = await app.db.sql<{
      kind: string;
    }>`select kind from reported_fact where person_id = ${person.id} order by seq`;
    expect(facts.map(({ kind }) => kind)).toEqual(['enrolled', 'paused', 'resumed']);
  });

  it('leaves a track after asking once more, and may come back', async () => {
    const { browser, enrolment } = await aLearner();
    await did(app, enrolment, { module: 'a', step: 'yomu' });
    await browser.get('/path/introductory/leaving').expect(200, /続きから進めます/);
    await press(browser, '/path/introductory/leaving').expect(303);
    await browser.get('/path/introductory/leaving').expect(200, /いま受けていません/);
    await browser.get('/path/introductory').expect(303).expect('location', '/tracks/introductory');
    await press(browser, '/path/introductory/leaving').expect(404);
    await press(browser, '/tracks/introductory/enrolment').expect(303);
    expect(await progress(enrolment.id)).toMatchObject([{ step: 'yomu', status: 'done' }]);
  });

  it('is nobody else’s to decide', async () => {
    const [mine, other] = [await aLearner(), await aTrainee()];
    for (const act of ['break', 'return', 'leaving'])
      await press(other.browser, `/path/introductory/${act}`).expect(404);
    await other.browser.get('/path/introductory/break').expect(404);
    await press(mine.browser, '/path/introductory/break', { reason: 'x' }).expect(400);
    const facts = await app.db.sql`select kind from reported_fact where person_id = ${mine.person.id}`;
    expect(facts).toEqual([{ kind: 'enrolled' }]);
  });

  it('stops for today without counting anything', async () => {
    const { browser, enrolment } = await aLearner();
    await browser.get('/pause').expect(200, /action="\/logout"/);
    await settled();
    expect(await progress(enrolment.id)).toEqual([]);
  });

  it('offers the summary to who was away for long, without a word on how long', async () => {
    const { person, enrolment } = await aLearner();
    await did(app, enrolment, { module: 'a', step: 'yomu' });
    app.clock.advance(15 * 24 * 60 * 60 * 1000);
    const browser = await signIn(app, person);
    const home = await browser.get('/home').expect(200);
    expect(home.text).toContain('前回から日がたちました');
    expect(home.text).toContain('href="/learn/introductory/a"');
    await browser.get('/learn/introductory/a').expect(200, /この課のあらすじ/);
  });
});

describe('display settings', () => {
  it('show ruby and hide progress where the person wants it so', async () => {
    const { browser } = await aLearner();
    expect((await browser.get('/path')).text).toContain('<progress');
    await press(browser, '/settings/display', {
      theme: 'auto',
      size: 'm',
      ruby: '1',
      words: 'normal',
      progress: 'hide',
      lang: 'ja',
    }).expect(303);
    expect((await browser.get('/path')).text).not.toContain('<progress');
    expect((await browser.get('/learn/introductory/a/yomu')).text).toContain('<rt>き</rt>');
  });
});
