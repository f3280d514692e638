import { createHash } from 'node:crypto';
import { AttendanceService } from '../src/attendance/attendance.service.js';
import { Person } from '../src/accounts/person.entity.js';
import { Application } from '../src/applications/application.entity.js';
import { ConsentService } from '../src/accounts/consent.service.js';
import { KeptTextService } from '../src/accounts/kept-text.service.js';
import { OneTimeTokenService } from '../src/accounts/one-time-token.service.js';
import { newSlipCode } from '../src/accounts/slip-code.rules.js';
import type { Cohort } from '../src/cohorts/cohort.entity.js';
import { IssueService } from '../src/certificates/issue.service.js';
import { ViewingService } from '../src/certificates/viewing.service.js';
import type { Enrolment } from '../src/enrolment/enrolment.entity.js';
import { CorrectionService } from '../src/certificates/correction.service.js';
import { BatchService } from '../src/certificates/batch.service.js';
import { ContactMessage } from '../src/contact/contact-message.entity.js';
import type { NoteState } from '../src/exchange/board.rules.js';
import { EditionService } from '../src/curriculum/edition.service.js';
import { EditionSources } from '../src/curriculum/edition-sources.service.js';
import { StoredFile } from '../src/curriculum/file.entity.js';
import { list } from '../src/database/database.js';
import { ActivityChanges } from '../src/organisers/activity-changes.service.js';
import { NEW_ACTIVITY } from '../src/organisers/activity-form.page.js';
import { OrganiserLinks } from '../src/organisers/organiser-links.service.js';
import { ExportService } from '../src/reports/export.service.js';
import { usualQuestion } from '../src/reports/report-question.rules.js';
import { OrganiserPerson } from '../src/organisers/organiser-person.entity.js';
import { TrialSlot } from '../src/trials/trial-slot.entity.js';
import { Templates } from '../src/reports/templates/templates.service.js';
import { typedActivity } from '../src/organisers/activity-form.page.js';
import { CalendarDay } from '../src/shared/calendar-day.js';
import { newId, sha256 } from '../src/shared/ids.js';
import { fileKey } from '../src/studio/draft-href.rules.js';
import { PublicationProposal } from '../src/studio/publishing/publication-proposal.entity.js';
import { DraftService } from '../src/studio/draft.service.js';
import type { DraftHead } from '../src/studio/draft.service.js';
import { sampleTrack } from '../src/studio/sample-track.js';
import type { Me, Role } from '../src/web/me.js';
import { formOf } from '../src/worksheets/written.rules.js';
import { aTrialRequest, aTrialSlot } from './factories/trial.js';
import { anActivity, anActivityContent, anOrganiser } from './factories/activity.js';
import { aWaitingChange } from './factories/activity-change.js';
import { aLink, anApplication, anApplicationCohort } from './factories/application.js';
import {
  aShortCourse,
  batchOf,
  completed,
  correctionOf,
  issued,
  proposed,
  revoked,
} from './factories/certificate.js';
import { aCohort, aFacilitator, enrolledIn, facilitates } from './factories/cohort.js';
import { aNote } from './factories/board.js';
import { anInvitation, anInvitedCohort } from './factories/invitation.js';
import {
  aBlock,
  aCourse,
  aLesson,
  aModule,
  aQuestion,
  aQuiz,
  aReflection,
  aSession,
  aWorksheet,
  words,
} from './factories/course.js';
import { aDialogue } from './factories/dialogue.js';
import { aDraft, aFlawedTrack } from './factories/draft.js';
import { scheduledRuns } from './factories/export-run.js';
import { did, published } from './factories/learning.js';
import { aPerson, signIn } from './factories/person.js';
import { aSending } from './factories/reflection.js';
import { aProposal, aWish } from './factories/proposal.js';
import { aWaiver } from './factories/waiver.js';
import { aDate } from './factories/training-session.js';
import type { KnownPerson, SignInState } from './factories/person.js';
import type { Browser, TestApp } from './support/app.js';
import type { SentForm } from './support/multipart.js';

const IMAGE = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>');
const HASH = createHash('sha256').update(IMAGE).digest('hex');
const PASSWORD = '三羽のことりが朝の庭でゆっくりうたう道';
const care = { level: 2 as const, topics: ['入院'], where: '事例', instead: null, insteadEasy: null };

const SHEET = [aBlock('書くこと'), aBlock('しるし', { kind: 'checklist', items: ['ひとつ'] })];
const learning = (id: string) =>
  aCourse({
    id,
    trial: { module: 'a', step: 'yomu' },
    complete: [
      { kind: 'modules', count: 'all' },
      { kind: 'sign-off', by: 'facilitator' },
    ],
    modules: [
      aModule('a', [
        aLesson('yomu', { care, forFacilitators: words('話さない人も入れます。') }),
        aQuiz('toi', [aQuestion('q1'), aQuestion('q2')], { care }),
        aDialogue({ id: 'hanasu', shuffle: false, care }),
        aWorksheet('kaku', SHEET, { care }),
        aReflection('omou', { care, share: 'offered' }),
        aSession('kai-1', 3, { care, required: false, makeUp: [{ text: words('30分話す') }] }),
      ]),
    ],
  });
const LESSON = { track: 'introductory', module: 'a', step: 'yomu' };
const WORKSHEET = { ...LESSON, step: 'kaku' };
const MEETING = { ...LESSON, step: 'kai-1' };
const QUIZ = { ...LESSON, step: 'toi', position: '1' };
const DIALOGUE = { ...LESSON, step: 'hanasu', turn: '1', walk: '1' };
const REFLECTION = { ...LESSON, step: 'omou' };
const held = aShortCourse('held', { code: 'HEL', title: '受け取った講座' });
const ready = aShortCourse('ready', { code: 'REA', title: '受け取れる講座' });
const open = aShortCourse('open', { code: 'OPE', title: '始められる講座' });

/** There can be 50; those of tests that are over make room. */
const KEPT_TEMPLATES = 20;

/** An entry of the directory as it is typed. */
const anEntry = {
  ...NEW_ACTIVITY,
  ...{ title: '火曜のお茶の会', summary: '話します。', about: '話します。', timesNote: '月に1回' },
  ...{ forms: ['talking'], audiences: ['anyone'], area: 'chuo', venue: '市民館' },
} as Fields;

/** Somebody with one of everything that can be theirs. */
export interface Resident {
  readonly role: Role;
  readonly person: KnownPerson;
  /** Ids of their own things, by the name that addresses give them. */
  readonly own: Readonly<Record<string, string>>;
}

