import { formatLearnerNumber } from '../accounts/learner-number.rules.js';
import type { FieldView, FormView } from '../web/form.js';
import { toPlaceView } from './apply.page.js';
import type { PlaceView } from './apply.page.js';
import type { Place } from './application-place.service.js';
import type { ApplicationState, Decision } from './application.entity.js';
import { allOffered, comesBefore } from './application.rules.js';
import { CRITERIA, DECISIONS } from './selection.rules.js';
import type { Fault, Line } from './selection.rules.js';
import type { ListedPlace, Sheet, SheetLine } from './selection.service.js';

const LIST = '/office/applications';

export function sheetHref(cohortId: string, more = ''): string {
  return `${LIST}/${cohortId}${more}`;
}

export interface ListPage {
  readonly cohorts: readonly {
    readonly place: PlaceView;
    readonly href: string;
    readonly total: number;
    readonly undecided: number;
    readonly isOpen: boolean;
    /** A seat is free, and somebody on the waiting list could have it. */
    readonly isSomebodyNext: boolean;
  }[];
}

export function toListPage(cohorts: readonly ListedPlace[]): ListPage {
  return {
    cohorts: cohorts.map(({ place, total, undecided, isSomebodyNext }) => ({
      place: toPlaceView(place),
      href: sheetHref(place.id),
      isOpen: place.isOpen,
      ...{ total, undecided, isSomebodyNext },
    })),
  };
}

/** One application as the office sees it in a list. */
export interface Row {
  readonly id: string;
  readonly receipt: string;
  readonly names: readonly string[];
  readonly isPair: boolean;
  readonly isTwice: boolean;
  readonly href: string;
}

interface DecisionRow extends Row {
  readonly decision: FieldView;
  readonly rank: FieldView;
}

export interface SheetPage {
  readonly place: PlaceView;
  readonly errors: FormView['errors'];
  /** What happened on the way here: `changed`, `over`, `decided`, `offered`; null: nothing. */
  readonly note: string | null;
  readonly seats: number | null;
  readonly taken: number;
  readonly left: number | null;
  readonly isOpen: boolean;
  readonly hasCriteria: boolean;
  readonly criteria: readonly string[];
  readonly criteriaNote: string;
  readonly criteriaHref: string;
  readonly paperHref: string;
  readonly wishesHref: string;
  /** How many wait to be told of this cohort first. */
  readonly wishes: number;
  readonly options: readonly Decision[];
  readonly undecided: readonly DecisionRow[];
  readonly decided: readonly (Row & {
    readonly state: ApplicationState;
    readonly rank: number | null;
    readonly wantsNext: boolean;
  })[];
  readonly action: string;
  readonly needsHref: string;
  /** Null while nothing is decided. */
  readonly lettersHref: string | null;
  readonly needs: number;
  /** Null unless a seat is free for somebody who waits. */
  readonly offer: {
    /** Who would be called, in the order of the waiting list. */
    readonly next: readonly (Row & { readonly rank: number | null })[];
    /** Two who come first wait on, because only one seat is free. */
    readonly isPairPassed: boolean;
    readonly action: string;
  } | null;
}

interface Typed {
  readonly lines: readonly Line[];
  readonly faults: readonly Fault[];
}

const NOTES = ['changed', 'over', 'decided', 'offered'];

export function toSheetPage(sheet: Sheet, { note, typed }: { note?: string; typed?: Typed } = {}): SheetPage {
  const { place, lines, taken, left } = sheet;
  const open = lines.filter(({ state }) => state === 'received');
  return {
    place: toPlaceView(place),
    errors: typed?.faults ?? [],
    note: note !== undefined && NOTES.includes(note) ? note : null,
    seats: place.seats,
    ...{ taken, left, isOpen: place.isOpen },
    hasCriteria: sheet.version !== null,
    criteria: sheet.criteria,
    criteriaNote: sheet.note,
    criteriaHref: sheetHref(place.id, '/criteria'),
    paperHref: sheetHref(place.id, '/paper'),
    wishes: sheet.wishes,
    wishesHref: sheetHref(place.id, '/wishes'),
    options: DECISIONS,
    undecided: open.map((line, index) => toDecisionRow(sheet, { line, index }, typed)),
    decided: lines
      .filter(({ state }) => state !== 'received')
      .toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0))
      .map((line) => ({
        ...toRow(sheet, line),
        ...{ state: line.state, rank: line.rank, wantsNext: line.wantsNext },
      })),
    action: sheetHref(place.id, '/decisions'),
    lettersHref: lines.some(({ state }) => DECISIONS.some((one) => one === state))
      ? sheetHref(place.id, '/letters')
      : null,
    needsHref: sheetHref(place.id, '/needs'),
    needs: lines.filter(({ hasNeed }) => hasNeed).length,
    offer: toOffer(sheet),
  };
}

function toOffer(sheet: Sheet): SheetPage['offer'] {
  const waiting = sheet.lines.filter(({ state }) => state === 'waitlisted');
  const next = allOffered(waiting, sheet.left);
  if (next.length === 0) return null;
  const last = next.at(-1)!;
  const isPairPassed = waiting.some((line) => !next.includes(line) && comesBefore(line, last));
  return {
    next: next.map((line) => ({ ...toRow(sheet, line), rank: line.rank })),
    isPairPassed,
    action: sheetHref(sheet.place.id, '/offer'),
  };
}

export function toRow({ place }: Sheet, line: SheetLine): Row {
  return {
    id: line.id,
    receipt: formatLearnerNumber(line.receipt),
    names: line.people.map(({ name }) => name).filter(Boolean),
    isPair: line.places === 2,
    isTwice: line.isTwice,
    href: sheetHref(place.id, `/${line.id}`),
  };
}

/** Of what was typed, else of what is proposed so far. */
function toDecisionRow(
  sheet: Sheet,
  { line, index }: { line: SheetLine; index: number },
  typed?: Typed,
): DecisionRow {
  const own = typed?.lines.find(({ applicationId }) => applicationId === line.id);
  const at = own && typed ? typed.lines.indexOf(own) : index;
  const decision = own?.decision ?? line.proposal ?? '';
  const rank = own?.rank ?? String(line.proposedRank ?? '');
  return {
    ...toRow(sheet, line),
    decision: toField('decision', { at, value: decision }, typed),
    rank: toField('rank', { at, value: rank }, typed),
  };
}

function toField(name: string, { at, value }: { at: number; value: string }, typed?: Typed): FieldView {
  const id = `${name}-${at}`;
  const fault = typed?.faults.find(({ field }) => field === id);
  return {
    id,
    name,
    value,
    values: [value],
    error: fault ? { code: fault.code, params: fault.params } : null,
  };
}

export interface CriteriaPage {
  readonly place: PlaceView;
  readonly form: FormView;
  readonly criteria: readonly string[];
  readonly action: string;
  readonly backHref: string;
}

export function toCriteriaPage(place: Place, form: FormView): CriteriaPage {
  const backHref = sheetHref(place.id);
  return { place: toPlaceView(place), form, criteria: CRITERIA, action: `${backHref}/criteria`, backHref };
}
