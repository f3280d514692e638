import { Injectable } from '@nestjs/common';
import type { Edition } from '../curriculum/edition.js';
import type { StepRef } from '../curriculum/step.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { renamer } from '../learning/facts.rules.js';
import { stepKey } from '../learning/step-ref.rules.js';
import { CalendarDay } from '../shared/calendar-day.js';
import type { Attendance } from './attendance.entity.js';
import type { CohortDays, Meeting } from './attendance.rules.js';

/** A date of somebody's own cohort. */
export interface OwnDate extends Meeting {
  readonly id: string;
  readonly place: string;
  readonly hasNotice: boolean;
  /** Whoever keeps the sheet wrote down that one was not there. */
  readonly wasAbsent: boolean;
}

/** How somebody stands to a session of their track. */
export interface SessionFacts {
  readonly cohort: CohortDays;
  /** The earliest first. */
  readonly dates: readonly OwnDate[];
  readonly attended: {
    readonly kind: Attendance['kind'];
    /** When they were there; null where it was made up for. */
    readonly at: Date | null;
  } | null;
}

interface DateRow {
  kind: CohortDays['kind'];
  ends_on: string | null;
  /** Null with all that follows where the cohort has no dates. */
  id: string | null;
  module: string;
  step: string;
  starts_at: number;
  ends_at: number;
  place: string;
  cancelled_at: number | null;
  given_at: number | null;
  absent_at: number | null;
}

interface AttendedRow {
  module: string;
  step: string;
  kind: Attendance['kind'];
  starts_at: number | null;
}

/** Reads dates, notices and attendance of one enrolment, in a unit or outside. */
@Injectable()
export class SessionFactsService {
  constructor(private readonly database: Database) {}

  async of(
    enrolmentId: string,
    { edition, ref }: { readonly edition: Edition; readonly ref: StepRef },
    from: Pick<Tx, 'sql'> = this.database,
  ): Promise<SessionFacts> {
    const rows = await from.sql<DateRow>`
      select c.kind, c.ends_on, s.id, s.module, s.step, s.starts_at, s.ends_at, s.place, s.cancelled_at, n.given_at,
        b.recorded_at as absent_at
      from enrolment e join cohort c on c.id = e.cohort_id
      left join training_session s on s.cohort_id = c.id
      left join absence_notice n on n.training_session_id = s.id and n.enrolment_id = e.id
      left join absence b on b.training_session_id = s.id and b.enrolment_id = e.id
      where e.id = ${enrolmentId} order by s.starts_at, s.id`;
    const recorded = await from.sql<AttendedRow>`
      select a.module, a.step, a.kind, s.starts_at
      from attendance a left join training_session s on s.id = a.training_session_id
      where a.enrolment_id = ${enrolmentId}`;
    const now = renamer(edition);
    const isThis = (row: { module: string; step: string }) => now(stepKey(row)) === stepKey(ref);
    const attended = recorded.find(isThis);
    const { kind, ends_on: endsOn } = rows[0]!;
    return {
      cohort: { kind, endsOn: endsOn === null ? null : CalendarDay.parse(endsOn) },
      dates: rows
        .filter((row): row is DateRow & { id: string } => row.id !== null && isThis(row))
        .map(toDate),
      attended: attended
        ? { kind: attended.kind, at: attended.starts_at === null ? null : new Date(attended.starts_at) }
        : null,
    };
  }
}

function toDate(row: DateRow & { id: string }): OwnDate {
  return {
    id: row.id,
    startsAt: new Date(row.starts_at),
    endsAt: new Date(row.ends_at),
    place: row.place,
    isCancelled: row.cancelled_at !== null,
    hasNotice: row.given_at !== null,
    wasAbsent: row.absent_at !== null,
  };
}
