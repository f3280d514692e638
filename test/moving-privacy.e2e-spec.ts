import type { Cohort } from '../src/cohorts/cohort.entity.js';
import { ContactService } from '../src/contact/contact.service.js';
import { EndSendingsAtMoves1760003390000 } from '../src/database/migrations/1760003390000-end-sendings-at-moves.js';
import { EnrolmentService } from '../src/enrolment/enrolment.service.js';
import { aLink, anApplication, anApplicationCohort } from './factories/application.js';
import { aCohort, aFacilitator, enrolledIn } from './factories/cohort.js';
import { aCourse, aLesson, aModule, aReflection } from './factories/course.js';
import { anInvitation, anInvitedCohort } from './factories/invitation.js';
import { did, published } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import { aSending } from './factories/reflection.js';
import { Application } from '../src/applications/application.entity.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';
import { mailsTo } from './support/mails.js';

const R = '/reflection/introductory/a/furikaeri';
const H = '/reflection/supporter/a/teishutsu';
const DAY = 24 * 60 * 60_000;
let app: TestApp;
beforeAll(async () => {
  app = await startApp();
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

type Track = 'introductory' | 'supporter';

async function aGroup(cohort: Cohort) {
  const facilitator = await aFacilitator(app, cohort, { displayName: '緑' });
  return {
    cohort,
    facilitator,
    desk: await signIn(app, facilitator),
    queue: `/facilitate/${cohort.id}/reflections`,
    list: `/facilitate/${cohort.id}/contact`,
  };
}

const aDatedGroup = async (trackId: Track = 'introductory') => aGroup(await aCohort(app, { trackId }));

async function aMember(cohort: Cohort, displayName = '葵') {
  const person = await aPerson(app, { displayName, email: `${crypto.randomUUID()}@example.jp` });
  const enrolment = await enrolledIn(app, person, cohort);
  return { person, enrolment, browser: await signIn(app, person) };
}

const move = ({ id: personId }: { id: string }, cohort: Cohort) =>
  app.db.write(async (tx) => {
    const enrolments = app.get(EnrolmentService);
    await enrolments.moveTo(tx, await enrolments.get(tx, { personId, trackId: cohort.trackId }), cohort);
  });

async function sent(browser: Browser, text: string, { at = R, version = 0 } = {}) {
  await send(browser, at, { text, version: String(version), act: 'look-over' }).expect(303);
  const { headers } = await send(browser, `${at}/sending`, { version: String(version + 1) }).expect(303);
  return { href: headers.location!, id: headers.location!.split('/').at(-1)! };
}

/** Everything that facilitators can do with something that was sent. */
async function expectUnseen({ desk, queue }: Awaited<ReturnType<typeof aGroup>>, id: string): Promise<void> {
  expect((await desk.get(queue).expect(200)).text).not.toContain(id);
  await desk.get(`${queue}/${id}`).expect(404);
  await send(desk, `${queue}/${id}/reading`).expect(404);
  await send(desk, `${queue}/${id}/closing`).expect(404);
  for (const act of ['reply', 'save'])
    await send(desk, `${queue}/${id}/reply`, { text: 'ありがとう', version: '0', act }).expect(404);
  await send(desk, `${queue}/${id}/edits`, { text: 'ありがとう', version: '1' }).expect(404);
}

describe('what was sent before a move', () => {
  it.each([
    ['introductory', R, false],
    ['introductory', R, true],
    ['supporter', H, true],
  ] as const)(
    'is seen by no facilitator of %s, unless it is sent again (read: %s %s)',
    async (track, at, isRead) => {
      const [old, next] = [await aDatedGroup(track), await aDatedGroup(track)];
      const { person, browser } = await aMember(old.cohort);
      const { id, href } = await sent(browser, '前の期に送った文', { at });
      if (isRead) {
        await send(old.desk, `${old.queue}/${id}/reading`).expect(303);
        await send(old.desk, `${old.queue}/${id}/reply`, {
          text: '読みました。',
          version: '0',
          act: 'reply',
        }).expect(303);
      }
      await move(person, next.cohort);
      await expectUnseen(old, id);
      await expectUnseen(next, id);
      const own = (await browser.get(href).expect(200)).text;
      expect(own).toContain('前の期に送った文');
      expect(own).toContain('前の期の進行役からも、いまの進行役からも見えません');
      expect(own.includes('読みました。')).toBe(isRead);
      expect(own).not.toContain('読まれるまでは、取り消せます');
      expect((await browser.get(at)).text).toContain('前の期で送りました');
      // The same words may be sent once more: nobody of this cohort has them.
      const { headers } = await send(browser, `${at}/sending`, { version: '1' }).expect(303);
      const fresh = { id: headers.location!.split('/').at(-1)! };
      expect(fresh.id).not.toBe(id);
      expect((await next.desk.get(next.queue)).text).toContain(fresh.id);
      await send(next.desk, `${next.queue}/${fresh.id}/reading`).expect(303);
      expect((await next.desk.get(`${next.queue}/${fresh.id}`).expect(200)).text).toContain(
        '前の期に送った文',
      );
      await expectUnseen(old, fresh.id);
      await expectUnseen(next, id);
    },
  );

  it('is not sent to facilitators whom the page that was open did not name', async () => {
    const [old, next] = [await aDatedGroup(), await aDatedGroup()];
    const { person, browser } = await aMember(old.cohort);
    await send(browser, R, { text: '前の期の人に書いた文', version: '0', act: 'look-over' }).expect(303);
    const { text } = await browser.get(`${R}/sending`).expect(200);
    expect(text).toContain(`name="cohort" value="${old.cohort.id}"`);
    await move(person, next.cohort);
    const refused = await send(browser, `${R}/sending`, { version: '1', cohort: old.cohort.id }).expect(409);
    expect(refused.text).toContain('期がうつっていました');
    expect(refused.text).toContain(`name="cohort" value="${next.cohort.id}"`);
    expect((await next.desk.get(next.queue)).text).toContain('いま、返事を待っているものはありません');
    await send(browser, `${R}/sending`, { version: '1', cohort: next.cohort.id }).expect(303);
    expect((await next.desk.get(next.queue)).text).not.toContain('いま、返事を待っているものはありません');
  });

  it('stays unseen for who comes back to the cohort where it was sent', async () => {
    const [old, next] = [await aDatedGroup(), await aDatedGroup()];
    const { person, browser, enrolment } = await aMember(old.cohort);
    const { id } = await sent(browser, '一度目の文');
    await move(person, next.cohort);
    await move(person, old.cohort);
    await expectUnseen(old, id);
    const traceless = await aSending(app, enrolment, { step: 'furikaeri', isRead: false });
    expect((await old.desk.get(old.queue)).text).toContain(traceless);
  });

  it('leaves what others sent where it was', async () => {
    const [old, next] = [await aDatedGroup(), await aDatedGroup()];
    const [mover, stayer] = [await aMember(old.cohort), await aMember(old.cohort)];
    const { id } = await sent(stayer.browser, '残る人の文');
    await move(mover.person, next.cohort);
    expect((await old.desk.get(old.queue)).text).toContain(id);
  });
});

describe('what was asked before a move', () => {
  it('is taken back: neither the old nor the new facilitators have it, until it is asked again', async () => {
    const [old, next] = [await aDatedGroup(), await aDatedGroup()];
    const { person, browser, enrolment } = await aMember(old.cohort, '頼む人');
    const ask = () =>
      send(browser, '/contact/introductory', { way: 'page', line: '話したいこと' }).expect(303);
    await ask();
    await move(person, next.cohort);
    for (const { desk, list } of [old, next]) {
      expect((await desk.get(list).expect(200)).text).not.toContain('頼む人');
      await desk.get(`${list}/${enrolment.id}`).expect(404);
    }
    await ask();
    expect((await next.desk.get(next.list).expect(200)).text).toContain('頼む人');
    expect((await old.desk.get(old.list).expect(200)).text).not.toContain('頼む人');
  });

  it('takes the wish for when one has stopped back; a no stays', async () => {
    const [old, next] = [await aDatedGroup(), await aDatedGroup()];
    const [wishes, refuses] = [await aMember(old.cohort, '願う人'), await aMember(old.cohort, '断る人')];
    for (const { enrolment } of [wishes, refuses]) await did(app, enrolment, { module: 'a', step: 'yomu' });
    await send(wishes.browser, '/contact/introductory/quiet', { wish: 'page' }).expect(303);
    await send(refuses.browser, '/contact/introductory/quiet', { wish: 'no' }).expect(303);
    for (const { person } of [wishes, refuses]) await move(person, next.cohort);
    const wish = async ({ person }: typeof wishes) =>
      (await app.get(ContactService).getGroup(person.id, 'introductory')).wish;
    expect(await wish(wishes)).toBeNull();
    expect(await wish(refuses)).toMatchObject({ isWanted: false });
    const now = app.clock.now();
    app.clock.set(new Date(now.getTime() + 15 * DAY));
    for (const { facilitator, list: path } of [old, next]) {
      const { text } = await (await signIn(app, facilitator)).get(path).expect(200);
      for (const name of ['願う人', '断る人']) expect(text).not.toContain(name);
    }
    app.clock.set(now);
  });

  it('keeps a mail of the old facilitators from being sent; their message stays to be read', async () => {
    app.clock.set(new Date('2026-05-12T14:00:00Z')); // at night: the mail waits for the morning
    const [old, next] = [await aDatedGroup(), await aDatedGroup()];
    const { person, browser, enrolment } = await aMember(old.cohort);
    await send(browser, '/contact/introductory', { way: 'mail', line: '' }).expect(303);
    await send(old.desk, `${old.list}/${enrolment.id}/message`, { text: 'お元気ですか。' }).expect(303);
    expect(await mailsTo(app, person.email!)).toHaveLength(1);
    await move(person, next.cohort);
    expect(await mailsTo(app, person.email!)).toHaveLength(0);
    expect((await browser.get('/contact/introductory/messages').expect(200)).text).toContain(
      'お元気ですか。',
    );
    app.clock.set(new Date('2026-05-12T03:00:00Z'));
  });
});

describe('the ways into another cohort', () => {
  it.each(['application', 'invitation'] as const)('say by %s what is not seen any more', async (way) => {
    const old = await aDatedGroup();
    const { person, browser } = await aMember(old.cohort);
    const { id } = await sent(browser, '前の期に送った文');
    let address: string;
    let next: Awaited<ReturnType<typeof aGroup>>;
    if (way === 'invitation') {
      next = await aGroup(await anInvitedCohort(app, { trackId: 'introductory' }));
      address = `/invitation/${(await anInvitation(app, next.cohort)).token}`;
    } else {
      next = await aGroup(await anApplicationCohort(app, { trackId: 'introductory' }));
      const application = await anApplication(app, next.cohort);
      await app.db.write((tx) =>
        tx.update(Application, { id: application.id }, { state: 'accepted', decidedAt: app.clock.now() }),
      );
      address = `/offer/${await aLink(app, application.applicants[0]!, 'offer')}`;
    }
    const { text } = await browser.get(address).expect(200);
    for (const words of [
      '終わった課は、もう一度やらなくて大丈夫です',
      '前の期の進行役からも見えなくなります',
    ])
      expect(text).toContain(words);
    const newcomer = await signIn(app, await aPerson(app));
    expect((await newcomer.get(address).expect(200)).text).not.toContain('前の期の進行役');
    await send(browser, address).expect(303);
    expect(await app.db.one`select cohort_id from enrolment where person_id = ${person.id}`).toEqual({
      cohort_id: next.cohort.id,
    });
    await expectUnseen(old, id);
    await expectUnseen(next, id);
  });
});

it('is taken back for who moved before the house did so, too', async () => {
  const [old, next] = [await aDatedGroup(), await aDatedGroup()];
  const { person, browser, enrolment } = await aMember(old.cohort, '前に移った人');
  const stayer = await aMember(next.cohort);
  const before = await sent(browser, '移る前の文');
  const start = app.clock.now();
  app.clock.set(new Date(start.getTime() + DAY));
  await move(person, next.cohort);
  app.clock.set(new Date(start.getTime() + 2 * DAY));
  const after = await aSending(app, enrolment, { step: 'furikaeri', isRead: false });
  const theirs = await aSending(app, stayer.enrolment, { step: 'furikaeri', isRead: false });
  await app.db.write(async (tx) => {
    await tx.sql`update reflection_sending set ended_at = null where enrolment_id = ${enrolment.id}`;
    for (const text of await statementsOf()) await tx.query(text);
  });
  const { text } = await (await signIn(app, next.facilitator)).get(next.queue).expect(200);
  expect([before.id, after, theirs].map((id) => text.includes(id))).toEqual([false, true, true]);
  app.clock.set(start);
});

/** What the migration says about rows, without its column. */
async function statementsOf(): Promise<string[]> {
  const said: string[] = [];
  const runner = { query: (text: string) => Promise.resolve(void said.push(text)) };
  await new EndSendingsAtMoves1760003390000().up(runner as never);
  return said.filter((text) => !text.startsWith('alter'));
}
