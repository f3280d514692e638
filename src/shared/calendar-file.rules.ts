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

/** What anybody may know: what it is and where. */
export interface PublicWords extends CalendarWords {
  /** Empty where there is none. */
  readonly place: string;
  /** The page that tells more, with its origin. */
  readonly url: string;
}

const LONGEST_LINE = 75; // octets without the line's end (RFC 5545, 3.1)
// eslint-disable-next-line no-control-regex -- nothing of these may stand in a calendar file (RFC 5545, 3.1)
const CONTROLS = /[\0-\x08\x0B\x0C\x0E-\x1F\x7F]/g;
/** Of all readers: some end a line at signs at which RFC 5545 does not. */
const LINE_ENDS = /\r\n?|[\n\u0085\u2028\u2029]/g;

/**
 * A calendar file (RFC 5545) without a place or a subject: other people may look at the same calendar. `now` stands
 * where it is not known when a date was changed.
 */
export function calendarFile(dates: readonly CalendarDate[], words: CalendarWords, now: Date): string {
  const said = written([...wordsOf(words), 'CLASS:PRIVATE']);
  return [calendarBegins(null), eventsOf(dates, said, now), CALENDAR_ENDS].join('');
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

/** Dates of one thing between the beginning and `CALENDAR_ENDS`, for anybody. */
export function publicEvents(dates: readonly CalendarDate[], words: PublicWords, now: Date): string {
  const place = words.place ? [`LOCATION:${escaped(words.place)}`] : [];
  const said = written([...wordsOf(words), ...place, `URL:${bare(words.url)}`, 'CLASS:PUBLIC']);
  return eventsOf(dates, said, now);
}

/** What is said of all of them is written once: folding it costs more than everything else. */
function eventsOf(dates: readonly CalendarDate[], said: string, now: Date): string {
  return dates
    .map((date) => written(['BEGIN:VEVENT', ...timesOf(date, now)]) + said + written(['END:VEVENT']))
    .join('');
}

function written(lines: readonly string[]): string {
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function wordsOf({ title, text }: CalendarWords): string[] {
  return [`SUMMARY:${escaped(title)}`, `DESCRIPTION:${escaped(text)}`];
}

function timesOf(date: CalendarDate, now: Date): string[] {
  return [
    `UID:${date.id}`,
    `DTSTAMP:${utc(date.changedAt ?? now)}`,
    `SEQUENCE:${date.version - 1}`,
    `DTSTART:${utc(date.startsAt)}`,
    `DTEND:${utc(date.endsAt)}`,
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
    .replace(LINE_ENDS, '\\n');
}

/** An address is no text: nothing in it is escaped, and nothing in it may end the line. */
function bare(url: string): string {
  return url.replace(/\s/g, '').replace(CONTROLS, '');
}

/** Breaks between characters, never inside one; what goes on begins with a space that counts too. */
function folded(line: string): string {
  if (line.length <= LONGEST_LINE && Buffer.byteLength(line) <= LONGEST_LINE) return line;
  const parts: string[] = [];
  let [part, room] = ['', LONGEST_LINE];
  for (const sign of line) {
    const size = octetsOf(sign.codePointAt(0)!);
    if (size > room) {
      parts.push(part);
      [part, room] = [' ', LONGEST_LINE - 1];
    }
    part += sign;
    room -= size;
  }
  return [...parts, part].join('\r\n');
}

/** In UTF-8; half of a character is written as one that stands for it. */
function octetsOf(code: number): number {
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}
