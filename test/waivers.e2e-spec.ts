import { AuditChain } from '../src/audit/audit-chain.js';
import type { CompletionRule } from '../src/curriculum/edition.js';
import { issued } from './factories/certificate.js';
import { aCohort, aFacilitator, enrolledIn, facilitates } from './factories/cohort.js';
import { aCourse, aLesson, aModule, aSession } from './factories/course.js';
import { did, published } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import type { KnownPerson } from './factories/person.js';
import { aWaiver } from './factories/waiver.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const A_DAY = 24 * 60 * 60 * 1000;
const complete: readonly CompletionRule[] = [
  { kind: 'modules', count: 'all' },
  { kind: 'sessions', count: 1 },
];
const course = aCourse({
  id: 'menjo',
  code: 'MEN',
  title: '{免除|めんじょ}のある講座',
  complete,
  certificate: { title: null, text: null, disclaimer: true, official: null },
  modules: [
    aModule('a', [aLesson('yomu', { title: 'はじめの読みもの' })], { title: '課のひとつめ' }),
    aModule('b', [aLesson('tsugi')], { title: '課のふたつめ', requires: ['a'] }),
    aModule('c', [aSession('kai', 3)], { required: false }),
  ],
});
const YOMU = { module: 'a', step: 'yomu' };
const TSUGI = { module: 'b', step: 'tsugi' };
const KAI = { module: 'c', step: 'kai' };

/** Somebody in a cohort, its facilitator, and two of the office. */
async function aGroup() {
  await published(app, course);
  const cohort = await aCohort(app, { trackId: 'menjo' });
  const person = await aPerson(app, { displayName: '葵' });
  const enrolment = await enrolledIn(app, person, cohort);
  const facilitator = await aFacilitator(app, cohort);
  const official = () => aPerson(app, { roles: ['office'], displayName: '事務 すず' });
  return {
    ...{ cohort, person, enrolment, facilitator },
    list: `/facilitate/${cohort.id}/waivers`,
    learns: await signIn(app, person),
    leads: await signIn(app, facilitator),
    office: await signIn(app, await official()),
    other: await signIn(app, await official()),
  };
}
const form = (person: KnownPerson, more: object = {}) => ({
  number: person.learnerNumber,
  target: 'module:a',
  kind: 'equivalent',
  note: '県の基礎研修（2024年）',
  ...more,
});
const send = (browser: Browser, path: string, body: object = {}) =>
  browser.post(path).type('form').send(body);
/** The id at the end of the address that it leads to. */
const propose = async (browser: Browser, list: string, body: object) => {
  const { headers } = await send(browser, list, body).expect(303);
  return headers.location!.split('/').at(-1)!;
};
const completedOn = async ({ id }: { id: string }) =>
  (await app.db.one<{ completed_on: string | null }>`select completed_on from enrolment where id = ${id}`)!
    .completed_on;
const factsOf = ({ id }: { id: string }) =>
  app.db.sql<{ kind: string; completed_on: string | null; occurred_on: string; status: string }>`
    select kind, completed_on, occurred_on, status from reported_fact where enrolment_id = ${id} order by seq`;
const actsOn = async ({ id }: { id: string }) =>
  (
    await app.db.sql<{ act: string; detail: string }>`
      select act, detail from audit_event where object = ${`enrolment:${id}`} order by seq`
  ).map(({ act, detail }) => ({ act, detail }));
const waiversOf = ({ id }: { id: string }) => app.db.sql`select id from waiver where enrolment_id = ${id}`;

