import type { Cohort } from '../src/cohorts/cohort.entity.js';
import { CohortFacilitator } from '../src/cohorts/cohort-facilitator.entity.js';
import { Jobs } from '../src/mail/jobs.js';
import { ROLES } from '../src/web/me.js';
import { aCohort, aFacilitator, enrolledIn } from './factories/cohort.js';
import { aCourse, aLesson, aModule, aReflection } from './factories/course.js';
import { published } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';
import { everyText } from './support/every-text.js';

const R = '/reflection/introductory/a/furikaeri';
const H = '/reflection/supporter/a/teishutsu';
const DAY = 24 * 60 * 60 * 1000;
let app: TestApp;
const lines: string[] = [];

beforeAll(async () => {
  app = await startApp({ onLog: (line) => lines.push(line) });
  const modules = [aModule('a', [aReflection('furikaeri', { share: 'offered' }), aLesson('yomu')])];
  await published(app, aCourse({ modules }));
  const handIn = [aModule('a', [aReflection('teishutsu', { share: 'hand-in' }), aLesson('yomu')])];
  await published(app, aCourse({ id: 'supporter', code: 'SUP', scored: true, modules: handIn }));
});
afterAll(() => app.close());

const send = (browser: Browser, path: string, fields: object = {}) =>
  browser
    .post(path)
    .type('form')
    .send({ _key: crypto.randomUUID(), ...fields });

/** A cohort with two facilitators and somebody in it, each at a browser of their own. */
async function aGroup(track: 'introductory' | 'supporter' = 'introductory') {
  const cohort = await aCohort(app, { trackId: track, name: `${crypto.randomUUID().slice(0, 8)}期` });
  const [midori, sora] = [
    await aFacilitator(app, cohort, { displayName: '緑' }),
    await aFacilitator(app, cohort, { displayName: '空' }),
  ];
  return {
    cohort,
    queue: `/facilitate/${cohort.id}/reflections`,
    midori: { person: midori, browser: await signIn(app, midori) },
    sora: { person: sora, browser: await signIn(app, sora) },
    trainee: await aTraineeOf(cohort),
  };
}

async function aTraineeOf(cohort: Cohort, displayName = '葵') {
  const person = await aPerson(app, { displayName });
  const { id: enrolmentId } = await enrolledIn(app, person, cohort);
  return { person, enrolmentId, browser: await signIn(app, person) };
}

/** Writes and sends. Returns the page of what was sent, and its id. */
async function sent(browser: Browser, text: string, { at = R, version = 0 } = {}) {
  await send(browser, at, { text, version: String(version), act: 'look-over' }).expect(303);
  const { headers } = await send(browser, `${at}/sending`, { version: String(version + 1) }).expect(303);
  const href = headers.location!;
  return { href, id: href.split('/').at(-1)! };
}

const answer = (browser: Browser, path: string, fields: object) =>
  send(browser, `${path}/reply`, { text: 'ありがとうございます。', version: '0', act: 'reply', ...fields });

const actsOf = async (id: string) =>
  (
    await app.db.sql<{ act: string; detail: string }>`
      select act, detail from audit_event where object = ${`reflection:${id}`} order by seq`
  ).map(({ act, detail }) => `${act} ${detail}`);