/** A house with one of everything, for tests that try all of its doors. */
export class House {
  /** What people here are called and write when they send something to facilitators. */
  words = '葵';
  private readonly templates: string[] = [];
  private looked: DraftHead | null = null;
  private readonly drafts: string[] = [];
  private otherName: Awaited<ReturnType<IssueService['prepareName']>> | null = null;
  private name: Awaited<ReturnType<IssueService['prepareName']>> | null = null;

  private constructor(
    readonly app: TestApp,
    private readonly common: Readonly<Record<string, string>>,
    private readonly group: Cohort,
    /** One that is entered by application. */
    private readonly called: Cohort,
    /** One that is entered by invitation. */
    private readonly inviting: Cohort,
  ) {}

  static async open(app: TestApp): Promise<House> {
    for (const course of [learning('introductory'), learning('untouched'), held, ready, open])
      await published(app, course);
    const content = IMAGE.toString('base64');
    const createdAt = app.clock.now();
    await app.db.write((tx) =>
      tx.insert(StoredFile, { hash: HASH, mediaType: 'image/svg+xml', content, createdAt }),
    );
    const { hash: edition } = await app.get(EditionService).getCurrent('introductory');
    await app.db.write((tx) => app.get(EditionSources).keep(tx, edition, aFlawedTrack('introductory')));
    const group = await aCohort(app, { trackId: 'introductory' });
    const cohort = group.id;
    const called = await anApplicationCohort(app, { trackId: 'open', pairs: true });
    const inviting = await anInvitedCohort(app, { trackId: 'open', seats: null });
    await aFacilitator(app, group);
    const [session, date] = [
      await aDate(app, { cohort: group, inHours: -1 }),
      await aDate(app, { cohort: group }),
    ];
    const empty = new House(app, { cohort, session, date }, group, called, inviting);
    const [learner, office] = [await empty.settle('trainee'), await empty.settle('office')];
    const person = (await aFacilitator(app)).id;
    const { id: activity } = await anActivity(app);
    const common = { ...learner.own, ...office.own, hash: HASH, cohort, session, date, person, activity };
    return new House(app, common, group, called, inviting);
  }

  /** `learns`: with everything that a trainee can have. */
  async settle(role: Role, { displayName = '葵', learns = true } = {}): Promise<Resident> {
    const { app } = this;
    const email = `${crypto.randomUUID()}@example.jp`;
    const person = await aPerson(app, { roles: [role], displayName, email, password: PASSWORD });
    const { version, hash: textHash } = app.get(ConsentService).text('ja');
    const consent = { version, textHash, givenAt: app.clock.now() };
    await app.db.write((tx) => app.get(ConsentService).record(tx, person.id, consent));
    const kept = await this.keep(person);
    const more: Partial<Record<Role, Record<string, string>>> = {};
    if (role === 'trainee' && learns) more.trainee = await this.learn(person);
    if (role === 'facilitator') await facilitates(app, person, { id: this.common.cohort! });
    if (role === 'administrator') more.administrator = { facilitator: (await aFacilitator(app)).id };
    if (role === 'office') more.office = await this.export(person);
    const { date } = this.common;
    return { role, person, own: { kept, date: date!, ...more[role] } };
  }

  /** Somebody's browser; of a visitor when there is nobody. Of `state` see `signIn`. */
  enter(resident: Resident | null, state?: SignInState): Promise<Browser> {
    return resident ? signIn(this.app, resident.person, state) : Promise.resolve(this.app.browser());
  }

