import { BatchService } from '../src/certificates/batch.service.js';
import { CohortService } from '../src/cohorts/cohort.service.js';
import type { Cohort } from '../src/cohorts/cohort.entity.js';
import type { Enrolment } from '../src/enrolment/enrolment.entity.js';
import { Jobs } from '../src/mail/jobs.js';
import { newId } from '../src/shared/ids.js';
import { aShortCourse, issued } from './factories/certificate.js';
import { enrolledIn } from './factories/cohort.js';
import { did, published } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import type { KnownPerson } from './factories/person.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const HUB = '/office/certificates';
const anOfficial = async () =>
  signIn(app, await aPerson(app, { roles: ['office'], displayName: '事務 すず' }));
const send = (browser: Browser, path: string, body: object = {}) =>
  browser.post(path).type('form').send(body);
const preview = async (browser: Browser, cohort: Cohort) =>
  (await send(browser, `${HUB}/cohorts/${cohort.id}/previews`).expect(303)).headers.location!;
/** What one official proposes of an address, and another one looks at: the other's address. */
const proposedTo = async (one: Browser, two: Browser, address: string) => {
  await send(one, address).expect(303).expect('location', address);
  const viewing = address.split('/').at(-1)!;
  const row = await app.db.one<{
    id: string;
  }>`select id from certificate_batch where viewing_id = ${viewing}`;
  const { headers } = await send(two, `${HUB}/proposed-batches/${row!.id}/previews`).expect(303);
  return headers.location!;
};
/** What the page holds of the names that are shown. */
const seenAt = async (browser: Browser, address: string) => {
  const { text } = await browser.get(address).expect(200);
  return [...text.matchAll(/name="seen" value="(\w+)"/g)].map(([, seal]) => seal!);
};
const confirm = async (browser: Browser, address: string) =>
  send(browser, `${address}/confirmation`, { seen: await seenAt(browser, address) });
const heldBy = (person: { id: string }) =>
  app.db.sql<{ number: string; words: string; state: string }>`
    select number, words, state from certificate where person_id = ${person.id} order by number`;
const printed = async (person: { id: string }) =>
  (await heldBy(person)).map(({ words }) => (JSON.parse(words) as { name: string }).name);

let nextTrack = 0;

/** A dated cohort of a track of its own. */
async function aGroup(more: object = {}): Promise<{ cohort: Cohort; code: string }> {
  const code = `G${String.fromCharCode(65 + Math.floor(nextTrack / 26))}${String.fromCharCode(65 + (nextTrack++ % 26))}`;
  const id = `group-${code.toLowerCase()}`;
  await published(app, aShortCourse(id, { code, title: `講座${code}`, ...more }));
  const cohorts = app.get(CohortService);
  return {
    code,
    cohort: await app.db.write((tx) => cohorts.openDated(tx, { trackId: id, name: '第1期' })),
  };
}

async function aGraduate(
  cohort: Cohort,
  displayName: string,
  email: string | null = null,
): Promise<{ person: KnownPerson; enrolment: Enrolment }> {
  const person = await aPerson(app, { displayName, email });
  const enrolment = await enrolledIn(app, person, cohort);
  await did(app, enrolment, { module: 'a', step: 'yomu' });
  return { person, enrolment };
}

