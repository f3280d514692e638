import type { CalendarDay } from '../shared/calendar-day.js';
import { formatLearnerNumber } from '../accounts/learner-number.rules.js';
import { toPlaceView } from './apply.page.js';
import type { PlaceView } from './apply.page.js';
import type { ApplicationState } from './application.entity.js';
import { WITH_LETTER } from './letter.page.js';
import { sheetHref } from './selection.page.js';
import type { Sheet, SheetLine, SheetPerson } from './selection.service.js';

export interface OfficeApplicationPage {
  readonly place: PlaceView;
  readonly receipt: string;
  readonly state: ApplicationState;
  readonly rank: number | null;
  readonly isPair: boolean;
  readonly people: readonly SheetPerson[];
  readonly wantsNext: boolean;
  /** The day on which it arrived on paper; null: it was sent on the page. */
  readonly paperOn: CalendarDay | null;
  readonly receiptHref: string;
  /** Null where the act has no meaning any more. */
  readonly letterHref: string | null;
  readonly withdrawAction: string | null;
  readonly nextAction: string | null;
  readonly nextBackAction: string | null;
  readonly backHref: string;
}

export function toOfficeApplicationPage({ place }: Sheet, line: SheetLine): OfficeApplicationPage {
  const at = sheetHref(place.id, `/${line.id}`);
  const isOver = line.state === 'withdrawn' || line.state === 'declined';
  return {
    place: toPlaceView(place),
    receipt: formatLearnerNumber(line.receipt),
    state: line.state,
    rank: line.rank,
    isPair: line.people.length === 2,
    people: line.people,
    wantsNext: line.wantsNext,
    paperOn: line.paperOn,
    receiptHref: `${at}/receipt`,
    letterHref: WITH_LETTER.includes(line.state) ? `${at}/letter` : null,
    withdrawAction: isOver ? null : `${at}/withdrawal`,
    nextAction: line.state === 'declined' && !line.wantsNext ? `${at}/next` : null,
    nextBackAction: line.wantsNext ? `${at}/next-withdrawal` : null,
    backHref: sheetHref(place.id),
  };
}

export interface NeedsPage {
  readonly place: PlaceView;
  readonly needs: readonly {
    readonly receipt: string;
    readonly names: readonly string[];
    readonly text: string;
  }[];
  readonly backHref: string;
}

export function toNeedsPage({ place, lines }: Sheet, texts: ReadonlyMap<string, string>): NeedsPage {
  return {
    place: toPlaceView(place),
    needs: lines.flatMap((line) => {
      const text = texts.get(line.id);
      if (text === undefined) return [];
      const names = line.people.map(({ name }) => name).filter(Boolean);
      return [{ receipt: formatLearnerNumber(line.receipt), names, text }];
    }),
    backHref: sheetHref(place.id),
  };
}
