import type { Cohort } from '../src/cohorts/cohort.entity.js';
import { EnrolmentService } from '../src/enrolment/enrolment.service.js';
import { Invitation } from '../src/invitations/invitation.entity.js';
import { Jobs } from '../src/mail/jobs.js';
import { sha256 } from '../src/shared/ids.js';
import { aShortCourse } from './factories/certificate.js';
import { aCohort } from './factories/cohort.js';
import { anInvitation, anInvitedCohort } from './factories/invitation.js';
import { enrolled, published } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import { startApp } from './support/app.js';
import type { Browser, TestApp } from './support/app.js';

let app: TestApp;
let office: Browser;
beforeAll(async () => {
  app = await startApp();
  await published(app, aShortCourse('introductory', { title: '入門' }));
  await published(app, aShortCourse('further', { code: 'FUR', title: '続き', requires: ['introductory'] }));
  office = await signIn(app, await aPerson(app, { roles: ['office'] }));
});
afterAll(() => app.close());

const at = ({ id }: { id: string }, more = '') => `/office/invitations/${id}${more}`;
const send = (browser: Browser, path: string, body: object = {}) =>
  browser
    .post(path)
    .type('form')
    .send({ _key: crypto.randomUUID(), ...body });
const invite = (cohort: Cohort, body: object) => send(office, at(cohort), { name: '葵', email: '', ...body });
const rows = ({ id }: { id: string }) =>
  app.db.sql<{
    id: string;
    name: string;
    email: string | null;
    hash: string | null;
    person_id: string | null;
  }>`
    select id, name, email, hash, person_id from invitation where cohort_id = ${id} order by id`;
const mails = (to: string) =>
  app.db.sql<{ subject: string; body: string }>`
    select subject, body from outbox_mail where recipient = ${to} order by created_at, id`;
const linkIn = (body: string) => /\/invitation\/([\w-]+)/.exec(body)![1]!;
const peopleIn = async ({ id }: { id: string }) =>
  (await app.db.sql`select 1 from enrolment where cohort_id = ${id} and left_at is null`).length;
const acts = async (id: string) =>
  (
    await app.db.sql<{ act: string }>`
      select act from audit_event where object = ${`invitation:${id}`} order by seq`
  ).map(({ act }) => act);

