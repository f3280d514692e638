import type { Cohort } from '../src/cohorts/cohort.entity.js';
import type { Edition } from '../src/curriculum/edition.js';
import type { Question } from '../src/curriculum/question.js';
import { attempted, group } from './factories/answers.js';
import { aCohort, aFacilitator, enrolledIn } from './factories/cohort.js';
import { aCourse, aLesson, aModule, aQuiz } from './factories/course.js';
import { aDialogue } from './factories/dialogue.js';
import { published } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import type { KnownPerson } from './factories/person.js';
import { aChoice, aFreeText, aNumber, inline, oneOfEach } from './factories/questions.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';
import { plain } from './support/plain.js';

const REF = { module: 'a', step: 'toi' };
const DAY = 24 * 60 * 60 * 1000;
const FEW = '答えた人が10人未満のため、まだ出しません';
const M01 = {
  id: 'M01',
  is: '重さをくらべたくなる',
  reply: '順位はありません。',
  next: 'どれも大きなことですね。',
};
let app: TestApp;

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

let made = 0;
/** A track with one quiz, a cohort of it, and the browser of who looks after that. */
async function aGroup(questions: readonly Question[], more: Partial<Edition['track']> = {}) {
  const id = `kouza-${++made}`;
  const course = (asked: readonly Question[]): Edition => ({
    ...aCourse({
      id,
      code: `K${String.fromCharCode(65 + Math.floor(made / 26))}${String.fromCharCode(65 + (made % 26))}`,
      modules: [aModule('a', [aLesson('yomu', { title: 'はじめの読みもの' }), aQuiz('toi', asked), talk])],
      ...more,
    }),
    shared: { sources: [], facts: [], terms: [], misconceptions: [M01] },
  });
  const publish = async (asked: readonly Question[]) => {
    const edition = course(asked);
    return { ...edition, hash: (await published(app, edition)).hash };
  };
  const edition = await publish(questions);
  const cohort = await aCohort(app, { trackId: id });
  return { cohort, edition, publish, facilitator: await aFacilitator(app, cohort) };
}
const talk = aDialogue({ id: 'hanasu', title: '夜の対話', shuffle: false });

const question = () => {
  const one = aChoice('one');
  return {
    ...one,
    choices: one.choices.map((choice, at) => (at === 1 ? { ...choice, misconception: 'M01' } : choice)),
  };
};
const at = (cohort: { id: string }) => `/facilitate/${cohort.id}/questions/a/toi`;
const tomorrow = () => app.clock.set(new Date(app.clock.now().getTime() + DAY));
/** Signed in anew: days pass in these tests. */
async function read(facilitator: KnownPerson, path: string): Promise<string> {
  return (await (await signIn(app, facilitator)).get(path).expect(200)).text;
}

