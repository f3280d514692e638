import { Cohort } from '../src/cohorts/cohort.entity.js';
import type { Edition } from '../src/curriculum/edition.js';
import { newestRevision } from '../src/curriculum/publication.service.js';
import { completionOf, isFinished, settledIn } from '../src/learning/completion.rules.js';
import { EditionMoves } from '../src/learning/edition-moves.service.js';
import { renamer } from '../src/learning/facts.rules.js';
import { JourneyService } from '../src/learning/journey.service.js';
import { LearningService } from '../src/learning/learning.service.js';
import { formOf } from '../src/worksheets/written.rules.js';
import { findStep } from '../src/curriculum/edition.js';
import { refOf } from '../src/learning/waiver.rules.js';
import { aCohort, enrolledIn } from './factories/cohort.js';
import {
  aBlock,
  aCourse,
  aLesson,
  aModule,
  aQuestion,
  aQuiz,
  aReflection,
  aWorksheet,
} from './factories/course.js';
import { aDialogue } from './factories/dialogue.js';
import { Writer, seeded } from './factories/edition-pairs.js';
import { did, published } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import { aWaiver } from './factories/waiver.js';
import { AN_ORDINARY_DAY, startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterEach(() => app.clock.set(AN_ORDINARY_DAY));
afterAll(() => app.close());

let tracks = 0;
type Course = Parameters<typeof aCourse>[0];

/** Somebody who takes a track of its own. */
async function aLearner(course: Course) {
  tracks += 1;
  const id = `kooza-${tracks}`;
  const code = `K${String.fromCharCode(65 + Math.floor(tracks / 26))}${String.fromCharCode(65 + (tracks % 26))}`;
  const publish = (more: Course) => published(app, aCourse({ id, code, ...more }));
  await publish(course);
  const cohort = await aCohort(app, { trackId: id });
  const person = await aPerson(app);
  const enrolment = await enrolledIn(app, person, cohort);
  const goOver = async (more: Course) => {
    expect(await publish(more)).toMatchObject({ kind: 'published', class: 'consequential' });
    return moved(cohort);
  };
  const journey = () => app.get(JourneyService).get(person.id, id);
  return { id, cohort, person, enrolment, browser: await signIn(app, person), publish, goOver, journey };
}

function moved(cohort: { id: string; trackId: string }): Promise<number> {
  return app.db.write(async (tx) => {
    const now = await tx.findOne(Cohort, { id: cohort.id });
    return app.get(EditionMoves).move(tx, now!, (await newestRevision(tx, cohort.trackId))!);
  });
}

const send = (browser: Browser, path: string, fields: object = {}) =>
  browser
    .post(path)
    .type('form')
    .send({ _key: crypto.randomUUID(), ...fields });
const completedOn = async ({ id }: { id: string }) =>
  (await app.db.one<{ completed_on: string | null }>`select completed_on from enrolment where id = ${id}`)!
    .completed_on;
const hidden = (text: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? '';

const yomu = aModule('a', [aLesson('yomu')]);
const CERTIFICATE = { title: null, text: null, disclaimer: true, official: null };

describe('going over to a newer edition', () => {
  it('asks for nothing more in what was finished, and for what is new', async () => {
    const { id, enrolment, browser, goOver, journey } = await aLearner({
      modules: [yomu, aModule('b', [aLesson('kiku')])],
    });
    await did(app, enrolment, { module: 'a', step: 'yomu' });
    expect(
      await goOver({
        modules: [
          aModule('a', [aLesson('yomu'), aLesson('tasu')]),
          aModule('b', [aLesson('kiku'), aLesson('mo')]),
        ],
      }),
    ).toBe(1);
    const { edition, facts } = await journey();
    expect(completionOf(edition, facts).missing).toEqual([
      {
        kind: 'module',
        module: 'b',
        steps: [
          { module: 'b', step: 'kiku' },
          { module: 'b', step: 'mo' },
        ],
      },
    ]);
    expect((await browser.get(`/learn/${id}/a`).expect(200)).text).toContain('この課が終わりました');
    for (const step of ['kiku', 'mo']) await did(app, enrolment, { module: 'b', step });
    expect(await completedOn(enrolment)).toBe('2026-05-12');
  });

  it('completes who has everything that the newer edition asks', async () => {
    const { enrolment, goOver } = await aLearner({ modules: [yomu, aModule('b', [aLesson('kiku')])] });
    await did(app, enrolment, { module: 'a', step: 'yomu' });
    await goOver({ modules: [yomu] });
    expect(await completedOn(enrolment)).toBe('2026-05-12');
    const facts = await app.db.sql<{ kind: string }>`
      select kind from reported_fact where enrolment_id = ${enrolment.id} order by seq`;
    expect(facts.map(({ kind }) => kind)).toEqual(['enrolled', 'completed']);
  });

  it('leaves a completion as it is, and its certificate speaks of the edition it was completed with', async () => {
    const { id, person, enrolment, goOver } = await aLearner({
      title: '前の題',
      certificate: CERTIFICATE,
      modules: [yomu],
    });
    await did(app, enrolment, { module: 'a', step: 'yomu' });
    app.clock.set(new Date('2026-06-01T03:00:00Z'));
    await goOver({
      title: 'あとの題',
      certificate: CERTIFICATE,
      modules: [yomu, aModule('b', [aLesson('mo')])],
    });
    expect(await completedOn(enrolment)).toBe('2026-05-12');
    const browser = await signIn(app, person);
    const { text } = await browser.get(`/path/${id}`).expect(200);
    expect(text).toContain('修了したことは、変わりません');
    expect(text).toContain('この講座が終わりました');
    expect(text).not.toContain('終わりかた');
    const ready = await browser.get('/certificates').expect(200);
    expect(ready.text).toContain('前の題');
    expect(ready.text).not.toContain('あとの題');
  });

  it('shows once what is new, until it is put away', async () => {
    const { id, browser, goOver } = await aLearner({ modules: [yomu] });
    await goOver({
      modules: [aModule('a', [aLesson('yomu'), aLesson('atarashii', { title: '加わった話' })])],
    });
    expect((await browser.get('/home').expect(200)).text).toContain('教材が新しくなりました');
    const { text } = await browser.get(`/path/${id}`).expect(200);
    expect(text).toContain('id="edition-news"');
    expect(text.slice(text.indexOf('edition-news'))).toContain('加わった話');
    const seen = { _key: crypto.randomUUID() };
    for (let time = 0; time < 2; time += 1)
      await browser.post(`/path/${id}/edition-news/seen`).type('form').send(seen).expect(303);
    expect((await browser.get(`/path/${id}`).expect(200)).text).not.toContain('edition-news');
    expect((await browser.get('/home').expect(200)).text).not.toContain('教材が新しくなりました');
    const other = await signIn(app, await aPerson(app));
    await send(other, `/path/${id}/edition-news/seen`).expect(404);
  });

  it('closes nothing that was opened or finished, whatever comes before it now', async () => {
    const lessons = aModule('b', [aLesson('kiku'), aLesson('mada')]);
    const { id, enrolment, browser, goOver } = await aLearner({ modules: [yomu, lessons] });
    await did(app, enrolment, { module: 'a', step: 'yomu' });
    await did(app, enrolment, { module: 'b', step: 'kiku' }, { status: 'started' });
    await goOver({ order: 'in-order', modules: [aModule('z', [aLesson('mae')]), yomu, lessons] });
    for (const step of ['a/yomu', 'b/kiku']) await browser.get(`/learn/${id}/${step}`).expect(200);
    await browser.get(`/learn/${id}/b/mada`).expect(303);
    expect((await browser.get(`/path/${id}`).expect(200)).text).toContain(`href="/learn/${id}/b/kiku"`);
    await send(browser, `/learn/${id}/b/kiku/done`).expect(303);
  });

  it('counts what was answered before points counted', async () => {
    const quiz = aQuiz('toi', [aQuestion('q1'), aQuestion('q2')], { shuffle: false });
    const modules = [aModule('a', [quiz])];
    const { id, enrolment, browser, goOver } = await aLearner({
      modules: [...modules, aModule('b', [aLesson('kiku')])],
    });
    await send(browser, `/quiz/${id}/a/toi/start`).expect(303);
    for (const position of [1, 2])
      await send(browser, `/quiz/${id}/a/toi/${position}`, { answer: '0', attempt: '1' }).expect(303);
    expect(await completedOn(enrolment)).toBeNull();
    await goOver({ scored: true, complete: [{ kind: 'score', percent: 100 }], modules });
    expect(await completedOn(enrolment)).toBe('2026-05-12');
  });

  it('takes those of one cohort and of an older revision, not who left', async () => {
    const { id, cohort, enrolment, publish } = await aLearner({ modules: [yomu] });
    const standing = await aCohort(app, { trackId: id, kind: 'standing' });
    const elsewhere = await enrolledIn(app, await aPerson(app), standing);
    await publish({ modules: [yomu, aModule('b', [aLesson('kiku')])] });
    const later = await enrolledIn(app, await aPerson(app), cohort);
    const [last] = await app.db.sql<{ id: string }>`
      select id from revision where track_id = ${id} order by number desc limit 1`;
    expect(later.revisionId).toBe(last!.id);
    expect(await moved(cohort)).toBe(1);
    expect(await moved(cohort)).toBe(0);
    const held = await app.db.sql<{ id: string; revision_id: string }>`
      select id, revision_id from enrolment where track_id = ${id} order by id`;
    expect(held.find((one) => one.id === enrolment.id)?.revision_id).toBe(last!.id);
    expect(held.find((one) => one.id === elsewhere.id)?.revision_id).not.toBe(last!.id);
  });
});

describe('what was begun', () => {
  it('is finished as it was begun: a quiz whose questions are others now', async () => {
    const course = (...ids: string[]) => ({
      modules: [
        aModule('a', [
          aQuiz(
            'toi',
            ids.map((one) => aQuestion(one)),
            { shuffle: false },
          ),
        ]),
      ],
    });
    const { id, enrolment, browser, goOver } = await aLearner(course('q1', 'q2'));
    const quiz = `/quiz/${id}/a/toi`;
    await send(browser, `${quiz}/start`).expect(303);
    await send(browser, `${quiz}/1`, { answer: '0', attempt: '1' }).expect(303);
    await goOver(course('q3', 'q4', 'q5'));
    expect((await browser.get(`${quiz}/2`).expect(200)).text).toContain('問い q2');
    await send(browser, `${quiz}/2`, { answer: '0', attempt: '1' }).expect(303);
    expect((await browser.get(`${quiz}/end`).expect(200)).text).toContain('問い q1');
    expect(await completedOn(enrolment)).toBe('2026-05-12');
    await send(browser, `${quiz}/start`).expect(303);
    expect((await browser.get(`${quiz}/1`).expect(200)).text).toContain('問い q3');
  });

  it('is finished as it was begun: a conversation in a scene that is gone', async () => {
    const talk = aDialogue();
    const { id, browser, goOver, enrolment } = await aLearner({ modules: [aModule('yoru', [talk])] });
    const here = `/dialogue/${id}/yoru/yoru-11ji`;
    const first = (await send(browser, `${here}/start`, { walk: '0' }).expect(303)).headers.location!;
    const page = await browser.get(first).expect(200);
    const gone = { ...talk, scenes: talk.scenes.map((scene) => ({ ...scene, id: `${scene.id}-2` })) };
    const renamed = JSON.parse(
      JSON.stringify(gone).replace(/"(start|go|scene|mend)":"([^"]+)"/g, '"$1":"$2-2"'),
    ) as typeof talk;
    await goOver({ modules: [aModule('yoru', [renamed])] });
    const again = await browser.get(first).expect(200);
    expect(hidden(again.text, 'walk')).toBe(hidden(page.text, 'walk'));
    let next = first;
    for (let turn = 0; turn < 20 && !next.endsWith('/end'); turn += 1) {
      const { text } = await browser.get(next).expect(200);
      const replies = [...text.matchAll(/name="reply" value="(\d+)"/g)].map(([, value]) => value);
      const reply = replies[turn % replies.length];
      const sent = await send(browser, next, { reply, walk: hidden(text, 'walk') }).expect(303);
      next = sent.headers.location!;
      if (next.endsWith('/said'))
        next = /class="btn" href="([^"]+)"/.exec((await browser.get(next)).text)![1]!;
      const { status, headers } = await browser.get(next);
      if (status === 303) next = headers.location!;
    }
    expect(next).toBe(`${here}/end`);
    await browser.get(next).expect(200);
    expect(await completedOn(enrolment)).toBe('2026-05-12');
  });

  it('is found where its step has another name now, by old links, too', async () => {
    const course = (names: readonly string[], more = {}) => {
      const [lesson, quiz, sheet, text] = names.map((one) => one);
      const was = (name: string) => (names[0] === 'yomu' ? {} : { formerly: [name] });
      return {
        modules: [
          aModule(
            names[0] === 'yomu' ? 'a' : 'z',
            [
              aLesson(lesson!, was('yomu')),
              aQuiz(quiz!, [aQuestion('q1'), aQuestion('q2')], { shuffle: false, ...was('toi') }),
              aWorksheet(sheet!, [aBlock('ひとこと')], was('kaku')),
              aReflection(text!, was('omoi')),
            ],
            names[0] === 'yomu' ? {} : { formerly: ['a'] },
          ),
          aModule('y', [aLesson('owari'), ...(Object.keys(more).length > 0 ? [aLesson('mo')] : [])]),
        ],
      };
    };
    const { id, browser, goOver } = await aLearner(course(['yomu', 'toi', 'kaku', 'omoi']));
    await browser.get(`/learn/${id}/a/yomu`).expect(200);
    await send(browser, `/learn/${id}/a/yomu/memo`, { memo: '自分のメモ', version: '0' }).expect(303);
    await send(browser, `/learn/${id}/a/yomu/done`).expect(303);
    await send(browser, `/quiz/${id}/a/toi/start`).expect(303);
    await send(browser, `/quiz/${id}/a/toi/1`, { answer: '0', attempt: '1' }).expect(303);
    const sheet = formOf([aBlock('ひとこと')]);
    const words = (text: string, version: string) => ({ words: text, version, sheet, then: 'stay' });
    await send(browser, `/worksheet/${id}/a/kaku/words`, words('書いたこと', '0')).expect(303);
    await send(browser, `/reflection/${id}/a/omoi`, { text: '思ったこと', version: '0', act: 'save' }).expect(
      303,
    );
    await goOver(course(['yonda', 'kotae', 'kaita', 'omotta'], { more: true }));

    const lesson = await browser.get(`/learn/${id}/z/yonda`).expect(200);
    for (const found of ['自分のメモ', 'この項目は、一度終わっています'])
      expect(lesson.text).toContain(found);
    expect((await browser.get(`/learn/${id}/a/yomu`).expect(200)).text).toContain('自分のメモ');
    await send(browser, `/learn/${id}/z/yonda/memo`, { memo: 'メモの続き', version: '1' }).expect(303);
    expect((await browser.get(`/learn/${id}/z/yonda`).expect(200)).text).toContain('メモの続き');
    // The page of a question that was open when the course was moved.
    expect(
      (await send(browser, `/quiz/${id}/a/toi/2`, { answer: '0', attempt: '1' }).expect(303)).headers
        .location,
    ).toBe(`/quiz/${id}/z/kotae/2/answer`);
    expect((await browser.get(`/quiz/${id}/z/kotae/end`).expect(200)).text).toContain('問い q1');
    expect((await browser.get(`/worksheet/${id}/z/kaita`).expect(200)).text).toContain('書いたこと');
    await send(browser, `/worksheet/${id}/a/kaku/words`, words('書きたした', '1')).expect(303);
    expect((await browser.get(`/worksheet/${id}/z/kaita`).expect(200)).text).toContain('書きたした');
    expect((await browser.get(`/reflection/${id}/z/omotta`).expect(200)).text).toContain('思ったこと');
  });

  it('stays readable, and can be finished, where its step is gone', async () => {
    const quiz = aQuiz('toi', [aQuestion('q1'), aQuestion('q2')], { shuffle: false, title: '前の問い' });
    const { id, browser, goOver, journey } = await aLearner({
      modules: [yomu, aModule('b', [quiz, aReflection('omoi'), aLesson('mita-koto-nai')])],
    });
    await send(browser, `/quiz/${id}/b/toi/start`).expect(303);
    await send(browser, `/reflection/${id}/b/omoi`, { text: '思ったこと', version: '0', act: 'save' }).expect(
      303,
    );
    await browser.get(`/reflection/${id}/b/omoi`).expect(200);
    await goOver({ modules: [yomu] });
    const path = await browser.get(`/path/${id}`).expect(200);
    for (const found of ['前の教材で始めたもの', '前の問い', `href="/reflection/${id}/b/omoi"`])
      expect(path.text).toContain(found);
    expect((await browser.get(`/reflection/${id}/b/omoi`).expect(200)).text).toContain('思ったこと');
    for (const position of [1, 2]) {
      await browser.get(`/quiz/${id}/b/toi/${position}`).expect(200);
      await send(browser, `/quiz/${id}/b/toi/${position}`, { answer: '0', attempt: '1' }).expect(303);
    }
    const end = await browser.get(`/quiz/${id}/b/toi/end`).expect(200);
    for (const [, href] of end.text.matchAll(/href="(\/[a-z]+\/kooza[^"#?]*)/g))
      await browser.get(href!).expect(200);
    expect((await journey()).facts.done).toContain('b/toi');
    await browser.get(`/learn/${id}/b/mita-koto-nai`).expect(404);
    const other = await signIn(app, await aPerson(app));
    await other.get(`/quiz/${id}/b/toi`).expect(303);
  });
});

describe('a mistake that is taken back after the move', () => {
  const waived = async (enrolment: { id: string }, target: string) => {
    const id = await aWaiver(app, enrolment, { target: { scope: 'module', target }, state: 'confirmed' });
    const by = await aPerson(app, { roles: ['office'] });
    return () =>
      app.db.write((tx) =>
        app.get(LearningService).takeBackWaiver(tx, { id, enrolmentId: enrolment.id, closedById: by.id }),
      );
  };

  it('takes back a completion that rested on it alone, and what was kept by it', async () => {
    const { enrolment, goOver, journey } = await aLearner({ modules: [yomu] });
    const takeBack = await waived(enrolment, 'a');
    expect(await completedOn(enrolment)).toBe('2026-05-12');
    await goOver({ modules: [aModule('a', [aLesson('yomu'), aLesson('mo')])] });
    await takeBack();
    expect(await completedOn(enrolment)).toBeNull();
    const { edition, facts } = await journey();
    expect(completionOf(edition, facts).missing).toMatchObject([{ kind: 'module', module: 'a' }]);
  });

  it('leaves a completion that was really come to', async () => {
    const { enrolment, goOver } = await aLearner({ modules: [yomu] });
    await did(app, enrolment, { module: 'a', step: 'yomu' });
    const takeBack = await waived(enrolment, 'a');
    await goOver({ modules: [aModule('a', [aLesson('yomu'), aLesson('mo')])] });
    await takeBack();
    expect(await completedOn(enrolment)).toBe('2026-05-12');
  });
});

describe('whatever edition follows', () => {
  it.each([3, 14, 15, 92, 65])('takes nothing back from anybody (%i)', async (seed) => {
    const writer = new Writer(seeded(seed));
    const first = writer.first();
    const { track, modules } = first;
    const { enrolment, publish, cohort, journey } = await aLearner({ ...track, ...ids(), modules });
    for (const { module, step, status } of writer.done(first).progress)
      await did(app, enrolment, { module, step }, { status });
    let edition: Edition = first;
    for (let move = 0; move < 2; move += 1) {
      const before = await journey();
      const was = await completedOn(enrolment);
      edition = writer.next(edition);
      const { track: next, modules: parts } = edition;
      if ((await publish({ ...next, ...ids(cohort.trackId), modules: parts })).kind === 'refused') return;
      await moved(cohort);
      const after = await journey();
      const now = renamer(after.edition);
      for (const key of before.facts.done)
        if (findStep(after.edition, refOf(now(key)))) expect(after.facts.done).toContain(now(key));
      for (const module of before.edition.modules)
        if (isFinished(module, settledIn(before.facts))) {
          const same = after.edition.modules.find((one) => [one.id, ...one.formerly].includes(module.id));
          expect(
            same === undefined || same.steps.every(({ id }) => after.reached.done.has(`${same.id}/${id}`)),
          ).toBe(true);
        }
      if (was !== null) expect(await completedOn(enrolment)).toBe(was);
      else
        expect((await completedOn(enrolment)) !== null).toBe(completionOf(after.edition, after.facts).isDone);
    }
  });
});

/** The ids of a track, which belong to the learner of it. */
function ids(id = `kooza-${tracks + 1}`): { id: string; code: string } {
  const number = Number(id.split('-')[1]);
  return {
    id,
    code: `K${String.fromCharCode(65 + Math.floor(number / 26))}${String.fromCharCode(65 + (number % 26))}`,
  };
}