describe('certificates for a cohort', () => {
  it('are looked over by two, issued in one act to who waits, and told of by a neutral mail', async () => {
    const { cohort, code } = await aGroup();
    const email = `${code.toLowerCase()}@example.jp`;
    const called = await aGraduate(cohort, '呼び名の人', email);
    const chosen = await aGraduate(cohort, '呼び名だけ');
    const browser = await signIn(app, chosen.person);
    await send(browser, `/certificates/ready/${chosen.enrolment.id}/name`, { name: '選んだ 名前' }).expect(
      303,
    );
    const declining = await aGraduate(cohort, 'いらない人');
    const rare = await aGraduate(cohort, '花子😀');
    const has = await aGraduate(cohort, '持っている人');
    await issued(app, has.person, has.enrolment);
    const learning = await enrolledIn(app, await aPerson(app, { displayName: '途中の人' }), cohort);
    const decliner = await signIn(app, declining.person);
    await send(decliner, `/certificates/ready/${declining.enrolment.id}/decline`).expect(303);

    const office = await anOfficial();
    const hub = (await office.get(HUB).expect(200)).text;
    expect(hub).toContain(`講座${code} 第1期`);
    expect(hub).toContain('3人');
    expect(hub).not.toContain('呼び名の人');
    const address = await preview(office, cohort);
    const before = (await office.get(address).expect(200)).text;
    for (const words of [
      '呼び名の人',
      '選んだ 名前',
      '花子😀',
      '書体にない文字がある',
      '2人への交付を提案する',
    ])
      expect(before).toContain(words);
    for (const words of ['いらない人', '持っている人', '途中の人', learning.id])
      expect(before).not.toContain(words);
    expect(await heldBy(called.person)).toEqual([]);

    const second = await anOfficial();
    const theirs = await proposedTo(office, second, address);
    expect(await heldBy(called.person)).toEqual([]);
    const told = (await office.get(address).expect(200)).text;
    for (const words of ['ほかの職員の確認を待っています', '2人目の職員を、管理者に', '2026年5月26日'])
      expect(told).toContain(words);
    expect(told).not.toContain('/confirmation');
    await send(office, `${address}/confirmation`).expect(404);
    expect((await second.get(theirs).expect(200)).text).toContain('確認して2人に交付する');
    expect((await confirm(second, theirs)).headers.location).toBe(theirs);
    const after = (await second.get(theirs).expect(200)).text;
    expect(after).toContain('この提案は確認されて');
    expect((await office.get(address).expect(200)).text).toContain('この提案は確認されて');
    expect(after).toContain(`R8-${code}-0003`);
    expect(await printed(called.person)).toEqual(['呼び名の人']);
    expect(await printed(chosen.person)).toEqual(['選んだ 名前']);
    for (const { person } of [declining, rare]) expect(await heldBy(person)).toEqual([]);
    const mails = await app.db.sql<{ subject: string; body: string }>`
      select subject, body from outbox_mail where recipient = ${email}`;
    expect(mails.map(({ subject }) => subject)).toEqual(['【学びのページ】お知らせ']);
    expect(mails[0]!.body).not.toMatch(/修了|講座/);
    const acts = await app.db.sql<{ act: string; detail: string }>`
      select act, detail from audit_event where object = ${`viewing:${address.split('/').at(-1)!}`} order by seq`;
    expect(acts).toEqual([
      { act: 'certificate.batch-previewed', detail: JSON.stringify({ cohort: cohort.id, count: 3 }) },
      { act: 'certificate.batch-proposed', detail: JSON.stringify({ cohort: cohort.id, count: 3 }) },
      { act: 'certificate.batch-issued', detail: JSON.stringify({ cohort: cohort.id, count: 2 }) },
    ]);
    const facts = await app.db.sql<{ kind: string; certificate_name: string }>`
      select kind, certificate_name from reported_fact
      where enrolment_id = ${called.enrolment.id} order by seq desc limit 1`;
    expect(facts).toEqual([{ kind: 'issued', certificate_name: '呼び名の人' }]);
  });

  it('are made once, however often the button is pressed and whoever presses', async () => {
    const { cohort, code } = await aGroup();
    const people = [];
    for (const name of ['一', '二', '三']) people.push(await aGraduate(cohort, name));
    const [one, two, three] = [await anOfficial(), await anOfficial(), await anOfficial()];
    const address = await preview(one, cohort);
    const theirs = [await proposedTo(one, two, address), await proposedTo(one, three, address)];
    const _key = 'k'.repeat(20);
    const seen = await seenAt(two, theirs[0]!);
    const answers = await Promise.all([
      send(two, `${theirs[0]!}/confirmation`, { _key, seen }),
      send(two, `${theirs[0]!}/confirmation`, { _key, seen }),
      send(three, `${theirs[1]!}/confirmation`, { seen }),
    ]);
    const [mine, mineAgain, third] = answers.map(({ status }) => status);
    // Whoever is first: the other one reads that it was decided, however often they press.
    expect(mineAgain).toBe(mine);
    expect([mine, third].sort()).toEqual([303, 409]);
    for (const { person } of people) expect(await heldBy(person)).toHaveLength(1);
    const rows = await app.db.sql<{ number: string }>`
      select number from certificate where track_code = ${code} order by number`;
    expect(rows.map(({ number }) => number)).toEqual([1, 2, 3].map((n) => `R8-${code}-000${n}`));
    await send(one, `${HUB}/cohorts/${cohort.id}/previews`).expect(303).expect('location', HUB);
  });

  it('keep their numbers without a gap while fifty people receive theirs by themselves', async () => {
    const { cohort, code } = await aGroup();
    const people: Awaited<ReturnType<typeof aGraduate>>[] = [];
    for (let n = 0; n < 50; n += 1) people.push(await aGraduate(cohort, '葵'));
    const batches = app.get(BatchService);
    const [first, official] = [
      await aPerson(app, { roles: ['office'] }),
      await aPerson(app, { roles: ['office'] }),
    ];
    const actor = { personId: official.id, role: 'office' };
    const found = (await batches.find(cohort.id))!;
    const proposer = { personId: first.id, role: 'office' };
    const mine = await app.db.write((tx) => batches.preview(tx, proposer, found));
    await app.db.write((tx) => batches.propose(tx, proposer, { viewing: mine, batch: found }));
    const proposal = (await batches.get(first.id, mine)).proposal!.id;
    const viewing = await app.db.write(async (tx) => batches.look(tx, actor, { ...found, proposal }));
    const { lines, batch } = await batches.get(official.id, viewing);
    const named = await batches.prepare(lines);
    const seen = named.map(({ seal }) => seal);
    await Promise.all([
      ...people.map(({ person, enrolment }) => issued(app, person, enrolment)),
      ...[1, 2, 3].map(() => app.db.write((tx) => batches.confirm(tx, actor, { batch, named, seen }))),
    ]);
    const rows = await app.db.sql<{ number: string; person_id: string }>`
      select number, person_id from certificate where track_code = ${code} order by number`;
    expect(rows.map(({ number }) => number)).toEqual(
      Array.from({ length: 50 }, (_, at) => `R8-${code}-${String(at + 1).padStart(4, '0')}`),
    );
    expect(new Set(rows.map(({ person_id: id }) => id)).size).toBe(50);
  });

  it('wait for the legal name where an authority asks for one', async () => {
    const official = { programme: '研修事業', organiser: '見本県', basis: '実施要綱' };
    const certificate = { title: null, text: null, disclaimer: false, official };
    const { cohort } = await aGroup({ certificate });
    const { person } = await aGraduate(cohort, '呼び名');
    const office = await anOfficial();
    const address = await preview(office, cohort);
    const page = (await office.get(address)).text;
    expect(page).toContain('正式な氏名がまだないため');
    expect(page).toContain('これから交付する人は、いません');
    const second = await anOfficial();
    expect((await confirm(second, await proposedTo(office, second, address))).status).toBe(303);
    expect(await heldBy(person)).toEqual([]);
  });

  it('pass over who declined or left between the look and the act', async () => {
    const { cohort } = await aGroup();
    const [declining, gone] = [await aGraduate(cohort, '気が変わる人'), await aGraduate(cohort, '消える人')];
    const office = await anOfficial();
    const address = await preview(office, cohort);
    const second = await anOfficial();
    const theirs = await proposedTo(office, second, address);
    const browser = await signIn(app, declining.person);
    await send(browser, `/certificates/ready/${declining.enrolment.id}/decline`).expect(303);
    await send(await signIn(app, gone.person), '/settings/erase', { paper: 'keep' }).expect(303);
    expect((await confirm(second, theirs)).status).toBe(303);
    const { text } = await second.get(theirs).expect(200);
    expect(text).toContain('本人が受け取らないことにしました');
    expect(text).not.toContain('消える人');
    expect(await heldBy(declining.person)).toEqual([]);
  });

  it('bear no name that the second official has not seen', async () => {
    const { cohort } = await aGroup();
    const [changing, other] = [await aGraduate(cohort, '前の名前'), await aGraduate(cohort, '葵')];
    const declining = await aGraduate(cohort, '考え中の人');
    const theirBrowser = await signIn(app, declining.person);
    await send(theirBrowser, `/certificates/ready/${declining.enrolment.id}/decline`).expect(303);
    const [office, second] = [await anOfficial(), await anOfficial()];
    const address = await preview(office, cohort);
    const theirs = await proposedTo(office, second, address);
    const seen = await seenAt(second, theirs);
    expect(seen).toHaveLength(2);
    const browser = await signIn(app, changing.person);
    await send(browser, `/certificates/ready/${changing.enrolment.id}/name`, { name: '後の名前' }).expect(
      303,
    );
    const refused = await send(second, `${theirs}/confirmation`, { seen }).expect(409);
    for (const words of ['下の名前をもう一度確かめてください', '後の名前', '確認して2人に交付する'])
      expect(refused.text).toContain(words);
    expect([...(await heldBy(changing.person)), ...(await heldBy(other.person))]).toEqual([]);
    await send(second, `${theirs}/confirmation`).expect(409);
    expect((await confirm(second, theirs)).status).toBe(303);
    expect(await printed(changing.person)).toEqual(['後の名前']);
  });

  it('are looked over by that official alone, for an hour', async () => {
    const { cohort } = await aGroup();
    await aGraduate(cohort, '葵');
    const [office, other] = [await anOfficial(), await anOfficial()];
    const address = await preview(office, cohort);
    await other.get(address).expect(404);
    await send(other, address).expect(404);
    await send(office, `${HUB}/cohorts/${newId(app.clock.now())}/previews`).expect(404);
    await office.get(address.replace('/certificates/batches/', '/roster/')).expect(404);
    const before = app.clock.now();
    app.clock.advance(61 * 60_000);
    expect((await office.get(address)).status).not.toBe(200);
    app.clock.set(before);
  });
});

