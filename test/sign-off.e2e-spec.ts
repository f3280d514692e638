import { AuditChain } from '../src/audit/audit-chain.js';
import { aCohort, aFacilitator, enrolledIn, facilitates } from './factories/cohort.js';
import { aCourse, aLesson, aModule } from './factories/course.js';
import { did, published } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const LESSON = { module: 'a', step: 'yomu' };
const asking = aCourse({
  id: 'kakunin',
  code: 'KAK',
  complete: [
    { kind: 'modules', count: 'all' },
    { kind: 'any', rules: [{ kind: 'sign-off', by: 'facilitator' }] },
  ],
  modules: [aModule('a', [aLesson('yomu')])],
});

/** Somebody in a cohort whose track asks for the word of its facilitator. */
async function aGroup({ kind }: { kind?: 'standing' } = {}) {
  await published(app, asking);
  const cohort = await aCohort(app, { trackId: 'kakunin', ...(kind && { kind }) });
  const facilitator = await aFacilitator(app, cohort);
  const person = await aPerson(app, { displayName: '葵' });
  const enrolment = await enrolledIn(app, person, cohort);
  const list = `/facilitate/${cohort.id}/sign-off`;
  return {
    ...{ cohort, facilitator, person, enrolment, list },
    at: `${list}/${enrolment.id}`,
    leads: await signIn(app, facilitator),
    learns: await signIn(app, person),
  };
}
const press = (browser: Browser, path: string, key?: string) =>
  browser
    .post(path)
    .type('form')
    .send(key ? { _key: key } : {});
const completedOn = async (id: string) =>
  (await app.db.one<{ completed_on: string | null }>`select completed_on from enrolment where id = ${id}`)!
    .completed_on;
const actsOn = (id: string) =>
  app.db.sql<{ act: string; detail: string }>`
    select act, detail from audit_event where object = ${`enrolment:${id}`} order by seq`;

describe('the word of a facilitator', () => {
  it('completes a track that waits for nothing else, and tells the person who gave it and when', async () => {
    const { leads, learns, list, at, enrolment } = await aGroup();
    await did(app, enrolment, LESSON);
    expect(await completedOn(enrolment.id)).toBeNull();
    const waiting = await learns.get('/path/kakunin').expect(200);
    expect(waiting.text).toContain('進行役の確認がまだです');
    expect(waiting.text).toContain('href="/contact/kakunin"');
    expect((await leads.get(`/facilitate/${enrolment.cohortId}`)).text).toContain(`href="${list}"`);
    expect((await leads.get(list).expect(200)).text).toContain('確認を記録する');
    await press(leads, at).expect(303).expect('location', list);
    expect(await completedOn(enrolment.id)).toBe('2026-05-12');
    const { text } = await learns.get('/path/kakunin').expect(200);
    expect(text).toContain('2026年5月12日（火）に、進行役が確認しました。');
    expect(text).toContain('<span lang="ja">進行 みどり</span>');
    const shown = (await leads.get(list).expect(200)).text;
    expect(shown).toContain('に修了しました');
    expect(shown).not.toContain('確認を取り消す');
    const own = await learns.get('/settings/data/file.json').expect(200);
    expect(own.text).toContain('"signedOffAt": "2026-05-12T01:00:00.000Z"');
    expect((await learns.get('/settings/data/read').expect(200)).text).toContain('進行役が確認した日');
    expect(await actsOn(enrolment.id)).toEqual([{ act: 'sign-off.given', detail: '{}' }]);
    expect((await app.get(AuditChain).verifyChain()).flaw).toBeNull();
  });

  it('may come first: the last step completes the track then', async () => {
    const { leads, at, enrolment } = await aGroup();
    await press(leads, at).expect(303);
    expect(await completedOn(enrolment.id)).toBeNull();
    await did(app, enrolment, LESSON);
    expect(await completedOn(enrolment.id)).toBe('2026-05-12');
  });

  it('is taken back until the track is completed, and not afterwards', async () => {
    const { leads, learns, at, list, enrolment } = await aGroup();
    await press(leads, at).expect(303);
    expect((await leads.get(list)).text).toContain('確認を取り消す');
    await press(leads, `${at}/withdrawal`).expect(303);
    expect((await learns.get('/path/kakunin')).text).toContain('進行役の確認がまだです');
    await press(leads, `${at}/withdrawal`).expect(303);
    await press(leads, at).expect(303);
    await did(app, enrolment, LESSON);
    const refused = await press(leads, `${at}/withdrawal`).expect(409);
    expect(refused.text).toContain('取り消せませんでした');
    expect(await completedOn(enrolment.id)).toBe('2026-05-12');
    expect((await actsOn(enrolment.id)).map(({ act }) => act)).toEqual([
      'sign-off.given',
      'sign-off.taken-back',
      'sign-off.given',
    ]);
  });

  it('is given once, however often it is sent', async () => {
    const { leads, at, enrolment } = await aGroup();
    const key = 'k'.repeat(22);
    for (let time = 0; time < 2; time++) await press(leads, at, key).expect(303);
    await press(leads, at).expect(303);
    expect(await actsOn(enrolment.id)).toHaveLength(1);
  });

  it('is for the people of one’s own cohort alone, and never for oneself', async () => {
    const { at, list, facilitator, cohort, enrolment } = await aGroup();
    const stranger = await signIn(app, await aFacilitator(app));
    await stranger.get(list).expect(404);
    await press(stranger, at).expect(404);
    const other = await aCohort(app, { trackId: 'kakunin', name: '第2期' });
    await facilitates(app, facilitator, other);
    const leads = await signIn(app, facilitator);
    await press(leads, `/facilitate/${other.id}/sign-off/${enrolment.id}`).expect(404);
    await press(leads, `${list}/nobody`).expect(404);
    const both = await aFacilitator(app, cohort, {
      roles: ['trainee', 'facilitator'],
      displayName: '両方 ひかり',
    });
    const own = await enrolledIn(app, both, cohort);
    const self = await signIn(app, both, { role: 'facilitator' });
    expect((await self.get(list).expect(200)).text).not.toContain('>両方 ひかり</strong>');
    await press(self, `${list}/${own.id}`).expect(404);
    expect(await actsOn(own.id)).toEqual([]);
  });

  it('is not asked for in other tracks', async () => {
    await published(app, aCourse({ id: 'hoka', code: 'HOK', modules: [aModule('a', [aLesson('yomu')])] }));
    const cohort = await aCohort(app, { trackId: 'hoka' });
    const leads = await signIn(app, await aFacilitator(app, cohort));
    const enrolment = await enrolledIn(app, await aPerson(app), cohort);
    expect((await leads.get(`/facilitate/${cohort.id}`)).text).not.toContain('sign-off');
    await leads.get(`/facilitate/${cohort.id}/sign-off`).expect(404);
    await press(leads, `/facilitate/${cohort.id}/sign-off/${enrolment.id}`).expect(404);
  });

  it('leads people of the standing cohort to whom there is to ask', async () => {
    const { learns } = await aGroup({ kind: 'standing' });
    const { text } = await learns.get('/path/kakunin').expect(200);
    expect(text).toContain('進行役の確認がまだです');
    expect(text).toContain('href="/support"');
  });
});