describe('a waiver', () => {
  it('is proposed by the facilitator, confirmed by the office, and nothing changes before', async () => {
    const { list, leads, office, learns, person, enrolment } = await aGroup();
    await learns.get('/learn/menjo/b').expect(403);
    const id = await propose(leads, list, form(person));
    expect((await leads.get(`${list}/${id}`).expect(200)).text).toContain('事務局の確認を待っています');
    await learns.get('/learn/menjo/b').expect(403);
    expect((await learns.get('/path/menjo')).text).not.toContain('id="waived"');
    const waiting = (await office.get('/office/waivers').expect(200)).text;
    expect(waiting).toContain(`href="/office/waivers/${id}"`);
    const asked = (await office.get(`/office/waivers/${id}`).expect(200)).text;
    for (const words of ['課のひとつめ', '同等のものを受けた', '県の基礎研修（2024年）', '進行 みどり'])
      expect(asked).toContain(words);
    // Who it is stands in the list of the year, where looking is recorded.
    expect(asked).not.toContain('>葵<');
    await send(office, `/office/waivers/${id}/confirmation`).expect(303);
    const path = (await learns.get('/path/menjo').expect(200)).text;
    expect(path).toContain('id="waived"');
    expect(path).toContain('<span class="st">免除</span>');
    expect(path).toContain('1項目のうち、0項目が終わりました');
    const module = (await learns.get('/learn/menjo/a').expect(200)).text;
    expect(module).toContain('この課は、免除になっています。');
    expect(module).toContain('事務局が2026年5月12日（火）に確認しました');
    expect(module).not.toContain('この課が終わりました');
    for (const words of ['県の基礎研修', '同等のもの']) expect(module).not.toContain(words);
    // What waited for the module waits no more, in the list and behind its doors.
    await learns.get('/learn/menjo/b').expect(200);
    await learns.get('/learn/menjo/b/tsugi').expect(200);
    expect(await completedOn(enrolment)).toBeNull();
    expect((await actsOn(enrolment)).map(({ act }) => act)).toEqual(['waiver.proposed', 'waiver.confirmed']);
    const [{ detail } = { detail: '' }] = await actsOn(enrolment);
    expect(JSON.parse(detail)).toEqual({ kind: 'equivalent', proposal: id, scope: 'module', target: 'a' });
    expect((await app.get(AuditChain).verifyChain()).flaw).toBeNull();
  });

  it('is the person’s own to read: reason, note and days, and who looked', async () => {
    const { list, leads, office, learns, person } = await aGroup();
    const id = await propose(leads, list, form(person));
    await send(office, `/office/waivers/${id}/confirmation`).expect(303);
    const own = (await learns.get('/settings/data/read').expect(200)).text;
    for (const words of ['課のひとつめ', '同等のものを受けた', '県の基礎研修（2024年）', '免除しています'])
      expect(own).toContain(words);
    const file = JSON.parse((await learns.get('/settings/data/file.json').expect(200)).text) as {
      courses: { waivers: object[] }[];
    };
    expect(file.courses[0]!.waivers).toEqual([
      {
        ...{ scope: 'module', module: '課のひとつめ', step: null, rule: null },
        ...{ reason: 'equivalent', note: '県の基礎研修（2024年）', state: 'confirmed' },
        ...{ proposedAt: '2026-05-12T01:00:00.000Z', confirmedAt: '2026-05-12T01:00:00.000Z', endedAt: null },
      },
    ]);
    const seen = (await learns.get('/settings/data/seen').expect(200)).text;
    expect(seen).toContain('免除を確認しました');
    const rule = await propose(leads, list, form(person, { target: 'rule:sessions', note: '' }));
    await send(office, `/office/waivers/${rule}/confirmation`).expect(303);
    for (const page of ['/settings/data/read', '/path/menjo'])
      expect((await learns.get(page).expect(200)).text).toContain('集合演習に1回出る');
  });

  it('completes the track on the day on which it is confirmed', async () => {
    const { enrolment, office } = await aGroup();
    await did(app, enrolment, YOMU);
    await did(app, enrolment, TSUGI);
    const id = await aWaiver(app, enrolment, { target: { scope: 'rule', target: 'sessions' } });
    const before = app.clock.now();
    app.clock.advance(9 * 60 * 1000);
    await send(office, `/office/waivers/${id}/confirmation`).expect(303);
    expect(await completedOn(enrolment)).toBe('2026-05-12');
    expect((await factsOf(enrolment)).at(-1)).toMatchObject({ kind: 'completed', occurred_on: '2026-05-12' });
    app.clock.set(before);
  });

  it.each([
    ['a step', { scope: 'step', target: 'c/kai' }],
    ['a module', { scope: 'module', target: 'c' }],
  ] as const)('of %s leaves the rest to do, which completes the track then', async (_, target) => {
    const { enrolment, learns } = await aGroup();
    await aWaiver(app, enrolment, { target, state: 'confirmed' });
    expect((await learns.get('/path/menjo')).text).not.toContain('集合演習を1回');
    await did(app, enrolment, YOMU);
    await did(app, enrolment, TSUGI);
    expect(await completedOn(enrolment)).toBe('2026-05-12');
  });

  it('never stands over what was done really, before or meanwhile', async () => {
    const { list, leads, office, learns, person, enrolment } = await aGroup();
    const id = await propose(leads, list, form(person));
    await did(app, enrolment, YOMU);
    const day = await app.db.one`select completed_at from step_progress where enrolment_id = ${enrolment.id}`;
    const refused = await send(office, `/office/waivers/${id}/confirmation`).expect(409);
    expect(refused.text).toContain('もう終わっています');
    const again = await send(leads, list, form(person, { target: 'step:a/yomu' })).expect(422);
    expect(again.text).toContain('もう終わっています');
    expect(again.text).toContain('県の基礎研修（2024年）');
    expect(
      await app.db.one`select completed_at from step_progress where enrolment_id = ${enrolment.id}`,
    ).toEqual(day);
    expect((await learns.get('/path/menjo')).text).not.toContain('id="waived"');
    await send(office, `/office/waivers/${id}/return`).expect(303);
    expect((await leads.get(`${list}/${id}`)).text).toContain('免除していません');
  });

  it('lets the person do it all the same, and then it is done on its own day', async () => {
    const { enrolment, learns } = await aGroup();
    await aWaiver(app, enrolment, { target: { scope: 'module', target: 'a' }, state: 'confirmed' });
    await send(learns, '/learn/menjo/a/yomu/done').expect(303);
    const module = (await learns.get('/learn/menjo/a')).text;
    expect(module).toContain('この課が終わりました');
    expect(module).not.toContain('この課は、免除になっています。');
  });

  it.each<[string, object, string]>([
    ['nobody', { number: '' }, '受講番号を入力してください'],
    ['somebody else’s number', { number: '000000000' }, 'この番号の人は、この期にいません'],
    ['nothing', { target: '' }, '選んでください'],
    ['what the track does not have', { target: 'module:nowhere' }, '選んでください'],
    ['no reason', { kind: '' }, '理由を選んでください'],
    ['another reason', { kind: 'ill' }, '理由を選んでください'],
    ['a long note', { note: '長'.repeat(201) }, '補足は200文字までにしてください'],
  ])('is not proposed for %s: it says why and keeps what was typed', async (_, wrong, words) => {
    const { list, leads, person, enrolment } = await aGroup();
    const { text } = await send(leads, list, form(person, { note: '書いた補足', ...wrong })).expect(422);
    expect(text).toContain(words);
    if (!('note' in wrong)) expect(text).toContain('書いた補足');
    expect(await waiversOf(enrolment)).toEqual([]);
  });

  it('is proposed once, however often it is sent, and not beside an open proposal', async () => {
    const { list, leads, person, enrolment } = await aGroup();
    const body = { ...form(person), _key: 'k'.repeat(22) };
    const first = await propose(leads, list, body);
    expect(await propose(leads, list, body)).toBe(first);
    const { text } = await send(leads, list, form(person)).expect(422);
    expect(text).toContain('同じ免除が、もう提案されています');
    expect(await waiversOf(enrolment)).toHaveLength(1);
    await send(leads, `${list}/${first}/withdrawal`).expect(303);
    await propose(leads, list, form(person));
  });

  it('is not for who has completed the track', async () => {
    const { list, leads, office, person, enrolment } = await aGroup();
    const id = await propose(leads, list, form(person, { target: 'rule:sessions' }));
    for (const ref of [YOMU, TSUGI, KAI]) await did(app, enrolment, ref);
    const { text } = await send(leads, list, form(person)).expect(422);
    expect(text).toContain('もう修了しています');
    await send(office, `/office/waivers/${id}/confirmation`).expect(409);
  });

  it('is not for who has left the track', async () => {
    const { list, leads, office, learns, person } = await aGroup();
    const id = await propose(leads, list, form(person));
    await send(learns, '/path/menjo/leaving').expect(303);
    const refused = await send(office, `/office/waivers/${id}/confirmation`).expect(409);
    expect(refused.text).toContain('いまこの講座を受けていません');
    expect((await send(leads, list, form(person)).expect(422)).text).toContain('この期にいません');
  });

  it('takes two people, neither of whom it is about', async () => {
    const { cohort, list } = await aGroup();
    const roles = ['facilitator', 'office', 'trainee'] as const;
    const both = await aFacilitator(app, cohort, { roles, displayName: '両方 ひかり' });
    const leads = await signIn(app, both, { role: 'facilitator' });
    const decides = await signIn(app, both, { role: 'office' });
    const person = await aPerson(app);
    await enrolledIn(app, person, cohort);
    const id = await propose(leads, list, form(person));
    expect((await decides.get(`/office/waivers/${id}`)).text).toContain('提案したのは、あなたです');
    const refused = await send(decides, `/office/waivers/${id}/confirmation`).expect(409);
    expect(refused.text).toContain('提案した人は、確認できません');
    const own = await enrolledIn(app, both, cohort);
    expect((await send(leads, list, form(both)).expect(422)).text).toContain('この期にいません');
    const about = await aWaiver(app, own);
    await decides.get(`/office/waivers/${about}`).expect(404);
    await send(decides, `/office/waivers/${about}/confirmation`).expect(404);
    await leads.get(`${list}/${about}`).expect(404);
  });

  it('asks both to prove who they are', async () => {
    const { list, person, facilitator } = await aGroup();
    const official = await aPerson(app, { roles: ['office'] });
    const [leads, office] = [await signIn(app, facilitator), await signIn(app, official)];
    const id = await propose(leads, list, form(person));
    const before = app.clock.now();
    app.clock.advance(11 * 60 * 1000);
    for (const [browser, path, body] of [
      [leads, list, form(person)],
      [leads, `${list}/${id}/withdrawal`, {}],
      [office, `/office/waivers/${id}/confirmation`, {}],
      [office, `/office/waivers/${id}/return`, {}],
    ] as const) {
      const { headers } = await send(browser, path, body).expect(303);
      expect(headers.location).toContain('/login/again');
    }
    app.clock.set(before);
  });

  it('belongs to the facilitators of its cohort alone', async () => {
    const { list, leads, person, facilitator } = await aGroup();
    const id = await propose(leads, list, form(person));
    const stranger = await signIn(app, await aFacilitator(app));
    await stranger.get(list).expect(404);
    await stranger.get(`${list}/${id}`).expect(404);
    await send(stranger, list, form(person)).expect(404);
    const elsewhere = await aCohort(app, { trackId: 'menjo', name: '第9期' });
    await facilitates(app, facilitator, elsewhere);
    const at = `/facilitate/${elsewhere.id}/waivers/${id}`;
    await (await signIn(app, facilitator)).get(at).expect(404);
    await send(leads, `${at}/withdrawal`).expect(404);
    await send(leads, `${at}/lift`).expect(404);
  });
});