describe('a batch that was proposed', () => {
  const openOf = async (cohort: Cohort) =>
    (await app.db.one<{ id: string }>`
      select id from certificate_batch where cohort_id = ${cohort.id} and outcome is null`)!.id;

  it('can be withdrawn by either, and proposed anew, one at a time', async () => {
    const { cohort } = await aGroup();
    const { person } = await aGraduate(cohort, '葵');
    const [one, two] = [await anOfficial(), await anOfficial()];
    const [first, other] = [await preview(one, cohort), await preview(two, cohort)];
    for (let n = 0; n < 2; n += 1) await send(one, first).expect(303);
    expect((await send(two, other).expect(409)).text).toContain('確認を待っている提案があります');
    const id = await openOf(cohort);
    const hub = (await two.get(HUB).expect(200)).text;
    expect(hub).toContain(`${HUB}/proposed-batches/${id}/previews`);
    expect(hub).not.toContain('葵');
    for (let n = 0; n < 2; n += 1)
      await send(two, `${HUB}/proposed-batches/${id}/withdrawal`).expect(303).expect('location', HUB);
    await send(two, `${HUB}/proposed-batches/${id}/previews`).expect(303).expect('location', HUB);
    expect((await one.get(first).expect(200)).text).toContain('この提案は取り下げられました');
    await send(two, other).expect(303);
    const looked = await send(one, `${HUB}/proposed-batches/${await openOf(cohort)}/previews`).expect(303);
    const theirs = looked.headers.location!;
    await send(one, theirs).expect(404);
    expect((await confirm(one, theirs)).status).toBe(303);
    expect(await heldBy(person)).toHaveLength(1);
    await send(one, `${HUB}/proposed-batches/${newId(app.clock.now())}/previews`).expect(404);
    await send(one, `${HUB}/proposed-batches/${newId(app.clock.now())}/withdrawal`).expect(404);
  });

  it('is never confirmed by who proposed it, whatever they look at', async () => {
    const { cohort } = await aGroup();
    const { person } = await aGraduate(cohort, '葵');
    const one = await anOfficial();
    const mine = await proposedTo(one, one, await preview(one, cohort));
    expect((await send(one, `${mine}/confirmation`).expect(409)).text).toContain(
      '提案した人は、確認できません',
    );
    expect(await heldBy(person)).toEqual([]);
  });

  it('ends after a fortnight, and says so', async () => {
    const { cohort } = await aGroup();
    const { person } = await aGraduate(cohort, '葵');
    const [one, two] = [await aPerson(app, { roles: ['office'] }), await aPerson(app, { roles: ['office'] })];
    const before = app.clock.now();
    await send(await signIn(app, one), await preview(await signIn(app, one), cohort)).expect(303);
    const id = await openOf(cohort);
    app.clock.advance(14 * 24 * 60 * 60_000);
    const last = await send(await signIn(app, two), `${HUB}/proposed-batches/${id}/previews`).expect(303);
    app.clock.set(new Date('2026-05-26T15:00:00Z'));
    const late = await signIn(app, two);
    expect((await late.get(last.headers.location!)).status).not.toBe(500);
    await send(late, `${HUB}/proposed-batches/${id}/previews`).expect(303).expect('location', HUB);
    expect((await late.get(HUB).expect(200)).text).not.toContain(id);
    await app.get(Jobs).runAll();
    const row = await app.db
      .one<object>`select outcome, decided_by_id from certificate_batch where id = ${id}`;
    expect(row).toEqual({ outcome: 'expired', decided_by_id: null });
    const acts = await app.db.sql<{ act: string; actor_id: null }>`
      select act, actor_id from audit_event order by seq desc limit 1`;
    expect(acts).toEqual([{ act: 'certificate.batch-expired', actor_id: null }]);
    await send(late, await preview(late, cohort)).expect(303);
    expect(await heldBy(person)).toEqual([]);
    app.clock.set(before);
  });
});

