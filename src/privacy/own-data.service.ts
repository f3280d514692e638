import { Injectable } from '@nestjs/common';
import { AttendanceKeeping } from '../attendance/attendance-keeping.service.js';
import { ApplicationKeeping } from '../applications/application-keeping.service.js';
import { InvitationKeeping } from '../invitations/invitation-keeping.service.js';
import { CertificateKeeping } from '../certificates/certificate-keeping.service.js';
import { CohortService } from '../cohorts/cohort.service.js';
import { ContactKeeping } from '../contact/contact-keeping.service.js';
import type { Edition } from '../curriculum/edition.js';
import { EditionService } from '../curriculum/edition.service.js';
import { CheckInService } from '../learning/check-in.service.js';
import { BoardKeeping } from '../exchange/board-keeping.service.js';
import { withoutRuby } from '../web/view-helpers-ruby.js';
import { Database } from '../database/database.js';
import { ProposalKeeping } from '../exchange/proposal-keeping.service.js';
import { ReflectionKeeping } from '../reflections/reflection-keeping.service.js';
import { NotFound } from '../shared/domain-error.js';
import { DraftService } from '../studio/draft.service.js';
import { OrganiserKeeping } from '../organisers/organiser-keeping.service.js';
import { Proposals } from '../studio/publishing/proposals.service.js';
import { WaiverKeeping } from '../waivers/waiver-keeping.service.js';
import { OwnAccessService } from './own-access.service.js';
import { readConversations } from './own-conversations.js';
import { withTitles } from './own-reflections.js';
import type { OwnAnswer, OwnCourse, OwnData, OwnSessions, OwnStep } from './own-data.js';
import { readWorksheets } from './own-worksheets.js';
import { answerWords, questionWords, stepWords } from './titles.rules.js';

interface AccountRow {
  learner_number: string;
  display_name: string;
  email: string | null;
  created_at: number;
}

interface CourseRow {
  id: string;
  edition_hash: string;
  state: string;
  enrolled_on: string;
  completed_on: string | null;
  declined_at: number | null;
  signed_at: number | null;
  reading: string | null;
}

interface StepRow {
  module: string;
  step: string;
  status: string | null;
  completed_at: number | null;
  memo: string | null;
}

interface AnswerRow {
  module: string;
  step: string;
  question: string;
  chosen: string;
  texts: string | null;
  result: string;
  answered_at: number;
  edition_hash: string;
}

/** Collects what the rooms hold of one person. A room that keeps something new about people adds it here. */
@Injectable()
export class OwnDataService {
  constructor(
    private readonly database: Database,
    private readonly editions: EditionService,
    private readonly certificates: CertificateKeeping,
    private readonly cohorts: CohortService,
    private readonly checkIns: CheckInService,
    private readonly contact: ContactKeeping,
    private readonly reflections: ReflectionKeeping,
    private readonly access: OwnAccessService,
    private readonly attendance: AttendanceKeeping,
    private readonly applications: ApplicationKeeping,
    private readonly waivers: WaiverKeeping,
    private readonly invitations: InvitationKeeping,
    private readonly drafts: DraftService,
    private readonly publications: Proposals,
    private readonly board: BoardKeeping,
    private readonly proposals: ProposalKeeping,
    private readonly organisers: OrganiserKeeping,
  ) {}

  async collect(personId: string): Promise<OwnData> {
    const [account, consents, devices, facilitates, courses, checkIns] = await Promise.all([
      this.account(personId),
      this.consents(personId),
      this.devices(personId),
      this.facilitates(personId),
      this.courses(personId),
      this.moods(personId),
    ]);
    const [contact, replies, certificates, applications, invitations, ...more] = await Promise.all([
      this.contact.export(personId),
      this.reflections.exportReplies(personId),
      this.certificates.export(personId),
      this.applications.export(personId),
      this.invitations.export(personId),
      this.drafts.export(personId),
      this.publications.export(personId),
      this.access.listOf(personId),
      this.board.export(personId),
      this.proposals.export(personId),
      this.organisers.export(personId),
    ]);
    const own = { account, consents, devices, facilitates, courses, checkIns };
    const [drafts, publications, seen, board, proposals, organising] = more;
    return {
      ...own,
      contact,
      replies,
      certificates,
      applications,
      invitations,
      drafts,
      publications,
      seen,
      board,
      proposals,
      organising,
    };
  }

  private async account(personId: string): Promise<OwnData['account']> {
    const row = await this.database.one<AccountRow>`
      select learner_number, display_name, email, created_at from person
      where id = ${personId} and erased_at is null`;
    if (!row) throw new NotFound(`person ${personId}`);
    const roles = await this.database.sql<{ role: string }>`
      select role from role_grant where person_id = ${personId} order by role`;
    return {
      learnerNumber: row.learner_number,
      displayName: row.display_name,
      email: row.email,
      createdAt: instant(row.created_at),
      roles: roles.map(({ role }) => role),
    };
  }

  private async consents(personId: string): Promise<OwnData['consents']> {
    const rows = await this.database.sql<{ subject: string; version: string; given_at: number }>`
      select subject, version, given_at from consent where person_id = ${personId} order by given_at`;
    return rows.map(({ subject, version, given_at: at }) => ({ subject, version, givenAt: instant(at) }));
  }

