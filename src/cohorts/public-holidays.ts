import type { CalendarDay } from '../shared/calendar-day.js';

export interface HolidayName {
  readonly ja: string;
  readonly en: string;
}

/** The national holidays of Japan, with those in lieu and the days between two of them. */
export interface Holidays {
  nameOf(day: CalendarDay): HolidayName | null;
  /** False for years of which nothing is known: a day in them may be a holiday. */
  knows(year: number): boolean;
}

/** Read when it is first asked for: few pages need it, and every start would pay for it. */
export async function loadHolidays(): Promise<Holidays> {
  const { default: known } = await import('@holiday-jp/holiday_jp');
  const byDay: Readonly<Record<string, { name: string; name_en: string } | undefined>> = known.holidays;
  return {
    nameOf(day) {
      const found = byDay[day.toString()];
      return found ? { ja: found.name, en: found.name_en } : null;
    },
    knows: (year) => byDay[`${year}-01-01`] !== undefined,
  };
}
