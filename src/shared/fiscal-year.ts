import { CalendarDay } from './calendar-day.js';

/** The Japanese fiscal year (nendo): 1 April to 31 March, named by the year in which it begins. */
export class FiscalYear {
  constructor(readonly year: number) {}

  static of(day: CalendarDay): FiscalYear {
    return new FiscalYear(day.month >= 4 ? day.year : day.year - 1);
  }

  firstDay(): CalendarDay {
    return CalendarDay.of(this.year, 4, 1);
  }

  lastDay(): CalendarDay {
    return CalendarDay.of(this.year + 1, 3, 31);
  }

  /** The number within the Reiwa era, as used in certificate numbers (2026 → 8). Before 2019: throws RangeError. */
  reiwa(): number {
    if (this.year < 2019) throw new RangeError(`fiscal year ${this.year} is before Reiwa`);
    return this.year - 2018;
  }
}