describe('inviting', () => {
  it('by mail sends a link whose hash alone is kept, with a subject that tells nothing', async () => {
    const cohort = await anInvitedCohort(app, { trackId: 'introductory' });
    const { headers } = await invite(cohort, { email: 'Aoi@Example.jp ' }).expect(303);
    expect(headers.location).toBe(at(cohort, '?note=sent'));
    const [row] = await rows(cohort);
    const [mail, ...others] = await mails('aoi@example.jp');
    expect(others).toEqual([]);
    expect(mail!.subject).toBe('【学びのページ】ご案内');
    expect(mail!.body).toContain('5月26日まで');
    expect(row).toMatchObject({ name: '葵', hash: sha256(linkIn(mail!.body)) });
    expect(await acts(row!.id)).toEqual(['invitation.made']);
    const { text } = await office.get(at(cohort)).expect(200);
    expect(text).toContain('返事を待っています</span> 2026年5月26日（火）まで');
    expect(text).toContain('いま空いている席は9です');
    expect(text).not.toContain('example.jp');
  });

  it('is taken once, however often the form arrives, and once for an address', async () => {
    const cohort = await anInvitedCohort(app, { trackId: 'introductory' });
    const body = { name: '空', email: 'sora@example.jp', _key: 'a-key-of-one-page-0002' };
    for (let n = 0; n < 2; n++) await invite(cohort, body).expect(303);
    expect(await rows(cohort)).toHaveLength(1);
    const { status, text } = await invite(cohort, { name: '空さん', email: 'SORA@example.jp' });
    expect([status, text.includes('href="#email"'), text.includes('value="空さん"')]).toEqual([
      422,
      true,
      true,
    ]);
  });

  it('says the same of an address that has an account', async () => {
    const cohort = await anInvitedCohort(app, { trackId: 'introductory' });
    const { email } = await aPerson(app, { email: 'known@example.jp' });
    const known = await invite(cohort, { email });
    const unknown = await invite(cohort, { name: '葵', email: 'unknown@example.jp' });
    expect([known.status, known.headers.location]).toEqual([unknown.status, unknown.headers.location]);
    const bodies = [await mails(email!), await mails('unknown@example.jp')].map(([mail]) => mail!.body);
    const [one, other] = bodies.map((body) => body.replace(linkIn(body), ''));
    expect(one).toBe(other);
    const shown = async (token: string) =>
      (await app.browser().get(`/invitation/${token}`)).text.replaceAll(token, '');
    const [first, second] = bodies.map(linkIn);
    expect(await shown(first!)).toBe(await shown(second!));
  });

  it('asks again for what cannot be, and keeps what was typed', async () => {
    const cohort = await anInvitedCohort(app, { trackId: 'introductory' });
    const { status, text } = await invite(cohort, { name: '', email: 'ao' });
    expect(status).toBe(422);
    for (const words of ['href="#name"', 'href="#email"', 'value="ao"']) expect(text).toContain(words);
    expect((await invite(cohort, { name: '長'.repeat(41) })).status).toBe(422);
    expect(await rows(cohort)).toEqual([]);
  });

  it('stops where no seat is free, and gives one back when an invitation ends', async () => {
    const cohort = await anInvitedCohort(app, { trackId: 'introductory', seats: 2 });
    for (const name of ['一', '二']) await invite(cohort, { name }).expect(303);
    const full = await invite(cohort, { name: '三' });
    expect([full.status, full.text.includes('席がありません')]).toEqual([422, true]);
    const [first, second] = await rows(cohort);
    await send(office, at(cohort, `/${first!.id}/withdrawal`)).expect(303);
    await invite(cohort, { name: '三' }).expect(303);
    const past = new Date(app.clock.now().getTime() - 1);
    await app.db.write((tx) => tx.update(Invitation, { id: second!.id }, { expiresAt: past }));
    await invite(cohort, { name: '四' }).expect(303);
    const again = await send(office, at(cohort, `/${second!.id}/slip`)).expect(303);
    expect(again.headers.location).toBe(at(cohort, '?note=full'));
    expect((await office.get(again.headers.location as string)).text).toContain('席がないため');
  });

  it('stops when the cohort takes nobody', async () => {
    const cohort = await anInvitedCohort(app, { trackId: 'introductory' });
    const { token } = await anInvitation(app, cohort);
    await app.db.write((tx) => tx.sql`update cohort set closes_on = '2026-05-11' where id = ${cohort.id}`);
    const { status, text } = await invite(cohort, {});
    expect([status, text.includes('いま人を受けつけていません')]).toEqual([422, true]);
    expect((await app.browser().get(`/invitation/${token}`)).text).toContain('いまは使えません');
  });

  it('keeps the way in while somebody may still come', async () => {
    const administrator = await signIn(app, await aPerson(app, { roles: ['administrator'] }));
    const cohort = await anInvitedCohort(app, { trackId: 'introductory' });
    const { id } = await anInvitation(app, cohort);
    const settings = {
      ...{ name: '招く期', startYear: '2026', startMonth: '6', startDay: '11', seats: '10', version: '1' },
      ...{ endYear: '2026', endMonth: '8', endDay: '10', closeYear: '', closeMonth: '', closeDay: '' },
      admission: 'open',
    };
    const path = `/admin/cohorts/${cohort.id}/settings`;
    const { status, text } = await send(administrator, path, settings);
    expect([status, text.includes('返事を待っている招待があるので')]).toEqual([422, true]);
    await send(office, at(cohort, `/${id}/withdrawal`)).expect(303);
    await send(administrator, path, settings).expect(303);
  });

  it('knows no cohort that is entered in another way, and no invitation of another cohort', async () => {
    const open = await aCohort(app, { trackId: 'introductory' });
    const [one, other] = [
      await anInvitedCohort(app, { trackId: 'introductory' }),
      await anInvitedCohort(app, { trackId: 'introductory' }),
    ];
    const { id } = await anInvitation(app, one);
    await office.get(at(open)).expect(404);
    await invite(open, {}).expect(404);
    for (const act of ['again', 'slip', 'withdrawal'])
      for (const path of [at(other, `/${id}/${act}`), at(one, `/x/${act}`)])
        await send(office, path).expect(404);
    expect((await rows(one))[0]!.hash).not.toBeNull();
  });
});

