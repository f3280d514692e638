import { Injectable } from '@nestjs/common';
import { formatLearnerNumber } from '../accounts/learner-number.rules.js';
import type { FacilitatedCohort } from '../cohorts/cohort.service.js';
import type { StepRef } from '../curriculum/step.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { isId, sha256 } from '../shared/ids.js';
import type { Me } from '../web/me.js';
import { AttendanceService } from './attendance.service.js';
import { mayBeRecorded } from './attendance.rules.js';
import type { Meeting } from './attendance.rules.js';
import { changesOf } from './sheet.rules.js';
import type { Mark, SheetPerson } from './sheet.rules.js';

/** A date of a cohort as its facilitators see it. */
export interface HeldSession extends Meeting {
  readonly id: string;
  readonly ref: StepRef;
  readonly place: string;
}

export interface SessionCounts extends HeldSession {
  readonly present: number;
  readonly notices: number;
}

export interface Sheet {
  readonly session: HeldSession;
  /** Everybody who is enrolled, by what they are called. */
  readonly people: readonly SheetPerson[];
  /** Names what was recorded when it was read. */
  readonly version: string;
  readonly mayBeRecorded: boolean;
}

/** Refuses what was keyed in over something that was recorded meanwhile. */
export class StaleAttendance extends DomainError {
  constructor() {
    super('attendance.sheet.stale');
  }
}

interface SessionRow {
  id: string;
  module: string;
  step: string;
  starts_at: number;
  ends_at: number;
  place: string;
  cancelled_at: number | null;
}

interface PersonRow {
  id: string;
  display_name: string;
  learner_number: string;
  given_at: number | null;
  absent_at: number | null;
  kind: 'present' | 'made-up' | null;
  training_session_id: string | null;
  minutes_late: number | null;
  minutes_early: number | null;
  recorded_by: string | null;
}

const BY_NAME = new Intl.Collator('ja');

/** The dates of a cohort, and who of it was there. */
@Injectable()
export class SheetService {
  constructor(
    private readonly database: Database,
    private readonly attendance: AttendanceService,
    private readonly clock: Clock,
  ) {}

  /** The earliest first. */
  async list({ id }: FacilitatedCohort): Promise<SessionCounts[]> {
    const rows = await this.database.sql<SessionRow & { present: number; notices: number }>`
      select s.id, s.module, s.step, s.starts_at, s.ends_at, s.place, s.cancelled_at,
        (select count(*) from attendance a join enrolment e on e.id = a.enrolment_id
          where a.training_session_id = s.id and e.cohort_id = s.cohort_id and e.left_at is null) as present,
        (select count(*) from absence_notice n join enrolment e on e.id = n.enrolment_id
          where n.training_session_id = s.id and e.cohort_id = s.cohort_id and e.left_at is null) as notices
      from training_session s where s.cohort_id = ${id} order by s.starts_at, s.id`;
    return rows.map((row) => ({
      ...toSession(row),
      present: Number(row.present),
      notices: Number(row.notices),
    }));
  }

  /** How many are expected: everybody who is enrolled. */
  async countEnrolled({ id }: FacilitatedCohort): Promise<number> {
    const row = await this.database.one<{ n: number }>`
      select count(*) as n from enrolment where cohort_id = ${id} and left_at is null`;
    return Number(row!.n);
  }

  /** @throws NotFound when the cohort has no such date */
  async get(
    cohort: FacilitatedCohort,
    sessionId: string,
    from: Pick<Tx, 'one' | 'sql'> = this.database,
  ): Promise<Sheet> {
    const session = await this.getSession(cohort, sessionId, from);
    const { module, step } = session.ref;
    const rows = await from.sql<PersonRow>`
      select e.id, p.display_name, p.learner_number, n.given_at, b.recorded_at as absent_at,
        a.kind, a.training_session_id, a.minutes_late, a.minutes_early, a.recorded_by
      from enrolment e join person p on p.id = e.person_id
      left join absence_notice n on n.enrolment_id = e.id and n.training_session_id = ${session.id}
      left join absence b on b.enrolment_id = e.id and b.training_session_id = ${session.id}
      left join attendance a on a.enrolment_id = e.id and a.module = ${module} and a.step = ${step}
      where e.cohort_id = ${cohort.id} and e.left_at is null`;
    const people = rows
      .map((row) => toPerson(row, session.id))
      .sort(
        (one, other) =>
          BY_NAME.compare(one.displayName, other.displayName) ||
          (one.learnerNumber < other.learnerNumber ? -1 : 1),
      );
    return {
      session,
      people,
      version: versionOf(people),
      mayBeRecorded: mayBeRecorded(session, this.clock.now()),
    };
  }

  async getSession(
    cohort: FacilitatedCohort,
    sessionId: string,
    from: Pick<Tx, 'one'> = this.database,
  ): Promise<HeldSession> {
    const row = isId(sessionId)
      ? await from.one<SessionRow>`
          select id, module, step, starts_at, ends_at, place, cancelled_at from training_session
          where id = ${sessionId} and cohort_id = ${cohort.id}`
      : null;
    if (!row) throw new NotFound(`date ${sessionId}`);
    return toSession(row);
  }

  /**
   * Writes down a signed sheet, all of it or nothing. What is recorded already stays.
   * @throws StaleAttendance when something else was recorded since the sheet was read
   * @throws DomainError before the doors open, and of a date that was called off
   */
  async save(
    tx: Tx,
    me: Me,
    {
      cohort,
      sessionId,
      marks,
      version,
    }: { cohort: FacilitatedCohort; sessionId: string; marks: readonly Mark[]; version: string },
  ): Promise<void> {
    const sheet = await this.get(cohort, sessionId, tx);
    if (!sheet.mayBeRecorded)
      throw new DomainError(`attendance.sheet.${sheet.session.isCancelled ? 'cancelled' : 'early'}`);
    const changes = changesOf(sheet.people, marks);
    if (changes === null) throw new StaleAttendance();
    if (changes.length === 0) return;
    if (version !== sheet.version) throw new StaleAttendance();
    for (const { enrolmentId, kind, minutesLate, minutesEarly } of changes) {
      if (kind === 'absent') {
        await this.attendance.recordAbsence(tx, me, { enrolmentId, trainingSessionId: sheet.session.id });
        continue;
      }
      await this.attendance.record(
        tx,
        {
          enrolmentId,
          ref: sheet.session.ref,
          kind,
          trainingSessionId: kind === 'present' ? sheet.session.id : null,
          minutesLate,
          minutesEarly,
        },
        me,
      );
    }
  }
}

function toSession(row: SessionRow): HeldSession {
  return {
    id: row.id,
    ref: { module: row.module, step: row.step },
    startsAt: new Date(row.starts_at),
    endsAt: new Date(row.ends_at),
    place: row.place,
    isCancelled: row.cancelled_at !== null,
  };
}

function toPerson(row: PersonRow, sessionId: string): SheetPerson {
  return {
    enrolmentId: row.id,
    displayName: row.display_name,
    learnerNumber: formatLearnerNumber(row.learner_number),
    hasNotice: row.given_at !== null,
    isAbsent: row.absent_at !== null,
    attended: row.kind && {
      kind: row.kind,
      isHere: row.training_session_id === sessionId,
      isByItself: row.recorded_by === null,
      minutesLate: row.minutes_late,
      minutesEarly: row.minutes_early,
    },
  };
}

function versionOf(people: readonly SheetPerson[]): string {
  return sha256(
    JSON.stringify(people.map(({ enrolmentId, attended, isAbsent }) => [enrolmentId, attended, isAbsent])),
  );
}
