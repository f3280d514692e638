import { TOTP } from 'otpauth';
import type { Browser } from 'playwright-core';
import { OneTimeTokenService } from '../../src/accounts/one-time-token.service.js';
import { Cohort } from '../../src/cohorts/cohort.entity.js';
import { StoredFile } from '../../src/curriculum/file.entity.js';
import { sha256 } from '../../src/shared/ids.js';
import { Application } from '../../src/applications/application.entity.js';
import { anApplicationCohort, aLink, anApplication } from '../factories/application.js';
import { aCohort, aFacilitator, enrolledIn, facilitates } from '../factories/cohort.js';
import { anInvitation } from '../factories/invitation.js';
import { aDate } from '../factories/training-session.js';
import { enrolled, published } from '../factories/learning.js';
import { CalendarDay } from '../../src/shared/calendar-day.js';
import { aProposal, aWish } from '../factories/proposal.js';
import { aWaiver } from '../factories/waiver.js';
import { fillDirectory } from './activity-states.js';
import type { Listed } from './activity-states.js';
import { board } from './board-states.js';
import type { Boarded } from './board-states.js';
import { visits } from './trial-states.js';
import type { Trials } from './trial-states.js';
import { meet } from './attendance-states.js';
import type { Meetings } from './attendance-states.js';
import { liveThrough } from './certificate-states.js';
import type { Lived } from './certificate-states.js';
import { converse, dialogueCourse, scoredDialogueCourse } from './dialogue-course.js';
import { aCountedCohort } from './facilitated.js';
import type { Counted } from './facilitated.js';
import { gatedCourse } from './gated-course.js';
import { answerEveryKind, kindsCourse } from './kinds-course.js';
import {
  answerQuestions,
  fillReport,
  finish,
  finishEnrolment,
  graduate,
  takePartLastYear,
  learn,
  NAME,
} from './learning-states.js';
import type { Answered } from './learning-states.js';
import { renew } from './renewed-course.js';
import type { Renewed } from './renewed-course.js';
import { publishTwice } from './publishing-states.js';
import type { Publishing } from './publishing-states.js';
import { toPreview } from './preview-states.js';
import type { Previewed } from './preview-states.js';
import { share } from './reflection-states.js';
import type { Shared } from './reflection-states.js';
import { draftHref, fileHref } from '../../src/studio/draft-href.rules.js';
import { aDraft, aFlawedTrack } from '../factories/draft.js';
import { scheduledRuns } from '../factories/export-run.js';
import { startListening } from './listening-app.js';
import type { ListeningApp } from './listening-app.js';
import { host } from './visit-states.js';
import type { Visits } from './visit-states.js';
import { fillOffice } from './office-activity-states.js';
import type { Sent } from './office-activity-states.js';
import { organise } from './organiser-states.js';
import type { Organised } from './organiser-states.js';
import { People } from './people.js';
import type { Who } from './people.js';

/** Addresses that are known only when the world stands. */
export interface Places
  extends
    Answered,
    Shared,
    Meetings,
    Lived,
    Counted,
    Renewed,
    Publishing,
    Previewed,
    Listed,
    Visits,
    Organised,
    Boarded,
    Trials,
    Sent {
  readonly certificate: string;
  readonly code: string;
  readonly ready: string;
  readonly named: string;
  readonly image: string;
  readonly resetLink: string;
  readonly mailLink: string;
  readonly invitation: string;
  readonly someone: string;
  readonly export: string;
  readonly template: string;
  /** A list that was made at its time, taken, and what has changed since the one before. */
  readonly run: string;
  readonly taken: string;
  readonly since: string;
  /** A dated one, in the hands of the facilitator. */
  readonly cohort: string;
  /** One that people may choose, with dates, which has not begun. */
  readonly offered: string;
  /** One that is entered by invitation, a link into it, and one that has ended. */
  readonly inviting: string;
  readonly invited: string;
  readonly uninvited: string;
  /** Of the member, who is on its list. */
  readonly asking: string;
  /** Of somebody on it to whom nobody wrote. */
  readonly waiting: string;
  readonly hard: string;
  readonly tired: string;
  /** Cohorts one applies for: alone, as two, and one that is closed. */
  readonly called: string;
  readonly calledInPairs: string;
  readonly closed: string;
  /** The application of somebody, behind its link. */
  readonly ownLink: string;
  /** Of somebody who was accepted, and an application for each that was decided. */
  readonly offerLink: string;
  readonly declinedLink: string;
  readonly accepted: string;
  readonly declined: string;
  /** Drafts of the facilitator: one with something to mend, with its file that holds it, and one without. */
  readonly draft: string;
  readonly draftFile: string;
  readonly soundDraft: string;
  /** An activity that the learner proposed, without an answer. */
  readonly wanted: string;
}