describe('the paper', () => {
  it('has a link of its own, and the one before leads nowhere', async () => {
    const cohort = await anInvitedCohort(app, { trackId: 'introductory' });
    await invite(cohort, { name: '海野 なぎさ' }).expect(303);
    const [{ id, hash } = { id: '', hash: '' }] = await rows(cohort);
    expect(hash).toBeNull();
    const first = await send(office, at(cohort, `/${id}/slip`)).expect(200);
    expect(first.text).toContain('海野 なぎさ 様');
    expect(first.text).toContain('2026年5月26日（火）まで使えます');
    const second = await send(office, at(cohort, `/${id}/slip`)).expect(200);
    await app
      .browser()
      .get(`/invitation/${linkIn(first.text)}`)
      .expect(404);
    await app
      .browser()
      .get(`/invitation/${linkIn(second.text)}`)
      .expect(200);
    expect(await acts(id)).toEqual(['invitation.made', 'invitation.slip-printed', 'invitation.slip-printed']);
  });

  it('is not made of what has ended', async () => {
    const cohort = await anInvitedCohort(app, { trackId: 'introductory' });
    const { id } = await anInvitation(app, cohort, { withdrawnAt: app.clock.now() });
    const { headers } = await send(office, at(cohort, `/${id}/slip`)).expect(303);
    expect(headers.location).toBe(at(cohort, '?note=ended'));
  });
});

it('is sent again with a new link', async () => {
  const cohort = await anInvitedCohort(app, { trackId: 'introductory' });
  const { id, token } = await anInvitation(app, cohort, { email: 'mata@example.jp' });
  await send(office, at(cohort, `/${id}/again`)).expect(303);
  const [mail] = await mails('mata@example.jp');
  await app.browser().get(`/invitation/${token}`).expect(404);
  await app
    .browser()
    .get(`/invitation/${linkIn(mail!.body)}`)
    .expect(200);
});

it('is not sent again to who came in, or was told that it ended: the page says so', async () => {
  const cohort = await anInvitedCohort(app, { trackId: 'introductory' });
  const one = await anInvitation(app, cohort, { email: 'kita@example.jp' });
  await send(await signIn(app, await aPerson(app)), `/invitation/${one.token}`).expect(303);
  const other = await anInvitation(app, cohort, { email: 'yameta@example.jp' });
  await send(office, at(cohort, `/${other.id}/withdrawal`)).expect(303);
  for (const { id } of [one, other]) {
    const { headers } = await send(office, at(cohort, `/${id}/again`)).expect(303);
    expect(headers.location).toBe(at(cohort, '?note=ended'));
  }
});

it('is a mail that wakes nobody', async () => {
  const cohort = await anInvitedCohort(app, { trackId: 'introductory' });
  const before = app.clock.now();
  app.clock.set(new Date('2026-05-12T22:30:00+09:00'));
  const late = await signIn(app, await aPerson(app, { roles: ['office'] }));
  await send(late, at(cohort), { name: '夜', email: 'yoru@example.jp' }).expect(303);
  const [mail] = await app.db.sql<{ next_try_at: number }>`
    select next_try_at from outbox_mail where recipient = 'yoru@example.jp'`;
  expect(new Date(Number(mail!.next_try_at))).toEqual(new Date('2026-05-13T08:00:00+09:00'));
  app.clock.set(before);
});

