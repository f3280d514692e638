import { jest } from '@jest/globals';
import { PersonService } from '../src/accounts/person.service.js';
import { CohortService } from '../src/cohorts/cohort.service.js';
import { EnrolmentService } from '../src/enrolment/enrolment.service.js';
import { EditionMoves, SLICE } from '../src/learning/edition-moves.service.js';
import { aCohort, aFacilitator } from './factories/cohort.js';
import { aCourse, aLesson, aModule, aQuestion, aQuiz } from './factories/course.js';
import { did, published } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

let tracks = 0;
const codes = new Map<string, string>();
const quiz = (...ids: string[]) =>
  aQuiz(
    'toi',
    ids.map((id) => aQuestion(id)),
    { shuffle: false },
  );
const yomu = aModule('a', [aLesson('yomu', { title: '土をさわる' }), quiz('q1', 'q2')], {
  title: '庭に出る',
});
const added = aModule('b', [aLesson('mo', { title: '水をやる' })], { title: '育てる' });

/** A cohort of a track of its own, in the hands of a facilitator. */
async function aGroup({ kind }: { kind?: 'standing' } = {}) {
  tracks += 1;
  const id = `niwa-${tracks}`;
  const code = `N${String.fromCharCode(65 + Math.floor(tracks / 26))}${String.fromCharCode(65 + (tracks % 26))}`;
  codes.set(id, code);
  const publish = (modules: Parameters<typeof aCourse>[0]['modules'], edition = '2026年夏') =>
    published(app, aCourse({ id, code, edition, modules }));
  await publish([yomu], '2026年春');
  const cohort = await aCohort(app, { trackId: id, name: `第${tracks}期`, ...(kind && { kind }) });
  const facilitator = await aFacilitator(app, cohort);
  const page = `/studio/cohorts/${cohort.id}/edition`;
  const join = async () => {
    const person = await aPerson(app);
    const enrolment = await app.db.write(async (tx) =>
      app.get(EnrolmentService).enrolIn(tx, person.id, await app.get(CohortService).get(tx, cohort.id)),
    );
    return { person, enrolment };
  };
  return { id, cohort, facilitator, page, publish, join, leads: await signIn(app, facilitator) };
}

/** So many people who have not begun. */
const crowd = (cohort: { id: string }, count: number) =>
  app.db.write(async (tx) => {
    const group = await app.get(CohortService).get(tx, cohort.id);
    for (let one = 0; one < count; one += 1) {
      const known = { email: null, passwordHash: 'x', displayName: '葵', roles: ['trainee'] as const };
      const person = await app.get(PersonService).create(tx, known);
      await app.get(EnrolmentService).enrolIn(tx, person.id, group);
    }
  });