describe('sending', () => {
  it('first says who will read it and what happens, then shows it again whenever it is opened', async () => {
    const { trainee } = await aGroup();
    const { browser } = trainee;
    expect((await browser.get(R)).text).toContain('送ると決めた文だけ、進行役が読みます');
    const written = await send(browser, R, { text: '読んでほしいこと', version: '0', act: 'look-over' });
    expect(written.headers.location).toBe(`${R}/sending`);
    const look = await browser.get(`${R}/sending`).expect(200);
    for (const part of [
      '緑さん',
      '空さん',
      '事務局、管理者、ほかの受講者は読めません',
      '取り消せます',
      '読んでほしいこと',
    ])
      expect(look.text).toContain(part);
    const { headers } = await send(browser, `${R}/sending`, { version: '1' }).expect(303);
    for (let again = 0; again < 2; again++) {
      const { text } = await browser.get(headers.location!).expect(200);
      expect(text).toContain('まだ読まれていません');
      expect(text).toContain('読んでほしいこと');
    }
    expect((await browser.get(R)).text).toContain('まだ読まれていません');
  });

  it('sends only what was looked over', async () => {
    const { trainee, queue, midori } = await aGroup();
    const { browser } = trainee;
    await send(browser, R, { text: '見た文', version: '0', act: 'look-over' });
    await send(browser, R, { text: '別の画面の文', version: '1', act: 'save' });
    const refused = await send(browser, `${R}/sending`, { version: '1' }).expect(409);
    expect(refused.text).toContain('別の画面の文');
    for (const [version, status] of [
      ['', 422],
      ['0', 422],
      ['x', 422],
      ['1e9', 409],
    ] as const)
      await send(browser, `${R}/sending`, { version }).expect(status);
    expect((await midori.browser.get(queue)).text).toContain('いま、返事を待っているものはありません');
  });

  it('takes the same words once, however often the form arrives', async () => {
    const { trainee } = await aGroup();
    await send(trainee.browser, R, { text: '一度だけ', version: '0', act: 'save' });
    const answers = await Promise.all(
      [1, 2, 3].map(() => send(trainee.browser, `${R}/sending`, { version: '1' })),
    );
    expect(new Set(answers.map(({ headers }) => headers.location)).size).toBe(1);
    expect((await trainee.browser.get(`${R}/sending`)).headers.location).toBe(R);
  });

  it('does not take nothing', async () => {
    const { trainee } = await aGroup();
    await send(trainee.browser, `${R}/sending`, { version: '1' }).expect(409);
    await send(trainee.browser, R, { text: ' \n', version: '0', act: 'save' });
    const { text } = await send(trainee.browser, `${R}/sending`, { version: '1' }).expect(409);
    expect(text).toContain('文がまだありません');
  });
});

describe('taking it back', () => {
  it('leaves nothing to read, and tells both', async () => {
    const { trainee, queue, midori } = await aGroup();
    const { href, id } = await sent(trainee.browser, 'やっぱりやめたい文');
    const back = await send(trainee.browser, `${href}/back`).expect(303);
    expect((await trainee.browser.get(back.headers.location!)).text).toContain('だれも読んでいません');
    await send(trainee.browser, `${href}/back`).expect(303);
    expect((await trainee.browser.get(href)).headers.location).toBe(`${R}?back=1`);
    const late = await send(midori.browser, `${queue}/${id}/reading`).expect(409);
    expect(late.text).toContain('先に取り消していました');
    expect((await midori.browser.get(`${queue}/${id}`)).headers.location).toBe(queue);
    await answer(midori.browser, `${queue}/${id}`, {}).expect(404);
    expect(await actsOf(id)).toEqual([]);
    // Their own text is still there, and only that.
    expect(await everyText(app, ['やっぱりやめたい文'])).toEqual(['reflection_text: やっぱりやめたい文']);
  });

  it('is not possible once it was read', async () => {
    const { trainee, queue, midori } = await aGroup();
    const { href, id } = await sent(trainee.browser, '読まれた文');
    await send(midori.browser, `${queue}/${id}/reading`).expect(303);
    const { text } = await send(trainee.browser, `${href}/back`).expect(409);
    expect(text).toContain('取り消す前に、進行役が読んでいました');
    expect(text).toContain('読まれた文');
    expect(text).not.toContain(`${href}/back`);
  });

  it('and reading at the same moment: exactly one of them happens', async () => {
    const { trainee, queue, midori } = await aGroup();
    for (let round = 0; round < 6; round++) {
      const { href, id } = await sent(trainee.browser, `同時の文${round}`, { version: round });
      const [back, read] = await Promise.all([
        send(trainee.browser, `${href}/back`),
        send(midori.browser, `${queue}/${id}/reading`),
      ]);
      expect([back.status, read.status].toSorted()).toEqual([303, 409]);
    }
  });
});

