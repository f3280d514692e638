import type { CompletionRule } from '../src/curriculum/edition.js';
import { aCohort, aFacilitator, enrolledIn } from './factories/cohort.js';
import { aRuledCourse, EVERY_RULE } from './factories/every-rule.js';
import { did, enrolled, published } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import { aDate } from './factories/training-session.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

let made = 0;
/** Somebody in a dated cohort of a track that asks for exactly this. */
async function learning(...rules: readonly CompletionRule[]) {
  const id = `joken-${++made}`;
  const code = `J${String.fromCharCode(65 + Math.floor(made / 26), 65 + (made % 26))}`;
  const course = aRuledCourse(id, rules);
  await published(app, { ...course, track: { ...course.track, code } });
  const cohort = await aCohort(app, { trackId: id });
  const person = await aPerson(app);
  const enrolment = await enrolledIn(app, person, cohort);
  return { id, cohort, enrolment, browser: await signIn(app, person) };
}
const speakEnglish = (browser: Browser) =>
  browser
    .post('/settings/display')
    .type('form')
    .send({ theme: 'auto', size: 'm', ruby: '1', words: 'normal', progress: 'show', lang: 'en' })
    .expect(303);
/** What is left, as the path page says it. */
const left = async (browser: Browser, id: string) => {
  const { text } = await browser.get(`/path/${id}`).expect(200);
  const [, after = ''] = text.split(/<h2>(?:終わりかた|How it ends|What is left)[^<]*<\/h2>/);
  return after.split('<h2>')[0]!;
};

describe('what is still missing', () => {
  it.each<[string, CompletionRule, string, string, string]>([
    ['all modules', { kind: 'modules', count: 'all' }, '課のひとつめ', 'to go', '/learn/T/a'],
    ['so many modules', { kind: 'modules', count: 2 }, '次の課のうち、2つ', '2 of these', '/learn/T/c'],
    ['a dialogue', EVERY_RULE[2]!, '話すこと', '話すこと', '/dialogue/T/b/hanasu'],
    ['a quiz', EVERY_RULE[3]!, '問うこと', '問うこと', '/quiz/T/b/toi'],
    ['a worksheet', EVERY_RULE[4]!, '書くこと', '書くこと', '/worksheet/T/b/kaku'],
    ['something to hand in', EVERY_RULE[5]!, '思うこと', '思うこと', '/reflection/T/b/omou'],
    ['sessions', EVERY_RULE[6]!, '集合演習を2回', '2 training sessions', '/session/T/c/kai-1'],
    ['hours', EVERY_RULE[7]!, '集合演習を6時間', '6 hours', '/session/T/c/kai-2'],
    ['the sign-off', EVERY_RULE[8]!, '進行役の確認がまだです', 'still to come', '/contact/T'],
    ['the score', EVERY_RULE[9]!, '問いの80％', '80', '/quiz/T/b/toi'],
    ['one of several', EVERY_RULE[10]!, '次のうち1つ', '1', '/dialogue/T/b/hanasu'],
    ['the sign-off among several', EVERY_RULE[10]!, '進行役の確認がまだです', 'still to come', '/contact/T'],
    ['two of several', EVERY_RULE[11]!, '次のうち2つ', '2', '/worksheet/T/b/kaku'],
    ['sessions among several', EVERY_RULE[11]!, '集合演習を1回', '1', '/session/T/c/kai-1'],
    ['modules among several', EVERY_RULE[11]!, '次の課のうち、1つ', '1 of these', '/learn/T/a'],
  ])('is said of %s in both languages, with a link to what there is to do', async (_, rule, ja, en, href) => {
    const { id, browser } = await learning(rule);
    const path = href.replace('/T', `/${id}`);
    const japanese = await left(browser, id);
    expect(japanese).toContain(ja);
    expect(japanese).toContain(`href="${path}"`);
    await browser.get(path).expect(200);
    await speakEnglish(browser);
    const english = await left(browser, id);
    expect(english).toContain(en);
    expect(english).toContain(`href="${path}"`);
  });

  it('is said of every rule at once, and of none when all is done', async () => {
    const { id, browser, enrolment } = await learning(...EVERY_RULE.filter(({ kind }) => kind !== 'score'));
    expect((await left(browser, id)).match(/href="/g)!.length).toBeGreaterThan(15);
    for (const module of aRuledCourse(id, []).modules)
      for (const { id: step } of module.steps) await did(app, enrolment, { module: module.id, step });
    const only = await left(browser, id);
    expect(only).toContain('進行役の確認がまだです');
    expect(only).not.toContain('集合演習');
    const leads = await signIn(app, await aFacilitator(app, { id: enrolment.cohortId }));
    await leads.post(`/facilitate/${enrolment.cohortId}/sign-off/${enrolment.id}`).expect(303);
    expect((await browser.get(`/path/${id}`)).text).toContain('この講座が終わりました');
  });
});

describe('what is still possible of sessions', () => {
  const sessions: CompletionRule = { kind: 'sessions', count: 2 };

  it('is counted while attending can be enough', async () => {
    const { id, cohort, browser } = await learning(sessions);
    await aDate(app, { cohort, module: 'c', step: 'kai-1' });
    const text = await left(browser, id);
    expect(text).toContain('これから集まる予定があるのは、1回です。');
    expect(text).not.toContain('振替');
  });

  it('is said early when attending is not enough any more, with the ways to make up for it', async () => {
    const { id, cohort, browser } = await learning(sessions);
    await aDate(app, { cohort, module: 'c', step: 'kai-1', inHours: -48 });
    await aDate(app, { cohort, module: 'c', step: 'kai-2' });
    const text = await left(browser, id);
    expect(text).toContain('これから集まる予定は1回なので、出るだけでは2回になりません。');
    expect(text).toContain('振替をすると、修了できます。');
    expect(text).toContain(`<a href="/session/${id}/c/kai-1">振替の方法：集まり一</a>`);
    await speakEnglish(browser);
    expect(await left(browser, id)).toContain('attending alone does not make 2');
  });

  it('is the next cohort where nothing makes up for it', async () => {
    const { id, cohort, browser } = await learning(sessions);
    await aDate(app, { cohort, module: 'c', step: 'kai-2', inHours: -48 });
    const text = await left(browser, id);
    expect(text).toContain('次の期で、続きから受けられます。');
    expect(text).toContain(`href="/tracks/${id}"`);
  });

  it('is making up alone in a standing cohort without dates', async () => {
    const { id } = await learning({ kind: 'sessions', count: 1 });
    const person = await aPerson(app);
    await enrolled(app, person, id);
    const text = await left(await signIn(app, person), id);
    expect(text).toContain('この期には、これから集まる予定がありません。');
    expect(text).toContain('振替の方法：集まり一');
  });
});
