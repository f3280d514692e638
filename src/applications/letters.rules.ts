import type { Judged } from '../cohorts/cohort-settings.rules.js';
import { readDay } from '../cohorts/typed-day.rules.js';
import type { CalendarDay } from '../shared/calendar-day.js';
import type { Decision } from './application.entity.js';
import { DECISIONS } from './selection.rules.js';

export const HANDED_WAYS = ['post', 'hand', 'phone'] as const;
export type HandedWay = (typeof HANDED_WAYS)[number];

export interface LetterKey {
  readonly applicantId: string;
  readonly kind: Decision;
}

export interface LetterMarks {
  readonly letters: readonly LetterKey[];
  /** Null: the marks were a mistake. */
  readonly given: { readonly way: HandedWay; readonly onDay: CalendarDay } | null;
}

type Typed = Readonly<Record<'way' | 'year' | 'month' | 'day' | 'act', string>> & {
  readonly letter: readonly string[] | string;
};

/** What was ticked and typed, or what in it cannot be. To take a mark back neither way nor day is asked. */
export function readMarks(typed: Typed, today: CalendarDay): Judged<LetterMarks> {
  const letters = [typed.letter].flat().flatMap((one) => readKey(one) ?? []);
  if (typed.act !== 'mark') return { value: { letters, given: null } };
  const way = HANDED_WAYS.find((one) => one === typed.way);
  const onDay = readDay(typed.year, typed.month, typed.day);
  const dayFault = !onDay ? 'day' : today.isBefore(onDay) ? 'ahead' : null;
  const errors = [
    ...(way ? [] : [{ field: 'way', code: 'applications.letters.way-choose', params: {} }]),
    ...(dayFault ? [{ field: 'year', code: `applications.letters.${dayFault}`, params: {} }] : []),
  ];
  return way && onDay && errors.length === 0 ? { value: { letters, given: { way, onDay } } } : { errors };
}

function readKey(text: string): LetterKey | null {
  const [applicantId = '', typed = ''] = text.split('.');
  const kind = DECISIONS.find((one) => one === typed);
  return kind ? { applicantId, kind } : null;
}