describe('the link', () => {
  it('leads a visitor to registration or sign-in, and tells nothing of who was invited', async () => {
    const cohort = await anInvitedCohort(app, { trackId: 'introductory', name: '声をかける期' });
    const { token } = await anInvitation(app, cohort, { name: '山野 みどり', email: 'midori@example.jp' });
    const { text } = await app.browser().get(`/invitation/${token}`).expect(200);
    for (const way of ['register', 'login'])
      expect(text).toMatch(new RegExp(`href="/${way}\\?next[^"]*%2Finvitation%2F${token}"`));
    expect(text).toContain('声をかける期');
    expect(text).not.toContain('山野');
    expect(text).not.toContain('midori');
    await app.browser().get('/invitation/nobody-knows-this-one').expect(404);
  });

  it('takes one person in, once, and nobody else', async () => {
    const cohort = await anInvitedCohort(app, { trackId: 'introductory' });
    const { id, token } = await anInvitation(app, cohort);
    const path = `/invitation/${token}`;
    const [one, other] = [await aPerson(app), await aPerson(app)];
    const mine = await signIn(app, one);
    expect((await mine.get(path)).text).toContain('この期で受講を始める');
    const body = { _key: 'a-key-of-one-page-0003' };
    for (let n = 0; n < 2; n++)
      expect((await send(mine, path, body)).headers.location).toBe('/path/introductory');
    expect(await rows(cohort)).toMatchObject([{ person_id: one.id, email: null }]);
    expect(await acts(id)).toEqual(['invitation.accepted']);
    const theirs = await signIn(app, other);
    expect((await theirs.get(path)).text).toContain('もう使われました');
    expect((await send(theirs, path)).headers.location).toBe(path);
    expect((await app.browser().get(path)).text).toContain('もう使われました');
    expect((await mine.get(path)).text).toContain('この期の受講は始まっています');
    expect(await peopleIn(cohort)).toBe(1);
    expect((await office.get(at(cohort))).text).toContain('受けはじめました</span> 2026年5月12日（火）');
    await send(office, at(cohort, `/${id}/withdrawal`)).expect(303);
    expect(await peopleIn(cohort)).toBe(1);
    expect((await mine.get('/settings/data/read')).text).toContain('2026年5月12日（火）に招かれました');
  });

  it('moves who learns already, with all that was done', async () => {
    const cohort = await anInvitedCohort(app, { trackId: 'introductory' });
    const { token } = await anInvitation(app, cohort);
    const person = await aPerson(app);
    const { id } = await enrolled(app, person, 'introductory');
    const browser = await signIn(app, person);
    await send(browser, `/invitation/${token}`).expect(303);
    const all = await app.db.sql`select id, cohort_id from enrolment where person_id = ${person.id}`;
    expect(all).toEqual([{ id, cohort_id: cohort.id }]);
  });

  it('carries nothing that was completed in one cohort into another', async () => {
    const cohort = await anInvitedCohort(app, { trackId: 'introductory' });
    const { token } = await anInvitation(app, cohort);
    const person = await aPerson(app);
    const { id, cohortId } = await enrolled(app, person, 'introductory');
    await app.db.write((tx) => app.get(EnrolmentService).complete(tx, id));
    const browser = await signIn(app, person);
    expect((await browser.get(`/invitation/${token}`).expect(200)).text).toContain('もう修了しています');
    expect((await send(browser, `/invitation/${token}`)).headers.location).toBe(`/invitation/${token}`);
    const all = await app.db.sql`select id, cohort_id from enrolment where person_id = ${person.id}`;
    expect(all).toEqual([{ id, cohort_id: cohortId }]);
    expect(await rows(cohort)).toMatchObject([{ person_id: null }]);
  });

  it('waits for tracks that come before', async () => {
    const cohort = await anInvitedCohort(app, { trackId: 'further' });
    const { token } = await anInvitation(app, cohort);
    const browser = await signIn(app, await aPerson(app));
    const { text } = await browser.get(`/invitation/${token}`).expect(200);
    expect(text).toContain('href="/tracks/introductory"');
    expect((await send(browser, `/invitation/${token}`)).headers.location).toBe(`/invitation/${token}`);
    expect(await rows(cohort)).toMatchObject([{ person_id: null }]);
  });

  it('leads nowhere once it has ended or was withdrawn', async () => {
    const cohort = await anInvitedCohort(app, { trackId: 'introductory' });
    const browser = await signIn(app, await aPerson(app));
    for (const state of [{ expiresAt: app.clock.now() }, { withdrawnAt: app.clock.now() }]) {
      const { token } = await anInvitation(app, cohort, state);
      expect((await browser.get(`/invitation/${token}`)).text).toContain('いまは使えません');
      expect((await send(browser, `/invitation/${token}`)).headers.location).toBe(`/invitation/${token}`);
    }
    expect(await peopleIn(cohort)).toBe(0);
  });

  it('does not take back into the cohort who left it and learns in another', async () => {
    const cohort = await anInvitedCohort(app, { trackId: 'introductory' });
    const person = await aPerson(app);
    const enrolments = app.get(EnrolmentService);
    const whose = { personId: person.id, trackId: 'introductory' };
    await app.db.write((tx) => enrolments.enrolIn(tx, person.id, cohort));
    await app.db.write((tx) => enrolments.leave(tx, whose));
    await enrolled(app, person, 'introductory');
    const { token } = await anInvitation(app, cohort);
    const browser = await signIn(app, person);
    expect((await browser.get(`/invitation/${token}`)).text).toContain('前に一度受けているため');
    expect((await send(browser, `/invitation/${token}`)).headers.location).toBe(`/invitation/${token}`);
    expect(await peopleIn(cohort)).toBe(0);
  });
});