describe('the end of a waiver', () => {
  it('is proposed and confirmed as the waiver was, and takes along the completion that rested on it', async () => {
    const { list, leads, office, learns, enrolment } = await aGroup();
    await did(app, enrolment, YOMU);
    await did(app, enrolment, TSUGI);
    const target = { scope: 'rule', target: 'sessions' } as const;
    const id = await aWaiver(app, enrolment, { target, state: 'confirmed' });
    expect(await completedOn(enrolment)).toBe('2026-05-12');
    await send(leads, `${list}/${id}/lift`).expect(303);
    expect(await completedOn(enrolment)).toBe('2026-05-12');
    expect((await learns.get('/path/menjo')).text).toContain('id="waived"');
    await send(office, `/office/waivers/${id}/lift`).expect(303);
    expect(await completedOn(enrolment)).toBeNull();
    expect(
      (await factsOf(enrolment)).map(({ kind, completed_on: day, status }) => [kind, day, status]),
    ).toEqual([
      ['enrolled', null, 'active'],
      ['completed', '2026-05-12', 'completed'],
      ['corrected', null, 'active'],
    ]);
    const path = (await learns.get('/path/menjo').expect(200)).text;
    expect(path).not.toContain('id="waived"');
    expect(path).toContain('集合演習を1回');
    expect((await actsOn(enrolment)).map(({ act }) => act)).toEqual([
      'waiver.lift-proposed',
      'waiver.lifted',
    ]);
    // The way to the end is open again, and the day is the new one.
    app.clock.advance(A_DAY);
    await did(app, enrolment, KAI);
    expect(await completedOn(enrolment)).toBe('2026-05-13');
    app.clock.advance(-A_DAY);
  });

  it('leaves a completion that holds without it', async () => {
    const { enrolment, office } = await aGroup();
    const target = { scope: 'step', target: 'c/kai' } as const;
    const id = await aWaiver(app, enrolment, { target, state: 'lift-proposed' });
    for (const ref of [YOMU, TSUGI, KAI]) await did(app, enrolment, ref);
    await send(office, `/office/waivers/${id}/lift`).expect(303);
    expect(await completedOn(enrolment)).toBe('2026-05-12');
  });

  it('leaves the day on which everything was really done', async () => {
    const { enrolment, office } = await aGroup();
    const target = { scope: 'step', target: 'c/kai' } as const;
    const id = await aWaiver(app, enrolment, { target, state: 'lift-proposed' });
    for (const ref of [YOMU, TSUGI]) await did(app, enrolment, ref);
    expect(await completedOn(enrolment)).toBe('2026-05-12');
    app.clock.advance(A_DAY);
    await did(app, enrolment, KAI);
    app.clock.advance(-A_DAY);
    await send(office, `/office/waivers/${id}/lift`).expect(303);
    expect(await completedOn(enrolment)).toBe('2026-05-13');
  });

  it('never comes once a certificate was issued', async () => {
    const { enrolment, person, leads, list, office } = await aGroup();
    await did(app, enrolment, YOMU);
    await did(app, enrolment, TSUGI);
    const target = { scope: 'module', target: 'c' } as const;
    const id = await aWaiver(app, enrolment, { target, state: 'lift-proposed' });
    await issued(app, person, enrolment);
    const refused = await send(office, `/office/waivers/${id}/lift`).expect(409);
    expect(refused.text).toContain('修了証が交付されているので');
    await send(office, `/office/waivers/${id}/keeping`).expect(303);
    await send(leads, `${list}/${id}/lift`).expect(409);
    expect(await completedOn(enrolment)).toBe('2026-05-12');
  });

  it('is dropped by either side, and by whom it was proposed it is not confirmed', async () => {
    const { enrolment, leads, list, office, cohort } = await aGroup();
    const id = await aWaiver(app, enrolment, { state: 'lift-proposed' });
    await send(leads, `${list}/${id}/withdrawal`).expect(303);
    expect((await leads.get(`${list}/${id}`)).text).toContain('免除しています');
    const both = await aFacilitator(app, cohort, { roles: ['facilitator', 'office'] });
    await send(await signIn(app, both), `${list}/${id}/lift`).expect(303);
    await send(await signIn(app, both, { role: 'office' }), `/office/waivers/${id}/lift`).expect(409);
    await send(office, `/office/waivers/${id}/keeping`).expect(303);
    await send(office, `/office/waivers/${id}/lift`).expect(409);
    await send(office, `/office/waivers/${id}/confirmation`).expect(409);
  });
});

