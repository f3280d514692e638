import type { CalendarDay } from '../shared/calendar-day.js';
import { numberOf } from './files/charset.rules.js';
import type { Lacking } from './name-files.service.js';
import type { ReportQuestion } from './report-question.rules.js';

export interface LettersPage {
  readonly asOf: CalendarDay;
  /** How many cells have letters that CP932 lacks. */
  readonly count: number;
  /** The first of them. */
  readonly cells: readonly {
    readonly row: number;
    readonly number: number;
    readonly column: string;
    readonly letters: readonly { readonly letter: string; readonly number: string }[];
  }[];
  readonly isAll: boolean;
  readonly hrefs: Readonly<Record<'utf8' | 'cp932' | 'xlsx', string>>;
}

export function toLettersPage(
  id: string,
  { asOf }: ReportQuestion,
  { cells, count }: { cells: readonly Lacking[]; count: number },
): LettersPage {
  const at = `/office/reports/exports/${id}`;
  return {
    asOf,
    count,
    cells: cells.map((cell) => ({
      ...cell,
      letters: cell.letters.map(withNumber),
    })),
    isAll: cells.length === count,
    hrefs: {
      utf8: `${at}/completions.csv`,
      cp932: `${at}/completions-cp932.csv`,
      xlsx: `${at}/completions.xlsx`,
    },
  };
}

export interface UnwritablePage {
  readonly letters: readonly { readonly letter: string; readonly number: string }[];
  readonly utf8Href: string;
}

export function toUnwritablePage(letters: readonly string[], utf8Href: string): UnwritablePage {
  return { letters: letters.map(withNumber), utf8Href };
}

function withNumber(letter: string) {
  return { letter, number: [...letter].map(numberOf).join(' ') };
}
