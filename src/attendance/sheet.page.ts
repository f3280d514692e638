import type { FacilitatedCohort } from '../cohorts/cohort.service.js';
import { findStep } from '../curriculum/edition.js';
import type { Edition } from '../curriculum/edition.js';
import type { StepRef } from '../curriculum/step.js';
import type { FormView, Message } from '../web/form.js';
import type { SheetForm } from './sheet.form.js';
import type { SheetPerson } from './sheet.rules.js';
import type { HeldSession, SessionCounts, Sheet } from './sheet.service.js';

export interface SessionHead extends Pick<HeldSession, 'startsAt' | 'endsAt' | 'place' | 'isCancelled'> {
  /** Null: the name of the kind stands for it. */
  readonly session: string | null;
  readonly href: string;
}

export interface AttendanceListPage {
  readonly trackTitle: string;
  /** Null for the standing cohort. */
  readonly cohortName: string | null;
  readonly cohortHref: string;
  readonly makeUpHref: string | null;
  readonly enrolled: number;
  readonly sessions: readonly (SessionHead & Pick<SessionCounts, 'present' | 'notices'>)[];
}

export function attendanceHref(cohort: Pick<FacilitatedCohort, 'id'>): string {
  return `/facilitate/${cohort.id}/attendance`;
}

/** The record of one person for one session: where it is corrected. */
export function recordHref(cohort: Pick<FacilitatedCohort, 'id'>, enrolmentId: string, ref: StepRef): string {
  return `${attendanceHref(cohort)}/records/${enrolmentId}/${ref.module}/${ref.step}`;
}

export function toHead(
  cohort: FacilitatedCohort,
  { edition, session }: { edition: Edition; session: HeldSession },
): SessionHead {
  const { startsAt, endsAt, place, isCancelled } = session;
  const title = findStep(edition, session.ref)?.title ?? null;
  return {
    startsAt,
    endsAt,
    place,
    isCancelled,
    session: title,
    href: `${attendanceHref(cohort)}/${session.id}`,
  };
}

export function toListPage(
  cohort: FacilitatedCohort,
  { edition, sessions, enrolled }: { edition: Edition; sessions: readonly SessionCounts[]; enrolled: number },
): AttendanceListPage {
  const hasSessions = edition.modules.some(({ steps }) => steps.some(({ kind }) => kind === 'session'));
  return {
    trackTitle: edition.track.title,
    cohortName: cohort.name,
    cohortHref: `/facilitate/${cohort.id}`,
    makeUpHref: hasSessions ? `${attendanceHref(cohort)}/make-up` : null,
    enrolled,
    sessions: sessions.map((session) => ({
      ...toHead(cohort, { edition, session }),
      present: session.present,
      notices: session.notices,
    })),
  };
}

export interface SheetPage extends SessionHead {
  readonly listHref: string;
  readonly paperHref: string;
  readonly codeHref: string;
  readonly pasteHref: string;
  readonly counts: {
    readonly enrolled: number;
    readonly present: number;
    readonly madeUp: number;
    readonly absent: number;
    readonly notices: number;
  };
  readonly mayBeRecorded: boolean;
  readonly isSaved: boolean;
  readonly version: string;
  readonly errors: FormView['errors'];
  readonly rows: readonly SheetRow[];
}

export interface SheetRow extends Pick<
  SheetPerson,
  'enrolmentId' | 'displayName' | 'learnerNumber' | 'hasNotice'
> {
  readonly number: number;
  /** `here` and `elsewhere` were there; `none` has nothing recorded. */
  readonly state: 'here' | 'elsewhere' | 'made-up' | 'absent' | 'none';
  readonly late: string;
  readonly isPresent: boolean;
  readonly isMadeUp: boolean;
  /** Ticked just now. */
  readonly isAbsent: boolean;
  readonly error: Message | null;
  /** Null where nobody recorded anything. */
  readonly recordHref: string | null;
}

export type Keyed = Pick<SheetForm, 'who' | 'late' | 'present' | 'madeUp' | 'absent'>;

export interface SheetState {
  /** What was ticked and typed; null: nothing yet. */
  readonly keyed: Keyed | null;
  readonly errors: FormView['errors'];
  readonly isSaved: boolean;
}

export function toSheetPage(
  cohort: FacilitatedCohort,
  { edition, sheet }: { edition: Edition; sheet: Sheet },
  { keyed, errors, isSaved }: SheetState,
): SheetPage {
  const head = toHead(cohort, { edition, session: sheet.session });
  const count = (is: (person: SheetPerson) => boolean) => sheet.people.filter(is).length;
  return {
    ...head,
    listHref: attendanceHref(cohort),
    paperHref: `${head.href}/paper`,
    codeHref: `${head.href}/code`,
    pasteHref: `${head.href}/paste`,
    counts: {
      enrolled: sheet.people.length,
      present: count(({ attended }) => attended?.kind === 'present'),
      madeUp: count(({ attended }) => attended?.kind === 'made-up'),
      absent: count(({ attended, isAbsent }) => attended === null && isAbsent),
      notices: count(({ hasNotice }) => hasNotice),
    },
    mayBeRecorded: sheet.mayBeRecorded,
    isSaved,
    version: sheet.version,
    errors,
    rows: sheet.people.map((person, row) =>
      toRow(person, { row, keyed, errors, cohort, ref: sheet.session.ref }),
    ),
  };
}

function toRow(
  person: SheetPerson,
  given: {
    readonly row: number;
    readonly keyed: Keyed | null;
    readonly errors: FormView['errors'];
    readonly cohort: FacilitatedCohort;
    readonly ref: StepRef;
  },
): SheetRow {
  const { row, keyed, errors, cohort, ref } = given;
  const { enrolmentId, displayName, learnerNumber, hasNotice, attended } = person;
  const typed = keyed?.late[keyed.who.indexOf(enrolmentId)];
  const error = errors.find(({ field }) => field === `present-${row}` || field === `late-${row}`);
  const isFixed = attended !== null && !(attended.kind === 'made-up' && attended.isByItself);
  return {
    enrolmentId,
    displayName,
    learnerNumber,
    hasNotice,
    number: row,
    state: !attended
      ? person.isAbsent
        ? 'absent'
        : 'none'
      : attended.kind === 'made-up'
        ? 'made-up'
        : attended.isHere
          ? 'here'
          : 'elsewhere',
    late: typed ?? (attended?.minutesLate == null ? '' : String(attended.minutesLate)),
    isPresent: keyed?.present.includes(enrolmentId) ?? false,
    isMadeUp: keyed?.madeUp.includes(enrolmentId) ?? false,
    isAbsent: keyed?.absent.includes(enrolmentId) ?? false,
    error: error ? { code: error.code, params: error.params } : null,
    recordHref: isFixed ? recordHref(cohort, enrolmentId, ref) : null,
  };
}

export interface PaperPage extends SessionHead {
  readonly people: readonly Pick<SheetPerson, 'displayName' | 'learnerNumber' | 'hasNotice'>[];
  /** Lines for who comes without being on it. */
  readonly spare: readonly number[];
}

const SPARE = [1, 2, 3];

export function toPaperPage(
  cohort: FacilitatedCohort,
  { edition, sheet }: { edition: Edition; sheet: Sheet },
): PaperPage {
  const people = sheet.people.map(({ displayName, learnerNumber, hasNotice }) => ({
    ...{ displayName, learnerNumber, hasNotice },
  }));
  return { ...toHead(cohort, { edition, session: sheet.session }), people, spare: SPARE };
}
