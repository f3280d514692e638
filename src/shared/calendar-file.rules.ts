/** What calendars are told of a date. */
export interface CalendarDate {
  readonly id: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly isCancelled: boolean;
  /** From 1, and one more with each change. */
  readonly version: number;
  readonly changedAt: Date | null;
}

export interface CalendarWords {
  readonly title: string;
  readonly text: string;
}

/** A date that anybody may know of, with what it is and where. */
export interface PublicDate extends CalendarDate, CalendarWords {
  /** Empty where there is none. */
  readonly place: string;
  /** The page that tells more, with its origin. */
  readonly url: string;
}

const LONGEST_LINE = 75; // octets without the line's end (RFC 5545, 3.1)
// eslint-disable-next-line no-control-regex -- nothing of these may stand in a calendar file (RFC 5545, 3.1)
const CONTROLS = /[\0-\x08\x0B\x0C\x0E-\x1F\x7F]/g;

/**
 * A calendar file (RFC 5545) without a place or a subject: other people may look at the same calendar. `now` stands
 * where it is not known when a date was changed.
 */
export function calendarFile(dates: readonly CalendarDate[], words: CalendarWords, now: Date): string {
  const events = dates.map((date) => linesOf(eventOf(date, words, now), 'CLASS:PRIVATE'));
  return [calendarBegins(null), ...events, CALENDAR_ENDS].join('');
}

/** How the file begins; `name` is what a calendar that looks it up again calls it. */
export function calendarBegins(name: string | null): string {
  return written([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//tomoni//calendar//JA',
    'CALSCALE:GREGORIAN',
    ...(name === null ? [] : [`X-WR-CALNAME:${escaped(name)}`]),
  ]);
}

export const CALENDAR_ENDS = written(['END:VCALENDAR']);

/** One date between the beginning and `CALENDAR_ENDS`, for anybody. */
export function publicEvent(date: PublicDate, now: Date): string {
  const place = date.place ? [`LOCATION:${escaped(date.place)}`] : [];
  return linesOf(eventOf(date, date, now), ...place, `URL:${bare(date.url)}`, 'CLASS:PUBLIC');
}

function linesOf(event: readonly string[], ...more: readonly string[]): string {
  return written(['BEGIN:VEVENT', ...event, ...more, 'END:VEVENT']);
}

function written(lines: readonly string[]): string {
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function eventOf(date: CalendarDate, { title, text }: CalendarWords, now: Date): string[] {
  return [
    `UID:${date.id}`,
    `DTSTAMP:${utc(date.changedAt ?? now)}`,
    `SEQUENCE:${date.version - 1}`,
    `DTSTART:${utc(date.startsAt)}`,
    `DTEND:${utc(date.endsAt)}`,
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped(text)}`,
    `STATUS:${date.isCancelled ? 'CANCELLED' : 'CONFIRMED'}`,
  ];
}

/** `20261004T043000Z`. */
function utc(instant: Date): string {
  return `${instant.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}

/** RFC 5545, 3.3.11. */
function escaped(text: string): string {
  return text
    .replace(CONTROLS, '')
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replace(/\r\n?|\n/g, '\\n');
}

/** An address is no text: nothing in it is escaped, and nothing in it may end the line. */
function bare(url: string): string {
  return url.replace(/\s/g, '').replace(CONTROLS, '');
}

/** Breaks between characters, never inside one; what goes on begins with a space that counts too. */
function folded(line: string): string {
  const parts: string[] = [];
  let [part, room] = ['', LONGEST_LINE];
  for (const sign of line) {
    const size = Buffer.byteLength(sign);
    if (size > room) {
      parts.push(part);
      [part, room] = [' ', LONGEST_LINE - 1];
    }
    part += sign;
    room -= size;
  }
  return [...parts, part].join('\r\n');
}
