import type { CalendarDay } from '../shared/calendar-day.js';
import { readingKey } from '../shared/reading.rules.js';
import type { Cohort } from '../cohorts/cohort.entity.js';
import type { Enrolment } from './enrolment.entity.js';
import type { ReportedFact, ReportedStatus } from './reported-fact.entity.js';

/** Reported columns that only a later room knows. */
export interface FactPatch {
  readonly certificateNumber?: string | null;
  readonly certificateName?: string | null;
  readonly nameReading?: string | null;
  readonly issuedOn?: CalendarDay | null;
}

interface Known {
  readonly enrolment: Enrolment;
  readonly before: ReportedFact | null;
  readonly patch: FactPatch;
  readonly track: { readonly code: string; readonly title: string };
  readonly cohort: Pick<Cohort, 'name' | 'startsOn' | 'seats'> | null;
  readonly displayName: string;
}

type Snapshot = Omit<ReportedFact, 'id' | 'seq' | 'kind' | 'occurredOn' | 'recordedAt' | 'person'>;

/** Every reported column as it stands now; what the certificate said stays said until something corrects it. */
export function snapshotOf({ enrolment, before, patch, ...names }: Known): Snapshot {
  return {
    enrolmentId: enrolment.id,
    personId: enrolment.personId,
    trackId: enrolment.trackId,
    trackCode: names.track.code,
    trackTitle: names.track.title,
    cohortId: enrolment.cohortId,
    cohortName: names.cohort?.name ?? null,
    cohortStartsOn: names.cohort?.startsOn ?? null,
    cohortSeats: names.cohort?.seats ?? null,
    enrolmentNumber: enrolment.number,
    displayName: names.displayName,
    status: statusOf(enrolment),
    enrolledOn: enrolment.enrolledOn,
    completedOn: enrolment.completedOn,
    certificateNumber: before?.certificateNumber ?? null,
    certificateName: before?.certificateName ?? null,
    issuedOn: before?.issuedOn ?? null,
    ...readingOf(before, patch),
    ...patch,
  };
}

/** What was said of the reading stays said, too. */
function readingOf(before: ReportedFact | null, { nameReading: said }: FactPatch) {
  const nameReading = said === undefined ? (before?.nameReading ?? null) : said;
  return { nameReading, readingKey: readingKey(nameReading) };
}

/** Completion outlives a break and a leave: what was completed stays completed. */
export function statusOf({ state, completedOn }: Pick<Enrolment, 'state' | 'completedOn'>): ReportedStatus {
  if (completedOn !== null) return 'completed';
  return state === 'ended' ? 'left' : state;
}