const hidden = (text: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? '';
async function seenOn(browser: Browser, page: string) {
  const { text } = await browser.get(page).expect(200);
  return {
    revision: hidden(text, 'revision'),
    edition: hidden(text, 'edition'),
    version: hidden(text, 'version'),
  };
}
const send = (browser: Browser, path: string, fields: object) =>
  browser
    .post(path)
    .type('form')
    .send({ _key: crypto.randomUUID(), ...fields });
const heldBy = async (cohort: { id: string }) => {
  const rows = await app.db.sql<{ number: number }>`
    select r.number from enrolment e join revision r on r.id = e.revision_id
    where e.cohort_id = ${cohort.id} and e.left_at is null `;
  return rows.map(({ number }) => Number(number)).sort();
};
const actsOn = async (cohort: { id: string }) => {
  const rows = await app.db.sql<{ act: string }>`
    select act from audit_event where object = ${`cohort:${cohort.id}`} order by seq`;
  return rows.map(({ act }) => act).filter((act) => act.startsWith('cohort.edition'));
};

describe('the page of a newer edition', () => {
  it('says that there is nothing to do while everybody has the newest', async () => {
    const { page, leads, join, cohort } = await aGroup();
    await join();
    const { text } = await leads.get(page).expect(200);
    expect(text).toContain('することはありません');
    expect(text).not.toContain('<form method="post" action="/studio');
    expect((await leads.get(`/facilitate/${cohort.id}`).expect(200)).text).not.toContain(
      '新しい版があります',
    );
    expect((await leads.get('/home').expect(200)).text).not.toContain('教材の新しい版があります');
  });

  it('says what changed, whom it meets in numbers that name nobody, and is pointed to', async () => {
    const { page, leads, join, publish, cohort } = await aGroup();
    for (let one = 0; one < 12; one += 1) {
      const { enrolment } = await join();
      if (one < 11) await did(app, enrolment, { module: 'a', step: 'yomu' });
    }
    await publish([yomu, added]);
    const { text } = await leads.get(page).expect(200);
    for (const words of [
      '期を新しい版へ移す',
      '2026年春（第1版',
      '2026年夏（第2版',
      '育てる',
      '課「育てる」が、必修の課として加わりました。',
      '修了や正解に関わる変更です。',
      'そのあとに公開されたもの',
      '修了した人は、修了したままです',
      'この期を新しい版へ移す',
      'いまの版のままにする',
    ])
      expect(text).toContain(words);
    const rows = [...text.matchAll(/<th scope="row">([^<]+)<\/th><td class="n">([^<]+)<\/td>/g)];
    const shown = Object.fromEntries(rows.map(([, who, n]) => [who!, n!])) as Record<string, string>;
    // What reached others at once, or has yet to reach them, is no question here.
    expect(text).not.toContain('いま学んでいる');
    // One who has not begun is not shown, and cannot be worked out from the others.
    expect(shown['まだ始めていない人']).toBe('＊');
    expect([shown['移る人'], shown['途中の人']]).toContain('＊');
    expect((await leads.get(`/facilitate/${cohort.id}`).expect(200)).text).toContain('新しい版があります');
    for (const home of ['/home', '/studio'])
      expect((await leads.get(home).expect(200)).text).toContain(`href="${page}"`);
  });

  it('shows what publishers wrote since the oldest edition in use, and compares with each in use', async () => {
    const { id, page, leads, join } = await aGroup();
    await join();
    const noted = (modules: Parameters<typeof aCourse>[0]['modules'], edition: string, note: string) => {
      app.clock.advance(1000);
      return published(app, aCourse({ id, code: codes.get(id)!, edition, modules }), note);
    };
    const words = aModule('a', [aLesson('yomu', { title: '土にふれる' }), quiz('q1', 'q2')], {
      title: '庭に出る',
    });
    await noted([words], '春の直し', '題を直しただけ');
    await noted([words, added], '2026年夏', '水やりを加えました');
    await noted([added], '2026年秋', '庭の話はやめました');
    const { text } = await leads.get(page).expect(200);
    expect(text).toContain('<a href="/studio/tracks/' + id + '/editions">版の一覧</a>');
    expect(text).not.toContain('題を直しただけ');
    expect(text.indexOf('水やりを加えました')).toBeLessThan(text.indexOf('庭の話はやめました'));
    expect(text.indexOf('水やりを加えました')).toBeGreaterThan(0);
    expect(text).toContain('課「庭に出る」がなくなりました。');
    await send(leads, `${page}/move`, await seenOn(leads, page)).expect(303);
    expect((await leads.get(page).expect(200)).text).not.toContain('庭の話はやめました');
  });

  it('says what comes back as it was, where an edition between did not have it', async () => {
    const { id, page, leads, join, publish, cohort } = await aGroup();
    await join();
    await publish([yomu, added], '2026年夏');
    await publish([yomu], '2026年秋');
    const again = aCourse({ id, code: codes.get(id)!, edition: '2026年夏', modules: [yomu, added] });
    app.clock.advance(1000);
    await published(app, again, '夏の版に戻しました', true);
    const { text } = await leads.get(page).expect(200);
    expect(text).toContain('課「育てる」が、必修の課として加わりました。');
    expect(text).not.toMatch(/禁止|前になくしたもの/);
    expect(text).toContain('夏の版に戻しました');
    await send(leads, `${page}/move`, await seenOn(leads, page)).expect(303);
    expect(await heldBy(cohort)).toEqual([4]);
  });

  it('is linked from the editions of the track, for who may open it', async () => {
    const { id, page, publish, join, leads } = await aGroup();
    await join();
    await publish([yomu, added]);
    const editions = `/studio/tracks/${id}/editions`;
    const other = await aCohort(app, { trackId: id, name: 'ほかの期' });
    const neighbour = await signIn(app, await aFacilitator(app, other));
    const administrator = await signIn(app, await aPerson(app, { roles: ['administrator'] }));
    for (const browser of [leads, administrator])
      expect((await browser.get(editions).expect(200)).text).toContain(`href="${page}"`);
    const { text } = await neighbour.get(editions).expect(200);
    expect(text).toContain('前の版で学んでいる期');
    expect(text).not.toContain(`href="${page}"`);
    await neighbour.get(page).expect(404);
  });

  it('waits for administrators where nobody looks after the group', async () => {
    const administrator = await signIn(app, await aPerson(app, { roles: ['administrator'] }));
    const mine = await aGroup();
    await mine.join();
    await mine.publish([yomu, added]);
    const nobodys = await aCohort(app, { trackId: mine.id, name: 'だれもいない期' });
    const page = `/studio/cohorts/${nobodys.id}/edition`;
    expect((await administrator.get('/home').expect(200)).text).not.toContain('教材の新しい版を使うか');
    const person = await aPerson(app);
    await app.db.write(async (tx) =>
      app.get(EnrolmentService).enrolIn(tx, person.id, await app.get(CohortService).get(tx, nobodys.id)),
    );
    await mine.publish([yomu, added, aModule('c', [aLesson('tane')])], '2026年秋');
    expect((await administrator.get('/home').expect(200)).text).toContain(
      '<a href="/studio#waiting">教材の新しい版を使うかどうかを決める期が1個あります。</a>',
    );
    const { text } = await administrator.get('/studio').expect(200);
    expect(text).toContain('id="waiting"');
    expect(text).toContain(`href="${page}"`);
    expect(text).not.toContain(`href="${mine.page}"`);
    await send(administrator, `${page}/stay`, await seenOn(administrator, page)).expect(303);
    expect((await administrator.get('/home').expect(200)).text).not.toContain('教材の新しい版を使うか');
  });

  it('is nobody else’s: not of a facilitator of another cohort, not of the office, not of a trainee', async () => {
    const { page, publish, join, cohort } = await aGroup();
    const { person } = await join();
    await publish([yomu, added]);
    const stranger = await signIn(app, await aFacilitator(app, (await aGroup()).cohort));
    const administrator = await signIn(app, await aPerson(app, { roles: ['administrator'] }));
    const seen = await seenOn(administrator, page);
    for (const browser of [
      stranger,
      await signIn(app, await aPerson(app, { roles: ['office'] })),
      await signIn(app, person),
    ]) {
      await browser.get(page).expect(404);
      await send(browser, `${page}/move`, seen).expect(404);
      await send(browser, `${page}/stay`, seen).expect(404);
    }
    expect(await heldBy(cohort)).toEqual([1]);
    await administrator.get('/studio/cohorts/x/edition').expect(404);
    await send(administrator, `${page}/move`, seen).expect(303);
    expect(await heldBy(cohort)).toEqual([2]);
  });
});

describe('moving a cohort', () => {
  it('takes everybody over, once, whoever presses how often', async () => {
    const { page, leads, join, publish, cohort } = await aGroup();
    const { enrolment } = await join();
    await did(app, enrolment, { module: 'a', step: 'yomu' });
    await join();
    await publish([yomu, added]);
    const seen = await seenOn(leads, page);
    const form = { _key: crypto.randomUUID(), ...seen };
    const sent = await Promise.all([1, 2, 3].map(() => leads.post(`${page}/move`).type('form').send(form)));
    expect(sent.map(({ status, headers }) => [status, headers.location])).toEqual(
      [1, 2, 3].map(() => [303, `${page}?note=moved`]),
    );
    expect(await heldBy(cohort)).toEqual([2, 2]);
    expect(await actsOn(cohort)).toEqual(['cohort.edition-moved']);
    const { text } = await leads.get(`${page}?note=moved`).expect(200);
    for (const words of ['新しい版へ移しました', 'することはありません']) expect(text).toContain(words);
    const moves = await app.db.sql`select id from edition_move where enrolment_id = ${enrolment.id}`;
    expect(moves).toHaveLength(1);
    // The Back button, and the page as it was.
    const again = await send(leads, `${page}/move`, seen);
    expect(again.status).toBe(409);
    expect(again.text).toContain('この画面を開いたあとに、教材か期の様子が変わっていました');
  });

  it('shows the page anew where yet another edition came, the cohort was changed, or the form is not one', async () => {
    const { page, leads, join, publish, cohort } = await aGroup();
    await join();
    await publish([yomu, added]);
    const seen = await seenOn(leads, page);
    await publish([yomu, added, aModule('c', [aLesson('tane')])], '2026年秋');
    for (const [act, fields] of [
      ['move', seen],
      ['stay', seen],
      ['move', { ...(await seenOn(leads, page)), version: '99' }],
      ['move', {}],
      ['stay', { ...seen, edition: 'x' }],
    ] as const) {
      const answer = await send(leads, `${page}/${act}`, fields);
      expect([act, answer.status]).toEqual([act, 409]);
      expect(answer.text).toContain('移していません');
      expect(answer.text).toContain('2026年秋');
    }
    expect(await heldBy(cohort)).toEqual([1]);
    expect(await actsOn(cohort)).toEqual([]);
    await send(leads, `${page}/move`, await seenOn(leads, page)).expect(303);
    expect(await heldBy(cohort)).toEqual([3]);
  });

  it('is met by a completion, an answer and an enrolment at the same moment, and loses none of them', async () => {
    const { id, page, leads, join, publish, cohort } = await aGroup();
    const [completing, answering] = [await join(), await join()];
    await did(app, completing.enrolment, { module: 'a', step: 'toi' });
    const quizPage = `/quiz/${id}/a/toi`;
    const browser = await signIn(app, answering.person);
    await send(browser, `${quizPage}/start`, {}).expect(303);
    await publish([yomu, added]);
    const seen = await seenOn(leads, page);
    const [move, , answer, joined] = await Promise.all([
      send(leads, `${page}/move`, seen),
      did(app, completing.enrolment, { module: 'a', step: 'yomu' }),
      send(browser, `${quizPage}/1`, { answer: '0', attempt: '1' }),
      join(),
    ]);
    expect([move.status, answer.status]).toEqual([303, 303]);
    expect(await heldBy(cohort)).toEqual([2, 2, 2]);
    const [{ n } = { n: 0 }] = await app.db.sql<{ n: number }>`
      select count(*) as n from response r join attempt a on a.id = r.attempt_id
      where a.enrolment_id = ${answering.enrolment.id}`;
    expect(Number(n)).toBe(1);
    expect(joined.enrolment.id).toBeTruthy();
    // Either it was completed before the move, or the module was finished and one more is asked: never half of both.
    const row = await app.db.one<{ completed_on: string | null; was: boolean | number }>`
      select e.completed_on, m.was_completed as was from enrolment e join edition_move m on m.enrolment_id = e.id
      where e.id = ${completing.enrolment.id}`;
    expect(row!.completed_on !== null).toBe(Boolean(row!.was));
    const done = await app.db.sql`
      select step from step_progress where enrolment_id = ${completing.enrolment.id} and status = 'done'`;
    expect(done).toHaveLength(2);
  });

  it('takes many over in units of their own, each whole, and goes on where it was killed', async () => {
    const { page, leads, join, publish, cohort } = await aGroup({ kind: 'standing' });
    await crowd(cohort, SLICE + 11);
    await publish([yomu, added]);
    const seen = await seenOn(leads, page);
    const more = jest.spyOn(app.get(EditionMoves), 'moveMore');
    const original = EditionMoves.prototype.moveMore.bind(app.get(EditionMoves));
    more.mockImplementationOnce(original).mockRejectedValueOnce(new Error('killed'));
    await send(leads, `${page}/move`, seen).expect(500);
    await join();
    const held = await heldBy(cohort);
    expect([held.filter((n) => n === 1).length, held.filter((n) => n === 2).length]).toEqual([11, SLICE + 1]);
    const { text } = await leads.get(`${page}?note=moved`).expect(200);
    expect(text).toContain('移している途中です');
    expect(text).toContain('<th scope="row">移る人</th><td class="n">11</td>');
    await send(leads, `${page}/move`, await seenOn(leads, page)).expect(303);
    expect(new Set(await heldBy(cohort))).toEqual(new Set([2]));
    const [twice] = await app.db.sql<{ n: number }>`
      select count(*) as n from edition_move m join enrolment e on e.id = m.enrolment_id
      where e.cohort_id = ${cohort.id}`;
    expect(Number(twice!.n)).toBe(SLICE + 11);
    expect((await leads.get(`${page}?note=moved`).expect(200)).text).toContain('新しい版へ移しました');
    more.mockRestore();
  });

  it('takes over all in one go where there is nothing in the way, however many they are', async () => {
    const { page, leads, publish, cohort } = await aGroup({ kind: 'standing' });
    await crowd(cohort, SLICE + 1);
    await publish([yomu, added]);
    await send(leads, `${page}/move`, await seenOn(leads, page)).expect(303);
    expect(new Set(await heldBy(cohort))).toEqual(new Set([2]));
    expect(await actsOn(cohort)).toEqual(['cohort.edition-moved']);
  });

  it('takes over those who hold different editions, and who comes back later can be taken over, too', async () => {
    const { page, leads, join, publish, cohort } = await aGroup();
    await join();
    await publish([yomu, added]);
    await join();
    await publish([yomu, added, aModule('c', [aLesson('tane')])], '2026年秋');
    expect(await heldBy(cohort)).toEqual([1, 2]);
    const { text } = await leads.get(page).expect(200);
    for (const words of ['第1版（2026年春）から変わるところ', '第2版（2026年夏）から変わるところ'])
      expect(text).toContain(words);
    await send(leads, `${page}/move`, await seenOn(leads, page)).expect(303);
    expect(await heldBy(cohort)).toEqual([3, 3]);
  });

  it('is offered for the cohort that is open at any time', async () => {
    const { page, leads, join, publish, cohort } = await aGroup({ kind: 'standing' });
    await join();
    await publish([yomu, added]);
    expect((await leads.get(page).expect(200)).text).toContain('これから入る人は新しい版で受けます');
    await send(leads, `${page}/stay`, await seenOn(leads, page)).expect(303);
    await join();
    expect(await heldBy(cohort)).toEqual([1, 2]);
    await send(leads, `${page}/move`, await seenOn(leads, page)).expect(303);
    expect(await heldBy(cohort)).toEqual([2, 2]);
  });
});

describe('staying', () => {
  it('keeps everybody together and is quiet until a yet newer edition', async () => {
    const { page, leads, join, publish, cohort } = await aGroup();
    await join();
    await publish([yomu, added]);
    await send(leads, `${page}/stay`, await seenOn(leads, page)).expect(303);
    await join();
    expect(await heldBy(cohort)).toEqual([1, 1]);
    expect(await actsOn(cohort)).toEqual(['cohort.edition-kept']);
    const { text } = await leads.get(page).expect(200);
    expect(text).toContain('いまの版のままにすることを選んでいます');
    expect(text).not.toContain(`action="${page}/stay"`);
    expect((await leads.get('/home').expect(200)).text).not.toContain('教材の新しい版があります');
    await publish([yomu, added, aModule('c', [aLesson('tane')])], '2026年秋');
    expect((await leads.get('/home').expect(200)).text).toContain('教材の新しい版があります');
    await send(leads, `${page}/move`, await seenOn(leads, page)).expect(303);
    await join();
    expect(await heldBy(cohort)).toEqual([3, 3, 3]);
  });
});
