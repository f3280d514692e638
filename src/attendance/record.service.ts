import { Injectable } from '@nestjs/common';
import { parseLearnerNumber } from '../accounts/learner-number.rules.js';
import type { FacilitatedCohort } from '../cohorts/cohort.service.js';
import type { StepRef } from '../curriculum/step.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { isId } from '../shared/ids.js';
import type { Me } from '../web/me.js';
import { AttendanceService } from './attendance.service.js';
import type { Reason } from './reasons.js';

/** What is recorded of one person for one session. */
export interface OneRecord {
  readonly enrolmentId: string;
  readonly ref: StepRef;
  readonly displayName: string;
  readonly kind: 'present' | 'made-up';
  readonly recordedAt: Date;
  /** What completed a track is not taken back. */
  readonly isCompleted: boolean;
}

interface Row {
  id: string;
  display_name: string;
  kind: 'present' | 'made-up';
  recorded_at: number;
  completed_on: string | null;
}

/** One record at a time: a make-up in words, and the correction of a mistake. */
@Injectable()
export class RecordService {
  constructor(
    private readonly database: Database,
    private readonly attendance: AttendanceService,
  ) {}

  /** @throws NotFound where nobody recorded anything of somebody in this cohort */
  async get(
    cohort: FacilitatedCohort,
    { enrolmentId, ref }: { enrolmentId: string; ref: StepRef },
    from: Pick<Tx, 'one'> = this.database,
  ): Promise<OneRecord> {
    const row = isId(enrolmentId)
      ? await from.one<Row>`
          select e.id, p.display_name, a.kind, a.recorded_at, e.completed_on
          from attendance a join enrolment e on e.id = a.enrolment_id join person p on p.id = e.person_id
          where e.id = ${enrolmentId} and e.cohort_id = ${cohort.id} and e.left_at is null
            and a.module = ${ref.module} and a.step = ${ref.step}
            and (a.kind = 'present' or a.recorded_by is not null)`
      : null;
    if (!row) throw new NotFound(`record of ${enrolmentId}`);
    const { display_name: displayName, kind, recorded_at: at, completed_on: completedOn } = row;
    const recordedAt = new Date(at);
    return { enrolmentId, ref, displayName, kind, recordedAt, isCompleted: completedOn !== null };
  }

  /**
   * Somebody made up for a session in the way that its author wrote down in words.
   * @returns the enrolment
   * @throws DomainError when nobody of this cohort has the number
   */
  async makeUp(
    tx: Tx,
    me: Me,
    { cohort, number, ref }: { cohort: FacilitatedCohort; number: string; ref: StepRef },
  ): Promise<string> {
    const learnerNumber = parseLearnerNumber(number);
    const found =
      learnerNumber &&
      (await tx.one<{ id: string }>`
        select e.id from enrolment e join person p on p.id = e.person_id
        where p.learner_number = ${learnerNumber} and e.cohort_id = ${cohort.id} and e.left_at is null`);
    if (!found) throw new DomainError('attendance.make-up.nobody');
    const nothing = { trainingSessionId: null, minutesLate: null, minutesEarly: null };
    await this.attendance.record(tx, { enrolmentId: found.id, ref, kind: 'made-up', ...nothing }, me);
    return found.id;
  }

  /** @throws NotFound, DomainError see `AttendanceService.correct` */
  async correct(
    tx: Tx,
    me: Me,
    what: { cohort: FacilitatedCohort; enrolmentId: string; ref: StepRef; reason: Reason },
  ): Promise<void> {
    const { cohort, enrolmentId, ref, reason } = what;
    await this.get(cohort, { enrolmentId, ref }, tx);
    await this.attendance.correct(tx, me, { enrolmentId, ref, reason });
  }

  /** What somebody of this cohort is called; null for everybody else. */
  async findName(cohort: FacilitatedCohort, enrolmentId: string): Promise<string | null> {
    const row = isId(enrolmentId)
      ? await this.database.one<{ display_name: string }>`
          select p.display_name from enrolment e join person p on p.id = e.person_id
          where e.id = ${enrolmentId} and e.cohort_id = ${cohort.id} and e.left_at is null`
      : null;
    return row?.display_name ?? null;
  }
}