  private async devices(personId: string): Promise<OwnData['devices']> {
    const rows = await this.database.sql<{ device: string; last_seen_at: number }>`
      select device, last_seen_at from session where person_id = ${personId} order by last_seen_at desc`;
    return rows.map(({ device, last_seen_at: at }) => ({ device, lastSeenAt: instant(at) }));
  }

  private async facilitates(personId: string): Promise<OwnData['facilitates']> {
    const cohorts = await this.cohorts.listFacilitatedBy(personId);
    return Promise.all(
      cohorts.map(async ({ trackId, name }) => ({
        track: stepWords(await this.editions.getCurrent(trackId)).track,
        cohort: name,
      })),
    );
  }

  private async moods(personId: string): Promise<OwnData['checkIns']> {
    const checkIns = await this.checkIns.listOf(personId);
    return checkIns.map(({ trackTitle, moduleTitle, mood, madeAt }) => ({
      track: withoutRuby(trackTitle),
      module: withoutRuby(moduleTitle),
      mood,
      madeAt,
    }));
  }

  private async courses(personId: string): Promise<OwnCourse[]> {
    const rows = await this.database.sql<CourseRow>`
      select e.id, r.edition_hash, e.state, e.enrolled_on, e.completed_on, d.declined_at, s.signed_at, n.reading
      from enrolment e join revision r on r.id = e.revision_id
      left join certificate_decline d on d.enrolment_id = e.id
      left join sign_off s on s.enrolment_id = e.id
      left join name_reading n on n.enrolment_id = e.id
      where e.person_id = ${personId} order by e.created_at`;
    return Promise.all(rows.map((row) => this.course(row)));
  }

  private async course(row: CourseRow): Promise<OwnCourse> {
    const edition = await this.editions.get(row.edition_hash);
    return {
      title: stepWords(edition).track,
      state: row.state,
      enrolledOn: row.enrolled_on,
      completedOn: row.completed_on,
      nameReading: row.reading,
      declinedCertificate: row.declined_at !== null,
      signedOffAt: row.signed_at === null ? null : instant(row.signed_at),
      ...(await this.editionMoves(row.id)),
      waivers: await this.waivers.exportOf(row.id, edition),
      steps: await this.steps(row.id, edition),
      answers: await this.answers(row.id),
      conversations: await readConversations(this.database, this.editions, row.id),
      worksheets: await readWorksheets(this.database, row.id, edition),
      reflections: withTitles(await this.reflections.exportOf(row.id), edition),
      ...(await this.sessions(row.id, edition)),
    };
  }

  private async editionMoves(enrolmentId: string) {
    const moves = await this.database.sql<{ moved_at: number; was_completed: boolean | number }>`
      select moved_at, was_completed from edition_move where enrolment_id = ${enrolmentId} order by moved_at, id`;
    const kept = await this.database.sql<{ scope: string; target: string; amount: number }>`
      select scope, target, amount from kept_place where enrolment_id = ${enrolmentId} order by scope, target`;
    return {
      editionMoves: moves.map((row) => ({
        movedAt: instant(row.moved_at),
        wasCompleted: Boolean(row.was_completed),
      })),
      keptFromBefore: kept.map(({ scope, target, amount }) => ({ scope, target, hours: amount / 1000 })),
    };
  }

  private async steps(enrolmentId: string, edition: Edition): Promise<OwnStep[]> {
    const rows = await this.database.sql<StepRow>`
      select p.module, p.step, p.status, p.completed_at, m.text as memo
      from step_progress p
      left join memo m on m.enrolment_id = p.enrolment_id and m.module = p.module and m.step = p.step
      where p.enrolment_id = ${enrolmentId}
      union all
      select m.module, m.step, null as status, null as completed_at, m.text as memo
      from memo m
      where m.enrolment_id = ${enrolmentId} and not exists (select 1 from step_progress p
        where p.enrolment_id = m.enrolment_id and p.module = m.module and p.step = m.step)`;
    const words = stepWords(edition);
    return rows.map((row) => ({
      ...words.of(row),
      status: row.status ?? 'started',
      completedAt: row.completed_at === null ? null : instant(row.completed_at),
      memo: row.memo,
    }));
  }

  private async sessions(enrolmentId: string, edition: Edition): Promise<OwnSessions> {
    const { attended, notices, absences } = await this.attendance.exportOf(enrolmentId);
    const words = stepWords(edition);
    return {
      attended: attended.map((one) => ({ ...one, ...words.of(one) })),
      absences: absences.map((one) => ({ ...one, ...words.of(one) })),
      absenceNotices: notices.map((one) => ({ ...one, ...words.of(one) })),
    };
  }

  private async answers(enrolmentId: string): Promise<OwnAnswer[]> {
    const rows = await this.database.sql<AnswerRow>`
      select a.module, a.step, r.question, r.chosen, r.texts, r.result, r.answered_at, a.edition_hash
      from response r join attempt a on a.id = r.attempt_id
      where a.enrolment_id = ${enrolmentId} order by r.answered_at, r.id`;
    return Promise.all(
      rows.map(async (row) => {
        const edition = await this.editions.get(row.edition_hash);
        return {
          ...stepWords(edition).of(row),
          question: questionWords(edition, row),
          chosen: answerWords(edition, row, {
            chosen: JSON.parse(row.chosen) as number[],
            texts: row.texts === null ? null : (JSON.parse(row.texts) as string[]),
          }),
          result: row.result,
          answeredAt: instant(row.answered_at),
        };
      }),
    );
  }
}

function instant(stored: number): Date {
  return new Date(Number(stored));
}
