import type { TrackModel } from '../curriculum/edition.js';
import type { CalendarDay } from '../shared/calendar-day.js';
import { FiscalYear } from '../shared/fiscal-year.js';

/** The fiscal year, Japan's, in which somebody may take part again: the one of today, once it is after the one in which they completed. */
export function yearToBegin(
  track: Pick<TrackModel, 'certificate'>,
  completedOn: CalendarDay | null,
  today: CalendarDay,
): FiscalYear | null {
  if (!track.certificate?.yearly || completedOn === null) return null;
  const now = FiscalYear.of(today);
  return now.year > FiscalYear.of(completedOn).year ? now : null;
}

/** The way into another year, as pages show it. */
export interface NewYear {
  readonly year: FiscalYear;
  readonly action: string;
}

export function toNewYear(trackId: string, year: FiscalYear | null): NewYear | null {
  return year && { year, action: `/tracks/${trackId}/participation` };
}