describe('the waivers of a year', () => {
  it('are listed with names for a recorded purpose, without the notes, and the person sees that', async () => {
    const { list, leads, office, other, learns, person } = await aGroup();
    const id = await propose(leads, list, form(person, { note: 'この補足は一覧に出ません' }));
    await send(office, `/office/waivers/${id}/confirmation`).expect(303);
    const refused = await send(office, '/office/waiver-lists', { year: '2026', purpose: '' }).expect(422);
    expect(refused.text).toContain('使う目的を入力してください');
    const asked = { year: '2026', purpose: '監査での確認' };
    const { headers } = await send(office, '/office/waiver-lists', asked).expect(303);
    const { text } = await office.get(headers.location!).expect(200);
    for (const words of [
      '葵',
      '課のひとつめ',
      '同等のものを受けた',
      '免除しています',
      '進行 みどり',
      '事務 すず',
    ])
      expect(text).toContain(words);
    expect(text).not.toContain('この補足は一覧に出ません');
    await other.get(headers.location!).expect(404);
    const seen = (await learns.get('/settings/data/seen').expect(200)).text;
    expect(seen).toContain('免除の一覧の目的を記録して、見ました');
    expect(seen).toContain('監査での確認');
    const before = app.clock.now();
    app.clock.advance(61 * 60 * 1000);
    await office.get(headers.location!).expect(303);
    app.clock.set(before);
    const past = await send(office, '/office/waiver-lists', { ...asked, year: '2025' }).expect(303);
    expect((await office.get(past.headers.location!)).text).toContain('全部で0件');
  });
});