describe('fifty at once', () => {
  it('invites no more people than there are seats', async () => {
    const cohort = await anInvitedCohort(app, { trackId: 'introductory', seats: 20 });
    const all = await Promise.all(Array.from({ length: 50 }, (_, n) => invite(cohort, { name: `人${n}` })));
    expect(all.filter(({ status }) => status === 303)).toHaveLength(20);
    expect(await rows(cohort)).toHaveLength(20);
  });

  it('takes one of all to whom a link was forwarded', async () => {
    const cohort = await anInvitedCohort(app, { trackId: 'introductory', seats: 20 });
    const { token } = await anInvitation(app, cohort);
    const browsers = [];
    for (let n = 0; n < 50; n++) browsers.push(await signIn(app, await aPerson(app)));
    const all = await Promise.all(browsers.map((browser) => send(browser, `/invitation/${token}`)));
    expect(all.filter(({ headers }) => headers.location === '/path/introductory')).toHaveLength(1);
    expect(await peopleIn(cohort)).toBe(1);
  });

  it('leaves everybody who was invited a seat, and nobody else', async () => {
    const cohort = await anInvitedCohort(app, { trackId: 'introductory', seats: 20 });
    const links: string[] = [];
    for (let n = 0; n < 20; n++) links.push((await anInvitation(app, cohort)).token);
    const browsers = [];
    for (let n = 0; n < 50; n++) browsers.push(await signIn(app, await aPerson(app)));
    const all = await Promise.all(browsers.map((one, n) => send(one, `/invitation/${links[n % 20]!}`)));
    expect(all.filter(({ headers }) => headers.location === '/path/introductory')).toHaveLength(20);
    expect(await peopleIn(cohort)).toBe(20);
  });
});

describe('what is kept', () => {
  it('is told to whom it is about: that somebody waits at their address, and what the office did', async () => {
    const cohort = await anInvitedCohort(app, { trackId: 'introductory' });
    const person = await aPerson(app, { email: 'jibun@example.jp' });
    const other = await aPerson(app, { email: 'betsu@example.jp' });
    await invite(cohort, { name: '自分', email: 'jibun@example.jp' }).expect(303);
    await invite(cohort, { name: '別の人', email: 'betsu@example.jp' }).expect(303);
    const browser = await signIn(app, person);
    const waiting = (await browser.get('/settings/data/file.json').expect(200)).body as {
      invitations: object[];
    };
    expect(waiting.invitations).toMatchObject([{ name: '自分', acceptedAt: null }]);
    const read = (await browser.get('/settings/data/read').expect(200)).text;
    expect(read).toContain('に招かれました');
    expect(read).not.toContain('別の人');
    const [mail] = await mails('jibun@example.jp');
    await send(browser, `/invitation/${linkIn(mail!.body)}`).expect(303);
    const seen = (await browser.get('/settings/data/seen').expect(200)).text;
    expect(seen.match(/期に人を招きました/g)).toHaveLength(1);
    const theirs = (await (await signIn(app, other)).get('/settings/data/seen').expect(200)).text;
    expect(theirs).not.toContain('期に人を招きました');
  });

  it('forgets who never came a month after, and who came a year after', async () => {
    const cohort = await anInvitedCohort(app, { trackId: 'introductory' });
    const ago = (days: number) => new Date(app.clock.now().getTime() - days * 24 * 60 * 60_000 - 1);
    const gone = [
      await anInvitation(app, cohort, { expiresAt: ago(30) }),
      await anInvitation(app, cohort, { withdrawnAt: ago(30) }),
    ];
    const stays = [await anInvitation(app, cohort, { expiresAt: ago(29) }), await anInvitation(app, cohort)];
    const { id: personId } = await aPerson(app);
    for (const days of [364, 365]) {
      const { id } = await anInvitation(app, cohort);
      const patch = { acceptedAt: ago(days), personId, expiresAt: ago(days) };
      await app.db.write((tx) => tx.update(Invitation, { id }, patch));
      (days === 365 ? gone : stays).push({ id, token: '' });
    }
    await app.get(Jobs).runAll();
    expect((await rows(cohort)).map(({ id }) => id)).toEqual(stays.map(({ id }) => id).toSorted());
    expect(gone).toHaveLength(3);
  });

  it('goes with the account, also to an address at which nobody came', async () => {
    const cohort = await anInvitedCohort(app, { trackId: 'introductory' });
    const person = await aPerson(app, { email: 'kieru@example.jp' });
    const { token } = await anInvitation(app, cohort);
    await anInvitation(app, cohort, { email: 'kieru@example.jp' });
    const { id: other } = await anInvitation(app, cohort);
    const browser = await signIn(app, person);
    await send(browser, `/invitation/${token}`).expect(303);
    await send(browser, '/settings/erase', { paper: 'keep' }).expect(303);
    expect((await rows(cohort)).map(({ id }) => id)).toEqual([other]);
  });
});