describe('not wanting a certificate', () => {
  it('is said once, shown, part of one’s own data, and forgotten when one receives it after all', async () => {
    const { cohort } = await aGroup();
    const { person, enrolment } = await aGraduate(cohort, '葵');
    const browser = await signIn(app, person);
    const path = `/certificates/ready/${enrolment.id}`;
    expect((await browser.get('/certificates')).text).toContain(`action="${path}/decline"`);
    for (let n = 0; n < 2; n += 1) await send(browser, `${path}/decline`).expect(303);
    const list = (await browser.get('/certificates').expect(200)).text;
    expect(list).toContain('気が変わったら、いつでも受け取れます');
    expect(list).toContain(`href="${path}/name"`);
    const data = await browser.get('/settings/data/file.json').expect(200);
    expect((data.body as { courses: object[] }).courses).toMatchObject([{ declinedCertificate: true }]);
    await send(browser, `${path}/name`, { name: '葵' }).expect(303);
    await send(browser, path).expect(303);
    expect(await heldBy(person)).toHaveLength(1);
    expect(await app.db.sql`select 1 from certificate_decline where enrolment_id = ${enrolment.id}`).toEqual(
      [],
    );
  });

  it('is for the person alone to say', async () => {
    const { cohort } = await aGroup();
    const { enrolment } = await aGraduate(cohort, '葵');
    const other = await signIn(app, await aPerson(app));
    await send(other, `/certificates/ready/${enrolment.id}/decline`).expect(404);
    expect(await app.db.sql`select 1 from certificate_decline where enrolment_id = ${enrolment.id}`).toEqual(
      [],
    );
  });
});