describe('the queue', () => {
  it('shows who waits longest first, by day, and no words of theirs', async () => {
    const { cohort, trainee, queue, midori } = await aGroup();
    await sent(trainee.browser, '三日前の中身');
    app.clock.advance(2 * DAY);
    const second = await aTraineeOf(cohort, '誠');
    await sent(second.browser, 'きのうの中身');
    app.clock.advance(DAY);
    const third = await aTraineeOf(cohort, '美咲');
    await sent(third.browser, 'きょうの中身');
    const browser = await signIn(app, midori.person);
    const { text } = await browser.get(queue).expect(200);
    const places = ['葵', '3日前から', '誠', 'きのうから', '美咲', 'きょうから'].map((part) =>
      text.indexOf(part),
    );
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
    expect(text).not.toContain('の中身');
    expect((await browser.get('/home')).text).toContain(`href="${queue}"`);
  });

  it('opens nothing with a GET', async () => {
    const { trainee, queue, midori } = await aGroup();
    const { href, id } = await sent(trainee.browser, '開かれていない文');
    const { headers, text } = await midori.browser.get(`${queue}/${id}`).expect(303);
    expect([headers.location, text ?? '']).toEqual([queue, expect.not.stringContaining('開かれていない文')]);
    await answer(midori.browser, `${queue}/${id}`, {}).expect(404);
    await send(midori.browser, `${queue}/${id}/closing`).expect(404);
    expect((await trainee.browser.get(href)).text).toContain('まだ読まれていません');
  });

  it('forgets who left the track', async () => {
    const { trainee, queue, midori } = await aGroup();
    const { id } = await sent(trainee.browser, 'やめる前の文');
    await send(trainee.browser, '/path/introductory/leaving').expect(303);
    expect((await midori.browser.get(queue)).text).not.toContain('葵');
    await send(midori.browser, `${queue}/${id}/reading`).expect(404);
  });

  it('shows nobody their own, and names them to themselves as no reader', async () => {
    const { cohort, queue } = await aGroup();
    const both = await aFacilitator(app, cohort, { roles: ['facilitator', 'trainee'], displayName: '両方' });
    await enrolledIn(app, both, cohort);
    const asTrainee = await signIn(app, both, { role: 'trainee' });
    await send(asTrainee, R, { text: '自分の文', version: '0', act: 'save' });
    expect((await asTrainee.get(`${R}/sending`)).text).not.toContain('両方さん（この期');
    const { id } = await sent(asTrainee, '自分の文、つづき', { version: 1 });
    const asFacilitator = await signIn(app, both, { role: 'facilitator' });
    expect((await asFacilitator.get(queue)).text).not.toContain('両方さん<br>');
    await send(asFacilitator, `${queue}/${id}/reading`).expect(404);
  });
});