export interface World {
  readonly app: ListeningApp;
  readonly people: People;
  readonly places: Places;
}

/** The shipped curricula, one more course for what they do not have yet, and people at every point of the way. */
export async function aWorld(browser: Browser): Promise<World> {
  const app = await startListening('sqlite');
  const people = new People(app, browser);
  for (const course of [gatedCourse(), kindsCourse(), dialogueCourse(), scoredDialogueCourse()])
    await published(app, course);
  await fillReport(app);
  await learn(people);
  const answered = await answerQuestions(people);
  await answerEveryKind(people);
  await converse(people);
  const graduated = await graduate(people);
  const ready = await finish(people, 'ready');
  const named = await enrolled(app, await people.person('ready'), 'public');
  await finishEnrolment(app, named, 'public');
  await people.send('ready', `/certificates/ready/${named.id}/name`, { name: NAME });
  await takePartLastYear(people, 'ready');
  await register(people);
  await connectPhone(people);
  const places: Places = {
    ...answered,
    ...(await share(people)),
    ...graduated,
    ...(await liveThrough(people)),
    ...(await links(people)),
    ready: ready.id,
    named: named.id,
    image: await anImage(app),
    someone: (await people.person('several')).id,
    export: await anExport(people),
    template: await aTemplate(people),
    ...(await aScheduledRun(people)),
    ...(await aFacilitatedCohort(people)),
    ...(await meet(people)),
    ...(await calls(people)),
    ...(await aCountedCohort(people)),
    ...(await writtenDrafts(people)),
    ...(await renew(people)),
    ...(await publishTwice(people)),
    ...(await toPreview(people)),
    ...(await board(people)),
    ...(await fillDirectory(app)),
    ...(await host(people)),
    ...(await organise(people)),
    ...(await visits(people)),
    wanted: await exchangeWishes(people),
    ...(await fillOffice(app)),
  };
  return { app, people, places };
}

async function writtenDrafts(people: People) {
  const author = await people.person('facilitator');
  const [flawed, sound] = ['kaki', 'dekita'] as const;
  const draft = await aDraft(people.app, author, { trackId: flawed, files: aFlawedTrack(flawed) });
  const soundDraft = await aDraft(people.app, author, { trackId: sound, title: 'できた講座' });
  return {
    draft: draftHref(draft.id),
    draftFile: fileHref(draft.id, `${flawed}/01-hajime.yaml`),
    soundDraft: draftHref(soundDraft.id),
  };
}

/** One stops before the last page, one goes to the end. */
async function register(people: People): Promise<void> {
  await answerRegistration(people, 'registering');
  await answerRegistration(people, 'registered');
  await people.send('registered', '/register/check');
}

async function answerRegistration(people: People, who: Who): Promise<void> {
  await people.send(who, '/register', { email: '' });
  await people.send(who, '/register/name', {
    displayName: '葵',
    password: 'ことりが三羽とまっている木',
  });
  await people.send(who, '/register/consent', { consent: '1' });
}

async function connectPhone(people: People): Promise<void> {
  const { text } = await people.get('askedStaff', '/second-factor');
  const secret = /<code>([A-Z2-7-]+)<\/code>/.exec(text)![1]!.replaceAll('-', '');
  const code = new TOTP({ secret }).generate({ timestamp: people.app.clock.now().getTime() });
  await people.send('askedStaff', '/second-factor/setup', { code, next: '/home' });
  await people.forgetSession('askedStaff');
}

async function links(people: People): Promise<Pick<Places, 'resetLink' | 'mailLink' | 'invitation'>> {
  const { app } = people;
  const { id: personId } = await people.person('several');
  const tokens = app.get(OneTimeTokenService);
  return app.db.write(async (tx) => ({
    resetLink: await tokens.issue(tx, { purpose: 'reset', minutes: 60, personId }),
    mailLink: await tokens.issue(tx, {
      purpose: 'email',
      minutes: 60,
      personId,
      email: 'atarashii@example.jp',
    }),
    invitation: await tokens.issue(tx, {
      purpose: 'invite',
      minutes: 60,
      email: 'shinjin@example.jp',
      role: 'facilitator',
    }),
  }));
}

