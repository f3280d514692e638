import type { CalendarDay } from './calendar-day.js';

export type EraName = 'reiwa' | 'heisei' | 'showa' | 'taisho';

const BEGINS: readonly (readonly [string, EraName, number])[] = [
  ['2019-05-01', 'reiwa', 2018],
  ['1989-01-08', 'heisei', 1988],
  ['1926-12-25', 'showa', 1925],
  ['1912-07-30', 'taisho', 1911],
];

/** The Japanese era of a day and the year within it; year 1 is written "gannen". Null before Taisho (1912-07-30). */
export function eraOf(day: CalendarDay): { era: EraName; year: number } | null {
  const found = BEGINS.find(([begins]) => day.toString() >= begins);
  return found ? { era: found[1], year: day.year - found[2] } : null;
}