it('goes with whom it was about', async () => {
  const { enrolment, learns } = await aGroup();
  await aWaiver(app, enrolment, { note: '消えるはずの補足', state: 'confirmed' });
  await send(learns, '/settings/erase', { paper: 'keep' }).expect(303);
  expect(await waiversOf(enrolment)).toEqual([]);
});

it('a certificate says nothing of it', async () => {
  const { cohort, enrolment, person } = await aGroup();
  await did(app, enrolment, YOMU);
  await did(app, enrolment, TSUGI);
  await aWaiver(app, enrolment, { target: { scope: 'step', target: 'c/kai' }, state: 'confirmed' });
  const waived = await issued(app, person, enrolment);
  const full = await aPerson(app, { displayName: '葵' });
  const whole = await enrolledIn(app, full, cohort);
  for (const ref of [YOMU, TSUGI, KAI]) await did(app, whole, ref);
  const genuine = await issued(app, full, whole);
  const words = (id: string) => app.db.one`select words, public_title from certificate where id = ${id}`;
  const [one, two] = [await words(waived), await words(genuine)];
  const plain = (row: unknown) => JSON.stringify(row).replaceAll(/MEN-\d+/g, '');
  expect(plain(one)).toBe(plain(two));
});

// The last one: the track stays as it is published here.
it('a waiver is from what the people of the cohort learn, though the track was published anew without it', async () => {
  const { person, enrolment, list, leads, office } = await aGroup();
  const modules = [aModule('neu', [aLesson('atarashii')], { title: '新しい課' })];
  await published(app, { ...course, modules });
  const page = (await leads.get(list).expect(200)).text;
  for (const words of ['value="module:a"', 'value="step:b/tsugi"']) expect(page).toContain(words);
  expect(page).not.toContain('module:neu');
  const id = await propose(leads, list, form(person, { target: 'module:b' }));
  await send(office, `/office/waivers/${id}/confirmation`).expect(303);
  expect((await leads.get(`${list}/${id}`).expect(200)).text).toContain('課のふたつめ');
  await send(leads, list, form(person, { target: 'module:neu' })).expect(422);
  expect(await waiversOf(enrolment)).toHaveLength(1);
});
