import { formatLearnerNumber } from '../accounts/learner-number.rules.js';
import type { CalendarDay } from '../shared/calendar-day.js';
import { emptyForm } from '../web/form.js';
import type { FormView } from '../web/form.js';
import { qrPath } from '../web/qr.rules.js';
import type { QrDrawing } from '../web/qr.rules.js';
import { toPlaceView } from './apply.page.js';
import type { PlaceView } from './apply.page.js';
import type { Place } from './application-place.service.js';
import type { ApplicationState } from './application.entity.js';
import { LettersForm } from './letters.form.js';
import { HANDED_WAYS } from './letters.rules.js';
import type { Addressed, LetterHead, ListedLetter } from './paper-letters.service.js';
import { sheetHref } from './selection.page.js';
import { DECISIONS } from './selection.rules.js';

/** A letter says something once something was decided. */
export const WITH_LETTER: readonly ApplicationState[] = ['accepted', 'waitlisted', 'declined', 'withdrawn'];

export interface LetterPage extends LetterHead {
  readonly place: PlaceView;
  readonly letters: readonly (Pick<Addressed, 'state' | 'rank' | 'name' | 'link' | 'receipt'> & {
    /** Where the letter is sent; null where it is handed over or read on the telephone. */
    readonly address: string | null;
    readonly qr: QrDrawing | null;
  })[];
  readonly backHref: string;
}

export function toLetterPage(
  place: Place,
  { letters, backHref }: { letters: readonly Addressed[]; backHref: string },
  head: LetterHead,
): LetterPage {
  return {
    place: toPlaceView(place),
    ...head,
    letters: letters.map(({ receipt, state, rank, name, way, contact, link }) => ({
      ...{ state, rank, name, link },
      receipt: formatLearnerNumber(receipt),
      address: way === 'post' ? contact : null,
      qr: link === null ? null : qrPath(link),
    })),
    backHref,
  };
}

export interface LettersPage {
  readonly place: PlaceView;
  readonly form: FormView;
  readonly isSaved: boolean;
  readonly groups: readonly {
    readonly decision: string;
    readonly letters: readonly (Pick<ListedLetter, 'name' | 'way' | 'mark'> & {
      readonly value: string;
      readonly receipt: string;
    })[];
  }[];
  /** Letters that reached nobody yet. */
  readonly open: number;
  /** The first box: the error summary leads there. */
  readonly first: string | null;
  readonly ways: readonly string[];
  readonly action: string;
  readonly printHref: string;
  readonly backHref: string;
}

export function toLettersPage(
  place: Place,
  letters: readonly ListedLetter[],
  { form, today, isSaved }: { form?: FormView; today: CalendarDay; isSaved: boolean },
): LettersPage {
  const action = sheetHref(place.id, '/letters');
  const views = letters.map((letter) => ({ ...letter, value: `${letter.applicantId}.${letter.state}` }));
  const groups = DECISIONS.map((decision) => ({
    decision,
    letters: views
      .filter(({ state }) => state === decision)
      .map(({ name, way, mark, value, receipt }) => ({
        ...{ name, way, mark, value },
        receipt: formatLearnerNumber(receipt),
      })),
  })).filter((group) => group.letters.length > 0);
  return {
    place: toPlaceView(place),
    form:
      form ??
      emptyForm(LettersForm, {
        year: String(today.year),
        month: String(today.month),
        day: String(today.day),
      }),
    isSaved,
    groups,
    open: letters.filter(({ mark }) => mark === null).length,
    first: groups[0]?.letters[0]?.value ?? null,
    ways: HANDED_WAYS,
    action,
    printHref: `${action}/print`,
    backHref: sheetHref(place.id),
  };
}