describe('answering', () => {
  async function aReadOne(track: 'introductory' | 'supporter' = 'introductory', text = '聞いてください') {
    const group = await aGroup(track);
    const one = await sent(group.trainee.browser, text, { at: track === 'supporter' ? H : R });
    const path = `${group.queue}/${one.id}`;
    await send(group.midori.browser, `${path}/reading`).expect(303);
    return { ...group, ...one, path };
  }

  it('keeps a draft for its writer alone, sends it once, and tells the sender without a time', async () => {
    const { trainee, midori, sora, path, href, id } = await aReadOne();
    await answer(midori.browser, path, { text: '下書きです', act: 'draft' }).expect(303);
    expect((await midori.browser.get(path)).text).toContain('下書きです</textarea>');
    expect((await sora.browser.get(path)).text).not.toContain('下書きです');
    const read = await trainee.browser.get(href);
    expect(read.text).toContain('読まれました');
    expect(/<main[\s\S]*<\/main>/.exec(read.text)![0]).not.toMatch(/\d{1,2}時|\d月\d/);
    const given = await answer(midori.browser, path, { text: '届いた返事', version: '1' }).expect(303);
    expect((await midori.browser.get(given.headers.location!)).text).toContain('返事を送りました');
    const home = await trainee.browser.get('/home');
    expect(home.text).toContain(`<a href="${href}">お返事があります</a>`);
    expect(home.text).not.toContain('届いた返事');
    const { text } = await trainee.browser.get(href);
    for (const part of ['緑さんからの返事', '届いた返事', '聞いてください']) expect(text).toContain(part);
    await send(trainee.browser, `${href}/seen`).expect(303);
    expect((await trainee.browser.get('/home')).text).not.toContain('お返事があります');
    expect(await actsOf(id)).toEqual(['reflection.read {}', 'reflection.answered {}']);
  });

  it('lets the first reply win; the second facilitator sees it and keeps their words', async () => {
    const { trainee, midori, sora, path, href } = await aReadOne();
    const answers = await Promise.all([
      answer(midori.browser, path, { text: '緑の返事' }),
      answer(sora.browser, path, { text: '空の返事' }),
    ]);
    const notes = answers.map(({ headers }) => headers.location!.split('note=')[1]);
    expect(notes.toSorted()).toEqual(['second', 'sent']);
    const [first, second] = notes[0] === 'sent' ? (['緑', '空'] as const) : (['空', '緑'] as const);
    const late = await (second === '空' ? sora : midori).browser.get(`${path}?note=second`);
    for (const part of [`${first}の返事`, `${second}の返事`, '先に、ほかの進行役が'])
      expect(late.text).toContain(part);
    const { text } = await trainee.browser.get(href);
    expect(text).toContain(`${first}の返事`);
    expect(text).not.toContain(`${second}の返事`);
    await send((second === '空' ? sora : midori).browser, `${path}/edits`, {
      text: '横取り',
      version: '1',
    }).expect(404);
  });

  it('overwrites no draft of another tab', async () => {
    const { midori, path } = await aReadOne();
    await answer(midori.browser, path, { text: '一つ目', act: 'draft' }).expect(303);
    for (const act of ['draft', 'reply']) {
      const { text } = await answer(midori.browser, path, { text: '二つ目', act }).expect(422);
      for (const part of ['一つ目</textarea>', '二つ目</textarea>']) expect(text).toContain(part);
    }
    await answer(midori.browser, path, { text: '合わせた', version: '1' }).expect(303);
  });

  it('keeps what a reply said before it was mended, for both sides', async () => {
    const { trainee, midori, path, href, id } = await aReadOne();
    await answer(midori.browser, path, { text: 'まちがえた返事' }).expect(303);
    await send(trainee.browser, `${href}/seen`).expect(303);
    await send(midori.browser, `${path}/edits`, { text: 'なおした返事', version: '1' }).expect(303);
    const stale = await send(midori.browser, `${path}/edits`, { text: '古い画面から', version: '1' }).expect(
      422,
    );
    expect(stale.text).toContain('なおした返事</textarea>');
    for (const browser of [trainee.browser, midori.browser]) {
      const { text } = await browser.get(browser === midori.browser ? path : href);
      for (const part of ['なおした返事', 'まちがえた返事']) expect(text).toContain(part);
    }
    expect((await trainee.browser.get('/home')).text).toContain('お返事があります');
    expect(await actsOf(id)).toContain('reflection.reply-mended {}');
  });

  it('needs words, but a draft may be empty; no request outside hand-ins', async () => {
    const { midori, path } = await aReadOne();
    for (const act of ['reply', 'request']) {
      const { text } = await answer(midori.browser, path, { text: ' \n', act }).expect(422);
      expect(text).toContain('返事を書いてください');
    }
    await answer(midori.browser, path, { text: '', act: 'draft' }).expect(303);
    await answer(midori.browser, path, { text: 'もっと', act: 'request' }).expect(404);
  });

  it('can end without a reply, of which the sender learns only that it was read', async () => {
    const { trainee, midori, sora, queue, path, href } = await aReadOne();
    await send(midori.browser, `${path}/closing`).expect(303);
    expect((await sora.browser.get(queue)).text).toContain('返事なしで終わりました');
    const { text } = await trainee.browser.get(href);
    expect(text).toContain('読まれました');
    expect(text).not.toMatch(/返事なし|いらない/);
    await answer(sora.browser, path, { text: 'やっぱり返事' }).expect(303);
    expect((await trainee.browser.get(href)).text).toContain('やっぱり返事');
  });

  it('may ask on at a hand-in; going on is free and done stays done', async () => {
    const { trainee, midori, path, href } = await aReadOne('supporter', '提出の文');
    await answer(midori.browser, path, { text: 'そのとき、どう感じましたか。', act: 'request' }).expect(303);
    const { text } = await trainee.browser.get(href);
    expect(text).toContain('もう少し教えてください');
    expect(text).toContain('書くかどうかは、自由です');
    const status = () =>
      app.db
        .one`select status from step_progress where enrolment_id = ${trainee.enrolmentId} and step = 'teishutsu'`;
    expect(await status()).toEqual({ status: 'done' });
    const second = await sent(trainee.browser, '提出の文と、つづき', { at: H, version: 1 });
    expect(second.href).not.toBe(href);
    await send(trainee.browser, `${second.href}/back`).expect(303);
    expect(await status()).toEqual({ status: 'done' });
  });
});