  /** The address behind a route for this person: of their own things, and of somebody else's what they cannot have. */
  async address(route: { path: string }, resident: Resident | null): Promise<string> {
    const known: Record<string, string> = { ...this.common, ...resident?.own };
    const at = route.path;
    if (at.startsWith('/admin/')) known.id = (await aPerson(this.app)).id;
    if (at.startsWith('/facilitate/')) known.enrolment = known.asking!;
    if (at.startsWith('/tracks/:track/cohorts/') || /:cohort\/(settings|copy)/.test(at))
      known.cohort = await this.offer();
    if (at.includes(':date')) known.date = await aDate(this.app, { cohort: this.group });
    if (at.includes('/attendance/records/')) known.enrolment = await this.attended();
    if (/^\/(apply|office\/applications)\//.test(at)) known.cohort = this.called.id;
    if (at.startsWith('/office/invitations/')) known.cohort = this.inviting.id;
    if (at.includes(':invitation')) known.invitation = (await anInvitation(this.app, this.inviting)).id;
    if (at.includes(':application')) known.application = await this.application(at);
    if (/:schedule|:run/.test(at)) Object.assign(known, await this.scheduled(at, resident));
    if (at.startsWith('/activities/trials/:slot')) known.slot = (await aTrialSlot(this.app)).id;
    if (at.includes(':template')) known.template = await this.template();
    if (at.startsWith('/kept/')) known.id = known.kept!;
    if (at.includes('/board/:note')) known.note = await this.note(at, resident);
    if (at.includes(':token')) known.token = await this.token(at, resident);
    if (at.startsWith('/office/certificates/:certificate')) Object.assign(known, await this.examined(at));
    if (at.includes('/batches/')) known.viewing = known.batch!;
    if (at.endsWith('/batches/:viewing/confirmation')) known.viewing = await this.secondLook(resident);
    if (at.includes('/proposed-batches/')) known.batch = (await this.proposedBatch()).id;
    if (at.includes('/corrections/:viewing')) known.viewing = await this.seenCorrection(resident);
    if (at.includes('/waiver-lists/')) known.viewing = known.waivers!;
    if (/^\/office\/(activities|organisers)\//.test(at)) Object.assign(known, await this.listed(at));
    if (at.includes(':waiver')) known.waiver = await this.waiver(at);
    if (at === '/office/wishes') await aWish(this.app, { text: this.words });
    if (/^\/(activities|office)\/proposals\/:/.test(at)) known.proposal = await this.proposed(at, resident);
    if (at.endsWith('/comparison')) return `${at.replace(':track', 'introductory')}?${await this.pair()}`;
    if (at.endsWith('/previews')) known.cohort = (await this.waiting()).cohortId;
    if (at.includes('/reflections')) known.sending = await this.sending(at, resident);
    if (at.startsWith('/studio/')) Object.assign(known, await this.draft(resident));
    if (at.includes(':name')) known.name = await this.otherSession(resident);
    if (/^\/studio\b.*(?:\/publication$|\/editions|\/proposals\/)/.test(at))
      Object.assign(known, await this.publishing(at, resident));
    if (at.startsWith('/organise/') && !at.includes('/visits'))
      Object.assign(known, await this.organised(resident));
    if (/^\/(organise|office)\/.*\bvisits\b/.test(at)) Object.assign(known, await this.visits(at, resident));
    if (at.includes('/preview')) Object.assign(known, await this.previewed());
    const place = placeOf(at);
    return at
      .replace(/:(\w+)/g, (_, name: string) => ({ ...known, ...place })[name]!)
      .replace('*', 'certificates');
  }

  /** An entry of a group that this person keeps with their account, and a change of it that waits. */
  private async organised(resident: Resident | null): Promise<Record<string, string>> {
    const { app } = this;
    const organiser = await anOrganiser(app, { name: this.words });
    const madeAt = app.clock.now();
    const { id: activity } = await anActivity(app, { organiser, title: this.words, venue: this.words });
    const change = await app.db.write(async (tx) => {
      if (resident)
        await tx.insert(OrganiserPerson, { organiserId: organiser.id, personId: resident.person.id, madeAt });
      const content = anActivityContent({ title: this.words, about: this.words });
      const doer = { way: 'link', me: null } as const;
      return app
        .get(ActivityChanges)
        .send(tx, { organiserId: organiser.id, activityId: activity, seen: 1, content, doer });
    });
    return { organiser: organiser.id, activity, change };
  }

  /** A time for visitors of a group that this person keeps with their account, and somebody who asked to come. */
  private async visits(at: string, resident: Resident | null): Promise<Record<string, string>> {
    const { app } = this;
    const organiser = await anOrganiser(app, { name: this.words });
    const now = app.clock.now();
    if (resident && at.startsWith('/organise/'))
      await app.db.write((tx) =>
        tx.insert(OrganiserPerson, { organiserId: organiser.id, personId: resident.person.id, madeAt: now }),
      );
    const activity = await anActivity(app, { organiser, title: this.words, venue: this.words });
    const slot = await aTrialSlot(app, { activity, meetingPoint: this.words, note: this.words });
    const request = await aTrialRequest(app, slot, { name: this.words.slice(0, 40), needs: this.words });
    const day = app.clock.today().plusDays(-1);
    if (/:request$|\/not-met$/.test(at))
      await app.db.write((tx) => tx.update(TrialSlot, { id: slot.id }, { day }));
    return { activity: activity.id, slot: slot.id, request: request.id };
  }

  /** An activity that was proposed: their own where it is theirs to act on, else somebody's that everybody may read. */
  private async proposed(at: string, resident: Resident | null): Promise<string> {
    const isOwn = resident?.role === 'trainee' && !at.endsWith('/support');
    const { words } = this;
    const texts = { title: words, about: words, place: words, hours: words, isShown: true };
    return aProposal(this.app, { ...texts, ...(isOwn ? { personId: resident.person.id } : {}) });
  }

  /** A draft, and an edition, of the track that facilitators here look after. */
  private async previewed(): Promise<Record<string, string>> {
    const { app } = this;
    this.looked ??= await app.db.write(async (tx) => {
      const [owner] = await tx.find(Person, { take: 1 });
      const me = { personId: owner!.id, role: 'administrator', displayName: '葵' } as Me;
      const files = sampleTrack({ id: 'introductory' });
      return app.get(DraftService).create(tx, me, { trackId: 'introductory', basedOn: null, files });
    });
    const { hash } = await app.get(EditionService).getCurrent('introductory');
    return { draft: this.looked.id, hash, view: 'first' };
  }

  /** An edition of a track they look after, or what was proposed of it. */
  private async publishing(at: string, resident: Resident | null): Promise<Record<string, string>> {
    const { app } = this;
    const isAuthor = resident?.role === 'facilitator' || resident?.role === 'administrator';
    const { id: personId } = isAuthor ? resident.person : await aFacilitator(app, this.group);
    const { hash } = await app.get(EditionService).getCurrent('introductory');
    const known = { hash };
    if (!at.includes('/proposals/')) return known;
    const proposer = at.endsWith('/withdrawal') ? personId : (await aFacilitator(app, this.group)).id;
    const now = app.clock.now();
    const proposal = newId(now);
    await app.db.write((tx) =>
      tx.insert(PublicationProposal, {
        ...{ id: proposal, trackId: 'introductory', draftId: null, draftVersion: null, editionHash: hash },
        ...{ baseHash: hash, note: this.words, detaches: false, proposedById: proposer, proposedAt: now },
        ...{ closedById: null, closedAt: null, outcome: null },
      }),
    );
    return { ...known, proposal };
  }

  /** An entry of the directory with its organiser, and a change of it where one is meant. */
  private async listed(at: string): Promise<Record<string, string>> {
    const { app } = this;
    const title = [...this.words].slice(0, 60).join('');
    const organiser = await anOrganiser(app, { name: title });
    const activity = await anActivity(app, { organiser, title, about: this.words });
    const known = { activity: activity.id, organiser: organiser.id };
    if (!at.includes(':change')) return known;
    return { ...known, change: (await aWaitingChange(app, { activity, mood: this.words })).id };
  }

  /** The edition that is shown now, twice. */
  private async pair(): Promise<string> {
    const { hash } = await this.app.get(EditionService).getCurrent('introductory');
    return `before=${hash}&after=${hash}`;
  }

  /** Somebody of whom attendance is recorded. */
  private async attended(): Promise<string> {
    const { app } = this;
    const person = await aPerson(app, { displayName: this.words });
    const { id: enrolmentId } = await enrolledIn(app, person, this.group);
    const by = { personId: (await aFacilitator(app)).id, role: 'facilitator' } as Me;
    const nothing = { trainingSessionId: null, minutesLate: null, minutesEarly: null };
    await app.db.write((tx) =>
      app
        .get(AttendanceService)
        .record(tx, { enrolmentId, ref: { module: 'a', step: 'kai-1' }, kind: 'made-up', ...nothing }, by),
    );
    return enrolmentId;
  }

  /** A cohort that people may choose. */
  private async offer(): Promise<string> {
    const today = this.app.clock.today();
    const days = { startsOn: today, endsOn: today.plusDays(60) };
    return (await aCohort(this.app, { trackId: 'open', ...days })).id;
  }

  private async keep(person: KnownPerson): Promise<string> {
    const texts = this.app.get(KeptTextService);
    await texts.keep(person.id, '/settings/name', { displayName: '続きのことば' });
    return (await texts.list(person.id))[0]!.id;
  }

  /** Something sent to the cohort, as far as this act needs it. */
  private async sending(at: string, resident: Resident | null): Promise<string> {
    const { app } = this;
    const enrolment = await enrolledIn(app, await aPerson(app, { displayName: this.words }), this.group);
    const answeredBy = at.endsWith('/edits') ? resident?.person : undefined;
    const state = { text: this.words, isRead: !at.endsWith('/reading'), answeredBy };
    return aSending(app, enrolment, { step: 'omou', ...state });
  }

  /** One as far as this act needs it. */
  private async application(at: string): Promise<string> {
    const { id } = await anApplication(this.app, this.called);
    if (at.endsWith('/letter'))
      await this.app.db.write((tx) => tx.update(Application, { id }, { state: 'declined' }));
    return id;
  }

  /** Somebody's certificate, as far as this act of the office needs it. */
  private async examined(at: string): Promise<Record<string, string>> {
    const { app } = this;
    const person = await aPerson(app, { displayName: this.words });
    const certificate = await issued(app, person, await completed(app, person, held));
    if (at.endsWith('/lift')) await revoked(app, certificate);
    return {
      certificate,
      proposal: at.includes(':proposal') ? await proposed(app, certificate) : '',
      correction: at.includes(':correction') ? await correctionOf(app, certificate) : '',
    };
  }

  /** What some official proposed to issue, to somebody of this house. */
  private async proposedBatch() {
    const { app } = this;
    const cohort = await aCohort(app, { trackId: 'ready' });
    const enrolment = await enrolledIn(app, await aPerson(app, { displayName: this.words }), cohort);
    await did(app, enrolment, { module: 'a', step: 'yomu' });
    return batchOf(app, { cohort: cohort.id, enrolments: [enrolment.id] });
  }

  private async secondLook(resident: Resident | null): Promise<string> {
    const { batch, id: proposal } = await this.proposedBatch();
    const me = { personId: (resident?.person ?? (await aPerson(this.app))).id, role: 'office' };
    return this.app.db.write((tx) => this.app.get(BatchService).look(tx, me, { ...batch, proposal }));
  }

  private async seenCorrection(resident: Resident | null): Promise<string> {
    const { app } = this;
    const person = await aPerson(app, { displayName: this.words });
    const certificateId = await issued(app, person, await completed(app, person, held));
    const correctionId = await correctionOf(app, certificateId);
    const me = { personId: (resident?.person ?? (await aPerson(app))).id, role: 'office' };
    return app.db.write((tx) => app.get(CorrectionService).look(tx, me, { certificateId, correctionId }));
  }

  /** A note of the board, as far as this act needs it: one's own, or somebody else's to report or to decide on. */
  private async note(at: string, resident: Resident | null): Promise<string> {
    const isOthers = at.startsWith('/office/') || at.endsWith('/report');
    const person = isOthers || !resident ? undefined : resident.person;
    const states = {
      show: 'waiting',
      decline: 'waiting',
      keep: 'hidden',
      again: 'declined',
      objection: 'removed',
    };
    const state = (states as Record<string, NoteState>)[at.split('/').pop()!] ?? 'shown';
    const { id } = await aNote(this.app, { ...(person ? { person } : {}), state, text: this.words });
    return id;
  }

  /** A waiver of somebody, as far as this act needs it. */
  private async waiver(at: string): Promise<string> {
    const { app } = this;
    const enrolment = await enrolledIn(app, await aPerson(app, { displayName: this.words }), this.group);
    const isEnding = at.startsWith('/office/') && /\/(lift|keeping)$/.test(at);
    const state = isEnding ? 'lift-proposed' : at.endsWith('/lift') ? 'confirmed' : 'proposed';
    return aWaiver(app, enrolment, { state, note: this.words });
  }

  /** Somebody of this house who completed and has no certificate. */
  private async waiting(): Promise<Enrolment> {
    return completed(this.app, await aPerson(this.app, { displayName: this.words }), ready);
  }

  private async token(at: string, resident: Resident | null): Promise<string> {
    if (at.startsWith('/invitation/')) return (await anInvitation(this.app, this.inviting)).token;
    if (at.startsWith('/offer/')) {
      const { applicants } = await anApplication(this.app, this.called);
      return aLink(this.app, applicants[0]!, 'offer');
    }
    if (at.startsWith('/application/'))
      return aLink(this.app, (await anApplication(this.app, this.called)).applicants[0]!);
    if (at.startsWith('/organise/')) {
      const { id: organiserId, email } = await anOrganiser(this.app, { name: this.words });
      const link = { organiserId, email: email!, purpose: 'enter', activityId: null, hours: 24 } as const;
      return this.app.db.write((tx) => this.app.get(OrganiserLinks).issue(tx, link));
    }
    const purpose = at.startsWith('/setup/') ? 'invite' : at.startsWith('/email/') ? 'email' : 'reset';
    const owner = resident?.person ?? (await aPerson(this.app));
    const wanted = {
      purpose,
      minutes: 60,
      email: `${crypto.randomUUID()}@example.jp`,
      role: 'office',
      personId: purpose === 'invite' ? null : owner.id,
    } as const;
    return this.app.db.write((tx) => this.app.get(OneTimeTokenService).issue(tx, wanted));
  }

  private async learn(person: KnownPerson): Promise<Record<string, string>> {
    const { app } = this;
    const asking = await enrolledIn(app, person, this.group);
    const sent = await aSending(app, asking, { step: 'omou', isRead: false, text: '前に送った文' });
    const browser = await signIn(app, person);
    for (const [path, body] of [
      ['quiz/introductory/a/toi/start', {}],
      ['quiz/introductory/a/toi/1', { answer: 'unknown' }],
      ['dialogue/introductory/a/hanasu/start', { walk: '0' }],
      ['dialogue/introductory/a/hanasu/1', { walk: '1', reply: '0' }],
      ['check-ins/after/introductory/a', { mood: 'hard' }],
      ['contact/introductory', { way: 'page', line: 'すこし話したい' }],
      ['worksheet/introductory/a/kaku/words', wordsOf('自分のためのシート', '0')],
      ['learn/introductory/a/yomu/memo', { memo: '自分のためのメモ', version: '0' }],
      ['reflection/introductory/a/omou', { text: '自分のための文', version: '0', act: 'save' }],
    ] as const)
      await browser.post(`/${path}`).type('form').send(body).expect(303);
    const [first, second] = [await completed(app, person, held), await completed(app, person, ready)];
    const issues = app.get(IssueService);
    this.name ??= await issues.prepareName('青井 葵'); // slow on purpose, so once for all
    const id = await app.db.write(async (tx) => {
      for (const { id: enrolmentId } of [first, second])
        await issues.chooseName(tx, { personId: person.id, enrolmentId }, this.name!);
      return issues.issue(tx, { personId: person.id, role: 'trainee' }, first.id);
    });
    const another = await this.another();
    await app.db.write((tx) =>
      issues.chooseName(tx, { personId: person.id, enrolmentId: first.id }, another),
    );
    const row = await app.db.one<{ code: string }>`select code from certificate where id = ${id}`;
    const checkIn = await app.db.one<{ id: string }>`
      select id from check_in where enrolment_id = ${asking.id}`;
    return {
      certificate: id,
      code: row!.code,
      enrolment: second.id,
      sent,
      asking: asking.id,
      checkIn: checkIn!.id,
      next: (await aCohort(app, { trackId: 'introductory', kind: 'standing' })).id,
      message: await this.write(asking.id),
      note: (await aNote(app, { person, state: 'waiting', text: this.words })).id,
    };
  }

  private async another() {
    this.otherName ??= await this.app.get(IssueService).prepareName('青井 みどり');
    return this.otherName;
  }

  /** A facilitator's message to somebody. */
  private async write(enrolmentId: string): Promise<string> {
    const { app } = this;
    const author = await aFacilitator(app);
    const id = newId(app.clock.now());
    const message = { id, enrolmentId, authorId: author.id, text: 'お変わりありませんか。' };
    const sentAt = new Date(app.clock.now().getTime() - 8 * 24 * 60 * 60_000);
    await app.db.write((tx) => tx.insert(ContactMessage, { ...message, sentAt, readAt: null, mailId: null }));
    return id;
  }

  private async export({ id: personId }: KnownPerson): Promise<Record<string, string>> {
    const asked = { question: usualQuestion(this.app.clock.today()), purpose: '県への報告' };
    const me = { personId, role: 'office' } as Me;
    const exports = this.app.get(ExportService);
    const question = { fiscalYear: 2026, trackCode: '' };
    const wanted = { kind: 'roster', purpose: '照会への回答', question, detail: question } as const;
    const layout = await this.template();
    const waiting = await this.waiting();
    const batch = { cohort: waiting.cohortId, enrolments: [waiting.id] };
    return this.app.db.write(async (tx) => ({
      layout,
      export: await exports.record(tx, me, asked),
      viewing: await this.app.get(ViewingService).record(tx, me, wanted),
      waivers: await this.app.get(ViewingService).record(tx, me, { ...wanted, kind: 'waivers' }),
      batch: await this.app.get(BatchService).preview(tx, me, batch),
    }));
  }

  /** Lists that were made at their times, and one of them taken by this person. */
  private async scheduled(at: string, resident: Resident | null): Promise<Record<string, string>> {
    const person = resident?.person ?? (await aPerson(this.app));
    const made = await scheduledRuns(this.app, person);
    if (!at.includes(':export')) return made;
    const question = usualQuestion(this.app.clock.today());
    const asked = { question, purpose: '県への報告', runId: made.run };
    const me = { personId: person.id, role: 'office' } as Me;
    const taken = await this.app.db.write((tx) => this.app.get(ExportService).record(tx, me, asked));
    return { ...made, export: taken };
  }

  /** A template of lists of its own: whoever deletes it takes nobody's. There can be only so many at a time. */
  private async template(): Promise<string> {
    const name = crypto.randomUUID();
    const layout = { name, columns: ['name'], dates: 'western', order: 'track', format: 'csv' } as const;
    const me = { personId: name, role: 'office' } as Me;
    return this.app.db.write(async (tx) => {
      // Which are old is not to be read from their ids: the clock stands still.
      for (const old of this.templates.splice(0, this.templates.length - KEPT_TEMPLATES))
        await tx.sql`delete from export_template where id = ${old}`;
      const id = await this.app.get(Templates).make(tx, me, layout);
      this.templates.push(id);
      return id;
    });
  }

  /** A draft of their own where they may have one, and somebody else's where they may not. */
  private async draft(resident: Resident | null): Promise<Record<string, string>> {
    const isAuthor = resident?.role === 'facilitator' || resident?.role === 'administrator';
    const owner = isAuthor ? resident.person : await aFacilitator(this.app);
    const trackId = `kaki-${newId(this.app.clock.now())}`;
    // There can be only so many of one person: those of tests that are over become somebody else's.
    const old = this.drafts.splice(0, this.drafts.length - KEPT_TEMPLATES);
    if (old.length > 0) {
      const { id: heir } = await aFacilitator(this.app);
      await this.app.db.write(
        (tx) => tx.sql`update studio_draft set owner_id = ${heir} where id in ${list(old)}`,
      );
    }
    const { id } = await aDraft(this.app, owner, {
      trackId,
      title: this.words,
      files: aFlawedTrack(trackId),
    });
    this.drafts.push(id);
    return { draft: id, file: fileKey(`${trackId}/01-hajime.yaml`) };
  }

  /** The name under which a session of theirs, not the one they use, is ended. */
  private async otherSession(resident: Resident | null): Promise<string> {
    const person = resident?.person ?? (await aPerson(this.app));
    await signIn(this.app, person);
    const row = await this.app.db.one<{ id: string }>`
      select id from session where person_id = ${person.id} and ended_at is null order by created_at desc limit 1`;
    return row!.id.slice(0, 16);
  }
}

/** Which step an address of learning is about. */
function placeOf(at: string): Record<string, string> {
  if (at.startsWith('/quiz/') || at.includes('/questions/')) return QUIZ;
  if (at.startsWith('/dialogue/') || at.includes('/dialogues/')) return DIALOGUE;
  if (at.startsWith('/worksheet/')) return WORKSHEET;
  if (at.startsWith('/reflection/')) return REFLECTION;
  if (at.startsWith('/session/') || at.includes('/attendance/')) return MEETING;
  if (/^\/studio\/(?:guide|samples|codes)/.test(at))
    return { chapter: 'hajime', kind: 'lesson', code: 'Y106', key: 'back-to' };
  return at.endsWith('/enrolment') || at.endsWith('/new/:track') ? { track: 'open' } : LESSON;
}

function wordsOf(text: string, version: string): Fields {
  return { words: [text], ticks: ['1.0'], version, sheet: formOf(SHEET), then: 'stay' };
}

type Fields = SentForm;
const nothing = {};
const newer = {
  revision: '00000000-0000-7000-8000-000000000000',
  edition: 'a'.repeat(64),
  version: '1',
};
const publication = { base: '', edition: HASH, note: '読みものを足しました', detach: '' };
const pressed = { act: 'reset', at: '/home' };
const next = '/home';
const somebody = { name: '葵', way: 'phone', contact: '090-0000-0000' };
const question = {
  track: '',
  year: '2026',
  from: '4',
  to: '3',
  asOfYear: '2026',
  asOfMonth: '5',
  asOfDay: '11',
};
const planned = {
  ...{ track: '', cadence: 'once', firstYear: '2026', firstMonth: '6', firstDay: '30' },
  ...{ endYear: '', endMonth: '', endDay: '', purpose: '県への報告' },
};
/** An entry of the directory as it is typed. */
const entry: Fields = {
  ...typedActivity(anActivityContent({ title: '水曜のお茶の会' }), CalendarDay.of(2026, 5, 12)),
  version: '0',
};
const layout = {
  label: '県への報告',
  ...{ year: '', track: '', cohort: '', number: '1', certificate: '', name: '2', called: '' },
  ...{ enrolled: '', standing: '', completed: '3', issued: '' },
  ...{ dates: 'era', order: 'completed', format: 'xlsx' },
};
const settings = {
  name: '第2期',
  startYear: '2026',
  startMonth: '8',
  startDay: '2',
  endYear: '2026',
  endMonth: '12',
  endDay: '20',
  seats: '20',
  admission: 'open',
  closeYear: '',
  closeMonth: '',
  closeDay: '',
};
const { seats: _, admission: __, ...days } = settings;
const copy = { ...days, date: [], dateYear: [], dateMonth: [], dateDay: [] };
const date = {
  session: 'a/kai-1',
  dateYear: '2026',
  dateMonth: '10',
  dateDay: '4',
  hour: '13',
  minute: '30',
  endHour: '16',
  endMinute: '10',
  place: '会議室',
};
const password = '山のふもとに小さな駅がひとつあります';
/** What the file of a draft holds that can be mended. */
const FLAWED = sha256(
  Buffer.from(aFlawedTrack('x').find(({ path }) => path.endsWith('01-hajime.yaml'))!.bytes),
);

/** What somebody who means it would send: one form for every route that takes one. */
/** A time for visitors, some weeks after the ordinary day. */
const aSlot: Fields = {
  ...{ dayYear: '2026', dayMonth: '6', dayDay: '9', hour: '13', minute: '30', endHour: '15', endMinute: '' },
  ...{ seats: '3', ways: ['watch', 'join'], meetingPoint: '1階の入口', note: '' },
};

export function formFor(path: string, resident: Resident | null, house: Resident): Fields | undefined {
  const { person } = resident ?? house;
  const forms: Record<string, Fields> = {
    '/verify': { code: house.own.code! },
    '/verify/:code': { name: '葵' },
    '/settings/display': { theme: 'calm', size: 'm', ruby: '1', words: 'easy', progress: 'show', lang: 'ja' },
    '/register': { email: `${crypto.randomUUID()}@example.jp` },
    '/register/name': { displayName: '葵', password },
    '/register/consent': { consent: '1' },
    '/register/check': nothing,
    '/apply/:cohort': somebody,
    '/apply/:cohort/partner': somebody,
    '/apply/:cohort/need': { need: '休みながら受けたい' },
    '/apply/:cohort/consent': { consent: '1', partner: '1' },
    '/apply/:cohort/check': nothing,
    '/activities/trials/leave': nothing,
    '/activities/trials/mine': { code: '0000-0000-0000' },
    '/activities/trials/mine/cancel': nothing,
    '/activities/trials/mine/needs': { way: 'listen', name: '葵', needs: 'はしの席' },
    '/activities/trials/after': { image: 'some', safe: '静かだった', next: 'again' },
    '/activities/trials/:slot': { way: 'watch', name: '葵', needs: 'はしの席', email: '' },
    '/application/:token/withdrawal': nothing,
    '/application/:token/next': nothing,
    '/application/:token/next-withdrawal': nothing,
    '/office/applications/:cohort/:application/next-withdrawal': nothing,
    '/office/applications/:cohort/wishes': { application: ['00000000-0000-7000-8000-000000000000'] },
    '/organise': { email: `${crypto.randomUUID()}@example.jp` },
    '/organise/leave': nothing,
    '/organise/link/:token': { act: 'enter', version: '0' },
    '/organise/link/:token/again': nothing,
    '/organise/activities/new': anEntry,
    '/organise/activities/:activity': { ...anEntry, version: '1' },
    '/organise/activities/:activity/confirm': { version: '1' },
    '/organise/activities/:activity/close': nothing,
    '/organise/changes/:change/withdraw': nothing,
    '/organise/account': nothing,
    '/organise/account/:organiser/leave': nothing,
    '/organise/activities/:activity/visits/new': aSlot,
    '/organise/visits/:slot/change': { ...aSlot, version: '1' },
    '/organise/visits/:slot/cancel': { why: '会場が使えません' },
    '/organise/visits/:slot/requests/:request': { outcome: 'came' },
    '/organise/visits/:slot/not-met': nothing,
    '/office/activities/:activity/visits/new': aSlot,
    '/office/visits/:slot/change': { ...aSlot, version: '1' },
    '/office/visits/:slot/cancel': { why: '会場が使えません' },
    '/office/visits/:slot/requests/:request': { outcome: 'came' },
    '/office/visits/:slot/not-met': nothing,
    '/offer/:token': nothing,
    '/invitation/:token': nothing,
    '/office/invitations/:cohort': { name: '葵', email: `${crypto.randomUUID()}@example.jp` },
    '/office/invitations/:cohort/:invitation/again': nothing,
    '/office/invitations/:cohort/:invitation/slip': nothing,
    '/office/invitations/:cohort/:invitation/withdrawal': nothing,
    '/office/applications/:cohort/criteria': { criteria: ['area'], note: '' },
    '/office/applications/:cohort/decisions': {
      application: ['00000000-0000-7000-8000-000000000000'],
      decision: ['declined'],
      rank: [''],
    },
    '/office/applications/:cohort/decided': { version: '1' },
    '/office/applications/:cohort/offer': nothing,
    '/office/applications/:cohort/paper': {
      ...{ year: '2026', month: '5', day: '1', ...somebody, consent: '1' },
      ...{ partnerName: '支援 はる', partnerWay: 'post', partnerContact: '見本市1-2' },
    },
    '/office/applications/:cohort/letters': {
      ...{ letter: ['00000000-0000-7000-8000-000000000000.accepted'], way: 'post', act: 'mark' },
      ...{ year: '2026', month: '5', day: '1' },
    },
    '/office/applications/:cohort/:application/withdrawal': nothing,
    '/office/applications/:cohort/:application/next': nothing,
    '/login': { identifier: person.learnerNumber, password: PASSWORD, ownDevice: '', next },
    '/login/again': { password: PASSWORD, next },
    '/logout': nothing,
    '/studio/drafts/:draft/preview/:view': pressed,
    '/studio/drafts/:draft/preview/:view/*': nothing,
    '/studio/editions/:hash/preview/:view': pressed,
    '/studio/editions/:hash/preview/:view/*': nothing,
    '/password': { email: person.email! },
    '/password/:token': { password },
    '/slip': { code: newSlipCode() },
    '/email/:token': nothing,
    '/setup/:token': { displayName: '葵', password },
    '/second-factor': { code: '123456', next },
    '/second-factor/setup': { code: '123456', next },
    '/settings/name': { displayName: '葵葵' },
    '/settings/email': { email: `${crypto.randomUUID()}@example.jp`, current: PASSWORD },
    '/settings/password': { current: PASSWORD, password },
    '/settings/role': { role: person.roles[0]!, next },
    '/settings/sessions/end-others': nothing,
    '/settings/sessions/:name/end': nothing,
    '/settings/erase': { paper: 'keep' },
    '/kept/:id/discard': nothing,
    '/tracks/:track/enrolment': nothing,
    '/tracks/:track/cohorts/:cohort/enrolment': nothing,
    '/tracks/:track/participation': nothing,
    '/path/:track/break': nothing,
    '/path/:track/return': nothing,
    '/path/:track/moving': { cohort: (resident?.own.next ?? house.own.next)!, break: 'stay' },
    '/path/:track/leaving': nothing,
    '/path/:track/edition-news/seen': nothing,
    '/studio/cohorts/:cohort/edition/move': newer,
    '/studio/cohorts/:cohort/edition/stay': newer,
    '/learn/:track/:module/:step/place': { section: '1' },
    '/learn/:track/:module/:step/done': nothing,
    '/learn/:track/:module/:step/passed': nothing,
    '/learn/:track/:module/:step/memo': { memo: 'つづき', version: '1' },
    '/check-ins/after/:track/:module': { mood: 'tired' },
    '/check-ins/:checkIn/delete': nothing,
    '/activities/board/new': { topic: 'living', text: '雨の日は休みます', activity: '', sure: '' },
    '/activities/board/:note/again': { text: '晴れの日に歩きます', sure: '' },
    '/activities/board/:note/withdraw': nothing,
    '/activities/board/:note/seen': nothing,
    '/activities/board/:note/report': { why: 'other', words: '' },
    '/activities/board/:note/objection': { words: '自分のことを書きました' },
    '/office/board/:note/show': { version: '1' },
    '/office/board/:note/keep': { version: '1' },
    '/office/board/:note/decline': { version: '1', reason: 'もう少しくわしく書いてください' },
    '/office/board/:note/hide': { version: '1', reason: '確かめます' },
    '/activities/wishes': { kind: 'form', form: 'walking', area: '', hours: '', text: '静かな道', sure: '' },
    '/office/wishes': { wish: ['00000000-0000-7000-8000-000000000000'], act: 'count' },
    '/activities/proposals/new': {
      ...{ title: '朝のさんぽ', about: '川のそばを歩く', form: 'walking', area: '' },
      ...{ place: '', hours: '', part: 'join', sure: '' },
    },
    '/activities/proposals/:proposal/withdraw': nothing,
    '/activities/proposals/:proposal/seen': { replies: '0' },
    '/activities/proposals/:proposal/support': { want: 'yes' },
    '/office/proposals/:proposal': {
      ...{ replies: '0', state: 'looking', text: 'さがしています。', entry: '', shown: 'yes' },
    },
    '/contact/:track': { way: 'page', line: 'すこし話したい' },
    '/contact/:track/withdraw': nothing,
    '/contact/:track/quiet': { wish: 'page' },
    '/contact/:track/messages/:message/read': nothing,
    '/facilitate/:cohort/contact/:enrolment/message': { text: 'こんにちは。お変わりありませんか。' },
    '/facilitate/:cohort/contact/:enrolment/made': nothing,
    '/facilitate/:cohort/waivers': {
      number: house.person.learnerNumber,
      target: 'rule:modules',
      kind: 'equivalent',
      note: '県の研修',
    },
    '/studio/drafts/:draft/publication': publication,
    '/studio/tracks/:track/editions/:hash/draft': nothing,
    '/studio/tracks/:track/editions/:hash/restoration': publication,
    '/studio/proposals/:proposal/confirmation': nothing,
    '/studio/proposals/:proposal/decline': nothing,
    '/studio/proposals/:proposal/withdrawal': nothing,
    '/facilitate/:cohort/waivers/:waiver/withdrawal': nothing,
    '/facilitate/:cohort/waivers/:waiver/lift': nothing,
    '/office/activities/new': { ...entry, groupName: '見本の会', groupMail: '', groupPhone: '' },
    '/office/activities/changes/:change/approve': { seen: '1' },
    '/office/activities/changes/:change/decline': { why: 'twice', words: '' },
    '/office/activities/:activity': { ...entry, version: '1' },
    '/office/activities/:activity/confirm': { seen: '1' },
    '/office/activities/:activity/close': nothing,
    '/office/activities/:activity/reopen': nothing,
    '/office/organisers/:organiser': { seen: 'x', name: '見本の会', email: '', phone: '' },
    '/office/organisers/:organiser/link': nothing,
    '/office/waivers/:waiver/confirmation': nothing,
    '/office/waivers/:waiver/return': nothing,
    '/office/waivers/:waiver/lift': nothing,
    '/office/waivers/:waiver/keeping': nothing,
    '/office/waiver-lists': { year: '2026', purpose: '監査での確認' },
    '/facilitate/:cohort/sign-off/:enrolment': nothing,
    '/facilitate/:cohort/sign-off/:enrolment/withdrawal': nothing,
    '/facilitate/:cohort/attendance/:session/paste': { rows: '受講番号', version: 'x' },
    '/facilitate/:cohort/attendance/make-up': { session: 'a/kai-1', number: house.person.learnerNumber },
    '/facilitate/:cohort/attendance/:session': {
      version: 'x',
      who: [house.own.asking!],
      late: [''],
      present: [],
      madeUp: [],
      absent: [],
      rest: '',
    },
    '/facilitate/:cohort/attendance/records/:enrolment/:module/:step': { reason: 'slip' },
    '/worksheet/:track/:module/:step/words': wordsOf('つづき', '1'),
    '/worksheet/:track/:module/:step/done': nothing,
    '/worksheet/:track/:module/:step/passed': nothing,
    '/quiz/:track/:module/:step/start': nothing,
    '/quiz/:track/:module/:step/passed': nothing,
    '/quiz/:track/:module/:step/:position': { answer: ['0'] },
    '/dialogue/:track/:module/:step/start': { walk: '1' },
    '/dialogue/:track/:module/:step/passed': nothing,
    '/dialogue/:track/:module/:step/mend': { walk: '1', turn: '2' },
    '/dialogue/:track/:module/:step/:turn': { walk: '1', reply: '0' },
    '/session/:track/:module/:step/absence': { date: house.own.date! },
    '/session/:track/:module/:step/coming': { date: house.own.date! },
    '/session/:track/:module/:step/passed': nothing,
    '/session/:track/:module/:step/sign-in': { code: '123456' },
    '/reflection/:track/:module/:step': { text: 'つづき', version: '1', act: 'save' },
    '/reflection/:track/:module/:step/passed': nothing,
    '/reflection/:track/:module/:step/erasure': nothing,
    '/reflection/:track/:module/:step/sending': { version: '1' },
    '/reflection/:track/:module/:step/sent/:sent/back': nothing,
    '/reflection/:track/:module/:step/sent/:sent/seen': nothing,
    '/facilitate/:cohort/reflections/:sending/reading': nothing,
    '/facilitate/:cohort/reflections/:sending/reply': { text: '返事', version: '0', act: 'reply' },
    '/facilitate/:cohort/reflections/:sending/edits': { text: 'なおした返事', version: '1' },
    '/facilitate/:cohort/reflections/:sending/closing': nothing,
    '/certificates/ready/:enrolment': nothing,
    '/certificates/ready/:enrolment/name': { name: '青井 葵' },
    '/certificates/ready/:enrolment/decline': nothing,
    '/office/certificates/cohorts/:cohort/previews': nothing,
    '/office/certificates/batches/:viewing': nothing,
    '/office/certificates/batches/:viewing/confirmation': nothing,
    '/office/certificates/proposed-batches/:batch/previews': nothing,
    '/office/certificates/proposed-batches/:batch/withdrawal': nothing,
    '/office/certificates/:certificate/corrections/:correction/viewings': nothing,
    '/office/certificates/:certificate/corrections/:correction/withdrawal': nothing,
    '/office/certificates/corrections/:viewing/confirmation': nothing,
    '/certificates/:certificate/replacement/name': { name: '青井 若葉' },
    '/certificates/:certificate/reading': { reading: 'あおい あおい' },
    '/certificates/:certificate/replacement': nothing,
    '/office/enquiries': { askedBy: '見本市', number: 'R8-XXX-0001', consent: 'no', answer: 'none' },
    '/office/certificates/find': { number: 'R8-HEL-0001' },
    '/office/certificates/:certificate/correction': { name: '青井 若葉' },
    '/office/certificates/:certificate/revocation': { reason: 'issued-in-error' },
    '/office/certificates/:certificate/lift': nothing,
    '/office/certificates/:certificate/proposals/:proposal/confirmation': nothing,
    '/office/certificates/:certificate/proposals/:proposal/withdrawal': nothing,
    '/office/roster': { year: '2026', track: '', purpose: '照会への回答' },
    '/office/desk': { identifier: house.person.learnerNumber },
    '/office/reports/completions/names': { ...question, purpose: '県への報告' },
    '/office/reports/schedules/new': { ...planned, template: (resident ?? house).own.layout ?? '' },
    '/office/reports/schedules/:schedule/stop': nothing,
    '/office/reports/runs/:run/file': nothing,
    '/office/reports/templates/new': layout,
    '/office/reports/templates/:template': { ...layout, version: '1' },
    '/office/reports/templates/:template/delete': nothing,
    '/admin/people/find': { identifier: house.person.learnerNumber },
    '/admin/people/invite': { email: `${crypto.randomUUID()}@example.jp`, role: 'office' },
    '/admin/people/:id/roles': { role: 'office', change: 'grant' },
    '/admin/people/:id/account': { change: 'end-sessions' },
    '/admin/cohorts/:cohort/facilitators': { person: resident?.own.facilitator ?? '' },
    '/admin/cohorts/:cohort/facilitators/:person/remove': nothing,
    ...Object.fromEntries(
      ['/admin/cohorts', '/facilitate'].flatMap((room) => [
        [`${room}/:cohort/dates/new`, date],
        [`${room}/:cohort/dates/:date`, { ...date, version: '1' }],
        [`${room}/:cohort/dates/:date/cancellation`, nothing],
      ]),
    ),
    '/admin/cohorts/new/:track': settings,
    '/admin/cohorts/:cohort/settings': { ...settings, version: '1' },
    '/admin/cohorts/:cohort/copy': { ...copy, state: 'x' },
    '/studio/new': { name: '新しい講座', track: `kaki-${crypto.randomUUID()}`, code: 'KAK' },
    '/studio/tracks/:track/drafts': nothing,
    '/studio/upload': {
      file: { file: '01-kiku.yaml', bytes: 'title: 聴く' },
      track: `kaki-${crypto.randomUUID()}`,
    },
    '/studio/drafts/:draft/upload': { file: { file: '02-kiku.yaml', bytes: 'title: 聴く' }, version: '1' },
    '/studio/drafts/:draft/repairs': { version: '1' },
    '/studio/drafts/:draft/discard': { version: '1' },
    '/studio/drafts/:draft/new-file': { name: '02-tsuzuki.yaml', text: 'title: つづき' },
    '/studio/drafts/:draft/files/:file': { text: 'title: つづき', seen: FLAWED },
    '/studio/drafts/:draft/files/:file/repairs': { line: '4', column: '6', code: 'Y101', seen: FLAWED },
    '/studio/drafts/:draft/files/:file/name': { name: '01-kiku.yaml', seen: FLAWED },
    '/studio/drafts/:draft/files/:file/removal': { seen: FLAWED },
  };
  return forms[path];
}