/** Cells of the tables, row by row. */
function rowsOf(html: string): string[][] {
  return [...html.matchAll(/<tr>(<th scope="row">.*?)<\/tr>/gs)].map(([, row]) =>
    [...row!.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map(([, cell]) =>
      cell!
        .replace(/<[^>]*>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    ),
  );
}
async function look(facilitator: KnownPerson, cohort: Cohort) {
  const text = await read(facilitator, at(cohort));
  return { text, rows: rowsOf(text).map(([label, ...cells]) => [label!.split(' もとに')[0], ...cells]) };
}

describe('what the questions tell', () => {
  it.each<[number, (at: number) => readonly number[], string[][] | null]>([
    [9, () => [0], null],
    [
      10,
      () => [0],
      [
        ['正答 待つ', '10', '100％'],
        ['話す', '0', '0％'],
        ['ほめる', '0', '0％'],
        ['まだわからない', '0', '0％'],
      ],
    ],
    [
      11,
      (at) => [at === 0 ? 1 : 0],
      [
        ['正答 待つ', '＊', '＊'],
        ['話す', '＊', '＊'],
        ['ほめる', '0', '0％'],
        ['まだわからない', '0', '0％'],
      ],
    ],
    [
      30,
      (at) => (at < 10 ? [1] : at < 18 ? (at % 2 ? [] : [2]) : [0]),
      [
        ['正答 待つ', '12', '40％'],
        ['話す', '10', '33％'],
        ['ほめる', '＊', '＊'],
        ['まだわからない', '＊', '＊'],
      ],
    ],
  ])('of %i people', async (count, given, expected) => {
    const { cohort, edition, facilitator } = await aGroup([question()]);
    await group(app, cohort, { count, edition, ref: REF, given: (one) => ({ one: given(one) }) });
    tomorrow();
    const { text, rows } = await look(facilitator, cohort);
    expect(rows).toEqual(expected ?? []);
    expect(text.includes(FEW)).toBe(expected === null);
    expect(text.includes('<dt>この問いまで進んだ人')).toBe(expected !== null);
  });

  it('are answers that came through the pages: the first of each, in the first attempt', async () => {
    const { cohort, edition, facilitator } = await aGroup([question()]);
    const quiz = `/quiz/${edition.track.id}/a/toi`;
    const post = (who: Browser, path: string, fields: object) =>
      who.post(path).type('form').send(fields).expect(303);
    for (let count = 0; count < 10; count++) {
      const person = await aPerson(app);
      await enrolledIn(app, person, cohort);
      const who = await signIn(app, person);
      await post(who, `${quiz}/start`, {});
      await post(who, `${quiz}/1`, { answer: 'unknown' });
      const { text } = await who.get(`${quiz}/1`);
      const [, right] = /value="(\d)"[^>]*>(?:(?!value=).)*待つ/s.exec(text)!;
      await post(who, `${quiz}/1`, { answer: right, attempt: '1' });
      await post(who, `${quiz}/start`, {});
      await post(who, `${quiz}/1`, { answer: right, attempt: '2' });
    }
    expect((await look(facilitator, cohort)).text).toContain(FEW);
    tomorrow();
    const { rows } = await look(facilitator, cohort);
    expect(rows.map(([label, count]) => [label, count])).toEqual([
      ['正答 待つ', '0'],
      ['話す', '0'],
      ['ほめる', '0'],
      ['まだわからない', '10'],
    ]);
  });

  it('change once a day only, so that nobody is the difference', async () => {
    const { cohort, edition, facilitator } = await aGroup([question()]);
    await group(app, cohort, { count: 12, edition, ref: REF, given: () => ({ one: [0] }) });
    tomorrow();
    const before = await look(facilitator, cohort);
    await group(app, cohort, { count: 1, edition, ref: REF, given: () => ({ one: [1] }) });
    expect((await look(facilitator, cohort)).rows).toEqual(before.rows);
    tomorrow();
    expect((await look(facilitator, cohort)).rows).not.toEqual(before.rows);
  });

  it('count who takes part in another year once', async () => {
    const { cohort, edition, facilitator } = await aGroup([question()]);
    const taken = { edition, ref: REF };
    const people = await group(app, cohort, { ...taken, count: 9, given: () => ({ one: [0] }) });
    const { person, enrolment } = people[0]!;
    const now = app.clock.now().getTime();
    await app.db.write(
      (tx) => tx.sql`update enrolment set state = 'ended', left_at = ${now} where id = ${enrolment.id}`,
    );
    app.clock.advance(1000);
    await attempted(app, await enrolledIn(app, person, cohort), { ...taken, given: { one: [1] } });
    tomorrow();
    expect((await look(facilitator, cohort)).text).toContain(FEW);
    await group(app, cohort, { ...taken, count: 1, given: () => ({ one: [0] }) });
    tomorrow();
    expect((await look(facilitator, cohort)).rows[0]).toEqual(['正答 待つ', '10', '100％']);
  });

  it('never mixes revisions', async () => {
    const { cohort, edition, publish, facilitator } = await aGroup([question()]);
    await group(app, cohort, { count: 12, edition, ref: REF, given: () => ({ one: [1] }) });
    app.clock.advance(1000);
    const newer = await publish([{ ...question(), revision: 'r2', ask: inline('新しい問い') }]);
    await group(app, cohort, { count: 9, edition: newer, ref: REF, given: () => ({ one: [0] }) });
    tomorrow();
    const { text, rows } = await look(facilitator, cohort);
    expect(text.indexOf('新しい問い')).toBeLessThan(text.indexOf('問い one'));
    expect(text).toContain('問い1（1つ前の版）');
    expect(text).toContain(FEW);
    expect(rows.slice(0, 2)).toEqual([
      ['正答 待つ', '0', '0％'],
      ['話す', '12', '100％'],
    ]);
  });

  it('say what stands behind an answer and what to look at', async () => {
    const { cohort, edition, facilitator } = await aGroup([question()]);
    await group(app, cohort, {
      count: 30,
      edition,
      ref: REF,
      given: (one) => ({ one: one < 20 ? [1] : [] }),
    });
    tomorrow();
    const { text } = await look(facilitator, cohort);
    for (const words of [
      'もとにあるかもしれない思いちがい：重さをくらべたくなる',
      '返し方：順位はありません。',
      '次の一言：どれも大きなことですね。',
      '正答より多く選ばれた答えがあります',
      '「まだわからない」が多い問いです',
      'もどるところ：はじめの読みもの',
    ])
      expect(text).toContain(words);
    expect(text).not.toContain('識別指数');
  });

  it('are told of every kind, and of words that were typed nothing but how many', async () => {
    const { cohort, edition, facilitator } = await aGroup([...oneOfEach()]);
    const given = (one: number) => ({
      one: [0], many: [0, 1], maru: [one % 2], jun: [0, 2, 1], kumi: [0, 1, 2], ana: { chosen: [0, -1], text: '打った言葉' },
      kazu: { chosen: [-1], text: one < 10 ? '1300' : '77777' }, mori: [2], bun: { chosen: [0], text: '自分の言葉' },
    }); // prettier-ignore
    await group(app, cohort, { count: 20, edition, ref: REF, given });
    tomorrow();
    const { text, rows } = await look(facilitator, cohort);
    expect(rows).toEqual(
      expect.arrayContaining(
        [
          ['○', '10', '50％'],
          ['近い数（差が100以内）', '10', '50％'],
          ['ほかの言葉', '20', '100％'],
          ['2（強い）', '20', '100％'],
        ].map(([first, ...rest]): unknown[] => [expect.stringContaining(first!), ...rest]),
      ),
    );
    for (const typed of ['打った言葉', '自分の言葉', '77777', '1300'])
      expect(plain(text)).not.toContain(typed);
  });
});

describe('a scored track', () => {
  const quiz = [aChoice('q1'), aChoice('q2'), aChoice('q3')];
  it('has index and efficiency, and none where nothing varies', async () => {
    const { cohort, edition, facilitator } = await aGroup(quiz, { scored: true });
    // Twenty people: q1 right for the first ten; q2 for 5 of them and 5 others; q3 for all.
    // Rest of q1: 1 or 2, q2 alone varies: 5 of 10 on both sides, so the covariance is 0. Of q2 beside q1 the same. q3 never varies.
    const given = (at: number) => ({ q1: [at < 10 ? 0 : 1], q2: [at % 2], q3: [0] });
    await group(app, cohort, { count: 20, edition, ref: REF, given });
    tomorrow();
    const { text } = await look(facilitator, cohort);
    const told = [...text.matchAll(/識別(指数|効率)<\/dt><dd>(.*?)<\/dd>/g)].map(([, name, value]) => [
      name,
      value,
    ]);
    expect(told).toEqual([
      ['指数', '0％'],
      ['効率', '0％'],
      ['指数', '0％'],
      ['効率', '0％'],
      ['指数', 'なし'],
      ['効率', 'なし'],
    ]);
  });

  it('asks for a look at the key where few are right, and rather those who are weak elsewhere', async () => {
    const { cohort, edition, facilitator } = await aGroup(quiz, { scored: true });
    const given = (one: number) => ({
      q1: [one < 3 ? 0 : one < 6 ? 2 : 1],
      q2: [one < 12 ? 1 : 0],
      q3: [one < 12 ? 1 : 0],
    });
    await group(app, cohort, { count: 30, edition, ref: REF, given });
    tomorrow();
    const { text, rows } = await look(facilitator, cohort);
    expect(rows.slice(0, 3).map(([, count]) => count)).toEqual(['＊', '24', '＊']);
    expect(text.split('正答の設定を確かめてください')).toHaveLength(2);
  });
});

describe('the pages of a facilitator', () => {
  it('lead from home to the cohort, its questions and its dialogues', async () => {
    const { cohort, facilitator } = await aGroup([question()]);
    expect(await read(facilitator, '/home')).toContain('href="/facilitate"');
    expect(await read(facilitator, '/facilitate')).toContain(`href="/facilitate/${cohort.id}"`);
    await enrolledIn(app, await aPerson(app), cohort);
    const page = await read(facilitator, `/facilitate/${cohort.id}`);
    expect(page).toContain('10人未満');
    expect(page).toContain(`href="/facilitate/${cohort.id}/questions"`);
    for (const room of ['reflections', 'contact'])
      expect(page).toContain(`href="/facilitate/${cohort.id}/${room}"`);
    const standing = await aCohort(app, { trackId: cohort.trackId, kind: 'standing' });
    expect(await read(await aFacilitator(app, standing), `/facilitate/${standing.id}`)).not.toContain(
      '/contact"',
    );
    const list = await read(facilitator, `/facilitate/${cohort.id}/questions`);
    expect(list).toContain(`href="${at(cohort)}"`);
    expect(list).toContain(`href="/facilitate/${cohort.id}/dialogues/a/hanasu"`);
  });

  it('tell nothing of anybody, and ask the database as often for many as for few', async () => {
    const { cohort, edition, facilitator } = await aGroup([question(), aNumber('kazu'), aFreeText('bun')]);
    const pages = ['', '/questions', '/questions/a/toi', '/dialogues/a/hanasu'].map(
      (path) => `/facilitate/${cohort.id}${path}`,
    );
    const given = () => ({
      one: [0],
      kazu: { chosen: [0], text: '1200' },
      bun: { chosen: [0], text: 'ひみつの文' },
    });
    const statements = async () => {
      const { sql, one } = app.db;
      let count = 0;
      const counted =
        <F extends (...args: never[]) => unknown>(ask: F) =>
        (...args: Parameters<F>) => {
          count += 1;
          return ask.apply(app.db, args);
        };
      Object.assign(app.db, { sql: counted(sql), one: counted(one) });
      const texts = [];
      for (const path of pages) texts.push(await read(facilitator, path));
      Object.assign(app.db, { sql, one });
      return { texts, count };
    };
    const people = await group(app, cohort, { count: 10, edition, ref: REF, given });
    tomorrow();
    await statements();
    const few = await statements();
    people.push(...(await group(app, cohort, { count: 20, edition, ref: REF, given })));
    tomorrow();
    const many = await statements();
    expect(many.count).toBe(few.count);
    for (const { person, enrolment } of people)
      for (const secret of [
        person.id,
        person.displayName,
        person.learnerNumber,
        enrolment.id,
        '受講者のなまえ',
        'ひみつの文',
      ])
        for (const [page, text] of many.texts.entries())
          expect([page, text.includes(secret)]).toEqual([page, false]);
  });

  it('are theirs alone: a cohort of somebody else is not there', async () => {
    const [mine, other] = [await aGroup([question()]), await aGroup([question()])];
    const paths = ['', '/questions', '/questions/a/toi', '/dialogues/a/hanasu'];
    const browser = await signIn(app, mine.facilitator);
    const bare = (text: string) => text.replace(/name="_key" value="[^"]*"/g, '');
    const nowhere = bare((await browser.get('/nowhere').expect(404)).text);
    for (const id of [other.cohort.id, '00000000-0000-7000-8000-000000000000', 'x'])
      for (const path of paths)
        expect(bare((await browser.get(`/facilitate/${id}${path}`).expect(404)).text)).toBe(nowhere);
    for (const path of [
      '/questions/a/nai',
      '/questions/a/hanasu',
      '/questions/a/yomu',
      '/dialogues/a/toi',
      '/dialogues/nai/hanasu',
    ])
      await browser.get(`/facilitate/${mine.cohort.id}${path}`).expect(404);
    expect(await read(mine.facilitator, '/facilitate')).not.toContain(other.cohort.id);
  });
});

describe('a quiz under another name', () => {
  it('keeps what was answered before', async () => {
    const { cohort, edition, facilitator } = await aGroup([question()]);
    const people = await group(app, cohort, { count: 10, edition, ref: REF, given: () => ({ one: [0] }) });
    const renamed = {
      ...edition,
      modules: [aModule('a', [aQuiz('tazune', [question()], { formerly: ['toi'] })])],
    };
    const newer = { ...renamed, hash: (await published(app, renamed)).hash };
    app.clock.advance(1000);
    for (const { enrolment } of people)
      await attempted(app, enrolment, {
        edition: newer,
        ref: { module: 'a', step: 'tazune' },
        given: { one: [1] },
      });
    tomorrow();
    const text = await read(facilitator, `/facilitate/${cohort.id}/questions/a/tazune`);
    expect(rowsOf(text)[0]).toEqual(['正答 待つ', '10', '100％']);
  });
});

describe('a dialogue', () => {
  it('shows what was chosen first in each scene, from ten people on', async () => {
    const { cohort, edition, facilitator } = await aGroup([question()]);
    const walk = `/dialogue/${edition.track.id}/a/hanasu`;
    const path = `/facilitate/${cohort.id}/dialogues/a/hanasu`;
    for (let count = 0; count < 10; count++) {
      const person = await aPerson(app);
      await enrolledIn(app, person, cohort);
      const who = await signIn(app, person);
      await who.post(`${walk}/start`).type('form').send({ walk: '0' }).expect(303);
      await who.post(`${walk}/1`).type('form').send({ walk: '1', reply: '0' }).expect(303);
      if (count === 8) tomorrow();
    }
    const early = await read(facilitator, path);
    expect(early).toContain(FEW);
    expect(rowsOf(early)).toEqual([]);
    tomorrow();
    const text = await read(facilitator, path);
    expect(text).toContain('この場面で返事を選んだ人：10人');
    expect(
      rowsOf(text)
        .map(([, count]) => count)
        .toSorted(),
    ).toEqual(['0', '0', '10']);
  });
});