describe('nobody else', () => {
  it('reaches what was sent: for all others there is no such page', async () => {
    const { trainee, queue, midori, cohort } = await aGroup();
    const { href, id } = await sent(trainee.browser, '見えてはいけない文');
    await send(midori.browser, `${queue}/${id}/reading`).expect(303);
    const others: Browser[] = [app.browser()];
    for (const role of ROLES)
      others.push(await signIn(app, await aPerson(app, { roles: [role], displayName: `他の${role}` })));
    others.push((await aTraineeOf(cohort, '同じ期の人')).browser);
    const elsewhere = await aGroup();
    others.push(elsewhere.midori.browser, elsewhere.trainee.browser);
    for (const browser of others) {
      const nowhere = withoutKeys(await browser.get('/nowhere'));
      for (const path of [queue, `${queue}/${id}`, href]) {
        const { status, headers } = await browser.get(path);
        if (status === 303) expect(headers.location).toMatch(/^\/(login|tracks\/introductory)/);
        else expect([path, withoutKeys(await browser.get(path))]).toEqual([path, nowhere]);
      }
      for (const act of ['reading', 'reply', 'closing', 'edits']) {
        const posted = await send(
          browser,
          `${queue}/${id}/${act}`,
          act === 'reply' ? { text: 'x', version: '0', act: 'reply' } : {},
        );
        expect([act, posted.status === 404 || /^\/login/.test(posted.headers.location ?? '')]).toEqual([
          act,
          true,
        ]);
      }
    }
    // Through their own cohort it is not there either.
    const own = `/facilitate/${elsewhere.cohort.id}/reflections/${id}`;
    await elsewhere.midori.browser.get(own).expect(404);
    await send(elsewhere.midori.browser, `${own}/reading`).expect(404);
  });

  it('reads on after they stopped looking after the cohort', async () => {
    const { trainee, queue, midori, cohort } = await aGroup();
    const { id } = await sent(trainee.browser, '前の進行役には見えない文');
    await send(midori.browser, `${queue}/${id}/reading`).expect(303);
    await midori.browser.get(`${queue}/${id}`).expect(200);
    await app.db.write((tx) =>
      tx.delete(CohortFacilitator, { cohortId: cohort.id, personId: midori.person.id }),
    );
    for (const path of [queue, `${queue}/${id}`]) await midori.browser.get(path).expect(404);
    await answer(midori.browser, `${queue}/${id}`, {}).expect(404);
  });

  const CANARY = 'カナリアのうたった一節';
  it('finds a word of it in reports, mails, logs or the record of acts', async () => {
    const { trainee, queue, midori } = await aGroup();
    const { href, id } = await sent(trainee.browser, CANARY);
    await send(midori.browser, `${queue}/${id}/reading`).expect(303);
    await answer(midori.browser, `${queue}/${id}`, { text: `${CANARY}への下書き`, act: 'draft' }).expect(303);
    await answer(midori.browser, `${queue}/${id}`, { text: `${CANARY}への返事`, version: '1' }).expect(303);
    await answer(midori.browser, `${queue}/${id}`, { text: 'あ'.repeat(4001) + CANARY }).expect(422);
    app.clock.advance(DAY);
    const official = await signIn(app, await aPerson(app, { roles: ['office'] }));
    const report = '/office/reports/completions';
    const asked = {
      track: '',
      year: '2026',
      from: '4',
      to: '3',
      asOfYear: '2026',
      asOfMonth: '5',
      asOfDay: '12',
    };
    const question = new URLSearchParams(asked).toString();
    const named = await send(official, `${report}/names`, { ...asked, purpose: '県への報告' }).expect(303);
    const pages = [
      `${report}?${question}`,
      '/office/reports',
      '/office/reports/yearly.csv?year=2025&asOf=2026-04',
      named.headers.location!,
      '/home',
    ];
    for (const path of pages) {
      const answered = await official.get(path).expect(200);
      expect([path, `${answered.text ?? ''}${String(answered.body)}`.includes(CANARY)]).toEqual([
        path,
        false,
      ]);
    }
    await app.get(Jobs).runAll();
    expect(lines.filter((line) => line.includes(CANARY))).toEqual([]);
    const held = (await everyText(app, [CANARY])).map((found) => found.split(':')[0]);
    expect(held.toSorted()).toEqual(['reflection_reply_text', 'reflection_sending', 'reflection_text']);
    const again = await signIn(app, trainee.person);
    for (const path of [href, R]) {
      const { text } = await again.get(path).expect(200);
      expect([path, text.includes(CANARY), /<title>.*カナリア/.test(text)]).toEqual([path, true, false]);
    }
  });
});