/** One is on the way through every step, one has sent theirs. */
async function calls(
  people: People,
): Promise<
  Pick<
    Places,
    'called' | 'calledInPairs' | 'closed' | 'ownLink' | 'offerLink' | 'declinedLink' | 'accepted' | 'declined'
  >
> {
  const { app } = people;
  const trackId = 'introductory';
  const closesOn = app.clock.today();
  const cohort = await anApplicationCohort(app, { trackId, name: '夏の期', closesOn });
  const pairs = await anApplicationCohort(app, { trackId, name: 'ふたりの期', pairs: true, closesOn });
  const past = closesOn.plusDays(-1);
  const closed = await anApplicationCohort(app, { trackId, name: '春の期', closesOn: past });
  const somebody = { name: '葵', way: 'mail', contact: 'aoi@example.jp' };
  for (const who of ['applying', 'applied'] as const) {
    const at = `/apply/${pairs.id}`;
    await people.send(who, at, somebody);
    await people.send(who, `${at}/partner`, { name: '支援 はる', way: 'phone', contact: '090-0000-0000' });
    await people.send(who, `${at}/need`, { need: '文字でも伝えてほしい' });
    await people.send(who, `${at}/consent`, { consent: '1', partner: '1' });
  }
  await people.send('applied', `/apply/${pairs.id}/check`);
  const own = await aLink(app, (await anApplication(app, cohort)).applicants[0]!);
  const called = { called: cohort.id, calledInPairs: pairs.id, closed: closed.id, ownLink: own };
  return { ...called, ...(await decided(people, pairs, closed)) };
}

/** In the cohort that is closed one has a seat and one has not, one waits; of the other one is proposed. */
async function decided(
  people: People,
  pairs: Cohort,
  closed: Cohort,
): Promise<Pick<Places, 'offerLink' | 'declinedLink' | 'accepted' | 'declined'>> {
  const { app } = people;
  const sent = [];
  await app.db.write((tx) => tx.update(Cohort, { id: closed.id }, { closesOn: app.clock.today() }));
  for (const name of ['葵', '空', '海']) sent.push(await anApplication(app, closed, { name }));
  await app.db.write((tx) =>
    tx.update(Cohort, { id: closed.id }, { closesOn: app.clock.today().plusDays(-1) }),
  );
  const [accepted, declined, waitlisted] = sent;
  const at = `/office/applications/${closed.id}`;
  await people.send('office', `${at}/criteria`, { criteria: ['area', 'lot'], note: '見本の観点' });
  await people.send('office', `${at}/decisions`, {
    application: [accepted!.id, declined!.id, waitlisted!.id],
    decision: ['accepted', 'declined', 'waitlisted'],
    rank: ['', '', '1'],
  });
  await people.send('office', `${at}/decided`, { version: '2' });
  const waiting = await anApplication(app, pairs);
  await app.db.write((tx) =>
    tx.update(Application, { id: waiting.id }, { state: 'declined', wantsNextAt: app.clock.now() }),
  );
  const own = await app.db.one<{ id: string }>`
    select id from application where cohort_id = ${pairs.id} and state = 'received'`;
  const two = `/office/applications/${pairs.id}`;
  await people.send('office', `${two}/criteria`, { criteria: ['dates'], note: '' });
  const proposal = { application: own!.id, decision: 'waitlisted', rank: '1' };
  await people.send('office', `${two}/decisions`, proposal);
  return {
    offerLink: await aLink(app, accepted!.applicants[0]!, 'offer'),
    declinedLink: await aLink(app, declined!.applicants[0]!),
    accepted: accepted!.id,
    declined: declined!.id,
  };
}

async function aFacilitatedCohort(
  people: People,
): Promise<
  Pick<
    Places,
    'cohort' | 'offered' | 'inviting' | 'invited' | 'uninvited' | 'asking' | 'waiting' | 'hard' | 'tired'
  >
