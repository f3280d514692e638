const JAPAN_OFFSET_MS = 9 * 60 * 60 * 1000; // Japan has had no summer time since 1951
const DAY_MS = 24 * 60 * 60 * 1000;

/** A day in Japan, without a time. Stored and compared as `YYYY-MM-DD`. */
export class CalendarDay {
  private constructor(
    readonly year: number,
    readonly month: number,
    readonly day: number,
  ) {}

  /** @throws RangeError when there is no such day (30 February). */
  static of(year: number, month: number, day: number): CalendarDay {
    const made = new Date(Date.UTC(year, month - 1, day));
    if (made.getUTCFullYear() !== year || made.getUTCMonth() !== month - 1 || made.getUTCDate() !== day)
      throw new RangeError(`no such day: ${year}-${month}-${day}`);
    return new CalendarDay(year, month, day);
  }

  /** Null for anything that is not `YYYY-MM-DD` naming a real day. */
  static parse(text: string): CalendarDay | null {
    const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
    if (!found) return null;
    try {
      return CalendarDay.of(Number(found[1]), Number(found[2]), Number(found[3]));
    } catch {
      return null;
    }
  }

  /** The day on a wall calendar in Japan at this instant. */
  static at(instant: Date): CalendarDay {
    const local = new Date(instant.getTime() + JAPAN_OFFSET_MS);
    return new CalendarDay(local.getUTCFullYear(), local.getUTCMonth() + 1, local.getUTCDate());
  }

  /** Midnight in Japan, when this day begins. The day ends where `plusDays(1)` begins. */
  startsAt(): Date {
    return new Date(Date.UTC(this.year, this.month - 1, this.day) - JAPAN_OFFSET_MS);
  }

  plusDays(days: number): CalendarDay {
    return CalendarDay.at(new Date(this.startsAt().getTime() + days * DAY_MS));
  }

  /** 0 is Sunday. */
  weekday(): number {
    return new Date(Date.UTC(this.year, this.month - 1, this.day)).getUTCDay();
  }

  isBefore(other: CalendarDay): boolean {
    return this.toString() < other.toString();
  }

  equals(other: CalendarDay): boolean {
    return this.toString() === other.toString();
  }

  toString(): string {
    const pad = (n: number, width: number) => String(n).padStart(width, '0');
    return `${pad(this.year, 4)}-${pad(this.month, 2)}-${pad(this.day, 2)}`;
  }

  toJSON(): string {
    return this.toString();
  }
}
