import { Injectable } from '@nestjs/common';
import type { StepRef } from '../curriculum/step.js';
import { Database } from '../database/database.js';
import type { Attendance } from './attendance.entity.js';

/** What is kept of one person's attendance, for their eyes. */
export interface KeptAttendance extends StepRef {
  readonly kind: Attendance['kind'];
  /** When they were there; null where it was made up for. */
  readonly at: Date | null;
  readonly minutesLate: number | null;
  readonly minutesEarly: number | null;
  readonly recordedAt: Date;
}

/** That they said they would not come. */
export interface KeptNotice extends StepRef {
  readonly at: Date;
  readonly givenAt: Date;
}

/** That whoever keeps the sheet wrote them down as not there. */
export interface KeptAbsence extends StepRef {
  readonly at: Date;
  readonly recordedAt: Date;
}

interface AttendanceRow extends StepRef {
  kind: Attendance['kind'];
  starts_at: number | null;
  minutes_late: number | null;
  minutes_early: number | null;
  recorded_at: number;
}

/** This room's part of a person's own data. Erasing an enrolment takes it along. */
@Injectable()
export class AttendanceKeeping {
  constructor(private readonly database: Database) {}

  async exportOf(enrolmentId: string): Promise<{
    attended: readonly KeptAttendance[];
    notices: readonly KeptNotice[];
    absences: readonly KeptAbsence[];
  }> {
    const attended = await this.database.sql<AttendanceRow>`
      select a.module, a.step, a.kind, s.starts_at, a.minutes_late, a.minutes_early, a.recorded_at
      from attendance a left join training_session s on s.id = a.training_session_id
      where a.enrolment_id = ${enrolmentId} order by a.recorded_at, a.module, a.step`;
    const notices = await this.database.sql<StepRef & { starts_at: number; given_at: number }>`
      select s.module, s.step, s.starts_at, n.given_at
      from absence_notice n join training_session s on s.id = n.training_session_id
      where n.enrolment_id = ${enrolmentId} order by s.starts_at, s.id`;
    const absences = await this.database.sql<StepRef & { starts_at: number; recorded_at: number }>`
      select s.module, s.step, s.starts_at, b.recorded_at
      from absence b join training_session s on s.id = b.training_session_id
      where b.enrolment_id = ${enrolmentId} order by s.starts_at, s.id`;
    return {
      absences: absences.map(({ module, step, starts_at: at, recorded_at: recordedAt }) => ({
        ...{ module, step },
        at: new Date(at),
        recordedAt: new Date(recordedAt),
      })),
      attended: attended.map((row) => ({
        module: row.module,
        step: row.step,
        kind: row.kind,
        at: row.starts_at === null ? null : new Date(row.starts_at),
        minutesLate: row.minutes_late,
        minutesEarly: row.minutes_early,
        recordedAt: new Date(row.recorded_at),
      })),
      notices: notices.map(({ module, step, starts_at: at, given_at: givenAt }) => ({
        module,
        step,
        at: new Date(at),
        givenAt: new Date(givenAt),
      })),
    };
  }
}