> {
  const cohort = await aCohort(people.app, { trackId: 'introductory', name: '第1期' });
  await facilitates(people.app, await people.person('facilitator'), cohort);
  await aFacilitator(people.app); // somebody who could be added
  const today = people.app.clock.today();
  const days = { startsOn: today.plusDays(30), endsOn: today.plusDays(120) };
  const offer = { trackId: 'practitioner', ...days };
  const offered = await aCohort(people.app, { ...offer, name: '第4期', seats: 20 });
  const meeting = { cohort: offered, step: 'atsumari' };
  await aDate(people.app, { ...meeting, module: 'keichou', inHours: 24 * 40 });
  await aDate(people.app, { ...meeting, module: 'kyoukaisen', inHours: 24 * 70 + 2, place: '駅前ホール' });
  const inviting = await aCohort(people.app, { ...offer, name: '第5期', seats: 12, admission: 'invitation' });
  const [past, now] = [new Date(people.app.clock.now().getTime() - 60_000), people.app.clock.now()];
  const { token: uninvited } = await anInvitation(people.app, inviting, { name: '空', expiresAt: past });
  await anInvitation(people.app, inviting, { name: '海', withdrawnAt: now });
  const { token: invited } = await anInvitation(people.app, inviting);
  const { id: asking } = await enrolledIn(people.app, await people.person('member'), cohort);
  await people.send('member', '/learn/introductory/pia-to-wa/nakama/done');
  const feel = (mood: string) => people.send('member', '/check-ins/after/introductory/pia-to-wa', { mood });
  const [tired, hard] = [await feel('tired'), await feel('hard')];
  await people.send('member', '/contact/introductory', { way: 'meeting', line: '少し話したいです' });
  const text = 'こんにちは。\nお変わりありませんか。';
  await people.send('facilitator', `/facilitate/${cohort.id}/contact/${asking}/message`, { text });
  const freed = await enrolledIn(people.app, await people.person('companion'), cohort);
  const target = { scope: 'module', target: 'pia-to-wa' } as const;
  await aWaiver(people.app, freed, { target, state: 'confirmed' });
  await people.send('companion', '/contact/introductory/quiet', { wish: 'mail' });
  const { id: waiting } = await enrolledIn(people.app, await people.person('waiting'), cohort);
  await people.send('waiting', '/contact/introductory', { way: 'page', line: '' });
  return {
    cohort: cohort.id,
    offered: offered.id,
    inviting: inviting.id,
    invited,
    uninvited,
    asking,
    waiting,
    hard: hard.location,
    tired: tired.location,
  };
}

async function anImage(app: ListeningApp): Promise<string> {
  const content = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>');
  const hash = sha256(content.toString());
  await app.db.write((tx) =>
    tx.insert(StoredFile, {
      hash,
      mediaType: 'image/svg+xml',
      content: content.toString('base64'),
      createdAt: app.clock.now(),
    }),
  );
  return hash;
}

async function aTemplate(people: People): Promise<string> {
  const layout = { label: '県への修了報告', number: '1', name: '2', completed: '3' };
  const how = { dates: 'era', order: 'completed', format: 'xlsx' };
  await people.send('office', '/office/reports/templates/new', { ...layout, ...how });
  const row = await people.app.db.one<{ id: string }>`select id from export_template`;
  return `/office/reports/templates/${row!.id}`;
}

async function aScheduledRun(people: People): Promise<Pick<Places, 'run' | 'taken' | 'since'>> {
  const { run, earlier } = await scheduledRuns(people.app, await people.person('office'));
  const at = `/office/reports/runs/${run}`;
  const { location } = await people.send('office', `${at}/file`);
  return { run: at, taken: location, since: `${at}/since/${earlier}` };
}

async function anExport(people: People): Promise<string> {
  const question = {
    track: '',
    year: '2026',
    from: '4',
    to: '3',
    asOfYear: '2026',
    asOfMonth: '5',
    asOfDay: '11',
  };
  const asked = await people.send('office', '/office/reports/completions/names', {
    ...question,
    purpose: '名簿',
  });
  return asked.location;
}

/** What people say is missing, read by the office and not yet; what peers propose, answered and not yet. */
async function exchangeWishes(people: People): Promise<string> {
  const { app } = people;
  await aWish(app);
  await aWish(app, {
    kind: 'place',
    form: '',
    area: '',
    text: '駅の近くに、だまっていられる場所がほしいです。',
  });
  const decidedOn = CalendarDay.of(2026, 4, 10);
  for (let n = 0; n < 12; n++)
    await aWish(app, {
      state: 'counted',
      showsText: n === 0,
      decidedOn,
      text: n === 0 ? '夜に話せるところ' : '',
    });
  await aWish(app, { form: 'making', state: 'counted', decidedOn, text: '' });
  const { id: personId } = await people.person('learner');
  const wanted = await aProposal(app, { personId, title: '朝のさんぽの会', form: 'walking', area: 'kita' });
  const { id } = await people.person('member');
  const answered = await aProposal(app, { personId: id, title: '夜のオンラインの会' });
  const text = '提案をありがとうございます。場所をさがしています。';
  const reply = { replies: '0', state: 'looking', text, entry: '', shown: 'yes' };
  await people.send('office', `/office/proposals/${answered}`, reply);
  return wanted;
}