const withoutKeys = ({ text }: { text: string }) => text.replace(/name="_key" value="[^"]*"/g, '');

describe('what a person gets and takes along', () => {
  it('is everything they wrote, sent and got', async () => {
    const { trainee, queue, midori } = await aGroup();
    const { id } = await sent(trainee.browser, '送った版');
    await send(trainee.browser, R, { text: '自分だけの版', version: '1', act: 'save' }).expect(303);
    await send(midori.browser, `${queue}/${id}/reading`);
    await answer(midori.browser, `${queue}/${id}`, { text: 'もらった返事' }).expect(303);
    const file = await trainee.browser.get('/settings/data/file.json').expect(200);
    const { reflections } = (file.body as { courses: { reflections: unknown }[] }).courses[0]!;
    expect(reflections).toMatchObject({
      texts: [{ text: '送った版' }, { text: '自分だけの版' }],
      sent: [{ text: '送った版', isRead: true, replies: [{ text: 'もらった返事' }] }],
    });
    const page = await trainee.browser.get('/settings/data/read');
    for (const part of ['送った版', '自分だけの版', 'もらった返事']) expect(page.text).toContain(part);
    const own = await midori.browser.get('/settings/data/file.json').expect(200);
    expect(own.body).toMatchObject({ replies: [{ text: 'もらった返事', isDraft: false }] });
    expect((await midori.browser.get('/settings/data/read')).text).not.toContain('送った版');
  });

  it('is gone when they erase their account', async () => {
    const { trainee, queue, midori } = await aGroup();
    const { id } = await sent(trainee.browser, '消してほしい文');
    await send(midori.browser, `${queue}/${id}/reading`);
    await answer(midori.browser, `${queue}/${id}`, { text: '消してほしい文への下書き', act: 'draft' }).expect(
      303,
    );
    await send(trainee.browser, '/settings/erase', { paper: 'keep' }).expect(303);
    expect(await everyText(app, ['消してほしい文'])).toEqual([]);
    await midori.browser.get(`${queue}/${id}`).expect(404);
  });

  it('is shown to facilitators for a year after it was answered, to its owner always', async () => {
    const { trainee, queue, midori, sora } = await aGroup();
    const { href, id } = await sent(trainee.browser, '一年前の文');
    const back = await sent(trainee.browser, '取り消す文', { version: 1 });
    await send(trainee.browser, `${back.href}/back`).expect(303);
    await send(midori.browser, `${queue}/${id}/reading`);
    await answer(sora.browser, `${queue}/${id}`, { text: '一年前の下書き', act: 'draft' }).expect(303);
    await answer(midori.browser, `${queue}/${id}`, { text: '一年前の返事' }).expect(303);
    app.clock.advance(366 * DAY);
    await app.get(Jobs).runAll();
    const later = await signIn(app, midori.person);
    expect((await later.get(queue)).text).not.toContain('葵');
    await later.get(`${queue}/${id}`).expect(404);
    const { text } = await (await signIn(app, trainee.person)).get(href).expect(200);
    for (const part of ['一年前の文', '一年前の返事']) expect(text).toContain(part);
    expect(await everyText(app, ['一年前の下書き'])).toEqual([]);
    expect(await app.db.one`select id from reflection_sending where id = ${back.id}`).toBeNull();
  });
});
