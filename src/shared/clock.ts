import { CalendarDay } from './calendar-day.js';

/** The only source of time. Injected everywhere, so that tests and demonstrations can move it. */
export abstract class Clock {
  abstract now(): Date;

  /** Today on a wall calendar in Japan. */
  today(): CalendarDay {
    return CalendarDay.at(this.now());
  }
}

/** Runs on from `start` when one is given (TOMONI_CLOCK, outside production), else the machine's time. */
export class SystemClock extends Clock {
  private readonly offset: number;

  constructor(start?: Date) {
    super();
    this.offset = start ? start.getTime() - Date.now() : 0;
  }

  now(): Date {
    return new Date(Date.now() + this.offset);
  }
}

/** Stands still until told otherwise. For tests and for writing weeks of demonstration history. */
export class StillClock extends Clock {
  constructor(private instant: Date) {
    super();
  }

  now(): Date {
    return new Date(this.instant.getTime());
  }

  set(instant: Date): void {
    this.instant = instant;
  }

  advance(milliseconds: number): void {
    this.instant = new Date(this.instant.getTime() + milliseconds);
  }
}
