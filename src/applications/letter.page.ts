import { formatLearnerNumber } from '../accounts/learner-number.rules.js';
import type { CalendarDay } from '../shared/calendar-day.js';
import { qrPath } from '../web/qr.rules.js';
import type { QrDrawing } from '../web/qr.rules.js';
import { toPlaceView } from './apply.page.js';
import type { PlaceView } from './apply.page.js';
import type { ApplicationState } from './application.entity.js';
import { sheetHref } from './selection.page.js';
import type { Sheet, SheetLine, SheetPerson } from './selection.service.js';

/** A letter says something once something was decided. */
export const WITH_LETTER: readonly ApplicationState[] = ['accepted', 'waitlisted', 'declined', 'withdrawn'];

export interface Addressed extends SheetPerson {
  /** Where the paper leads who was accepted; null for the others. */
  readonly link: string | null;
}

export interface LetterPage {
  readonly place: PlaceView;
  readonly receipt: string;
  readonly state: ApplicationState;
  readonly rank: number | null;
  readonly day: CalendarDay;
  readonly issuer: { readonly organisation: string; readonly person: string };
  readonly officeAddress: string | null;
  readonly letters: readonly {
    readonly name: string;
    /** Where the letter is sent; null where it is handed over or read on the telephone. */
    readonly address: string | null;
    readonly link: string | null;
    readonly qr: QrDrawing | null;
  }[];
  readonly backHref: string;
}

/** Who writes, and when. */
export interface LetterHead {
  readonly day: CalendarDay;
  readonly issuer: LetterPage['issuer'];
  readonly officeAddress: string | null;
}

export function toLetterPage(
  { place }: Sheet,
  { line, people }: { line: SheetLine; people: readonly Addressed[] },
  head: LetterHead,
): LetterPage {
  return {
    place: toPlaceView(place),
    receipt: formatLearnerNumber(line.receipt),
    state: line.state,
    rank: line.rank,
    ...head,
    letters: people.map(({ name, way, contact, link }) => ({
      name,
      address: way === 'post' ? contact : null,
      link,
      qr: link === null ? null : qrPath(link),
    })),
    backHref: sheetHref(place.id, `/${line.id}`),
  };
}
