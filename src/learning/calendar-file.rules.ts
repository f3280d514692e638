/** What calendars are told of a date. No place and no subject: other people may look at the same calendar. */
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

const LONGEST_LINE = 75; // octets without the line's end (RFC 5545, 3.1)

/** A calendar file (RFC 5545). `now` stands where it is not known when a date was changed. */
export function calendarFile(dates: readonly CalendarDate[], words: CalendarWords, now: Date): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//tomoni//calendar//JA',
    'CALSCALE:GREGORIAN',
    ...dates.flatMap((date) => eventOf(date, words, now)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function eventOf(date: CalendarDate, { title, text }: CalendarWords, now: Date): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${date.id}`,
    `DTSTAMP:${utc(date.changedAt ?? now)}`,
    `SEQUENCE:${date.version - 1}`,
    `DTSTART:${utc(date.startsAt)}`,
    `DTEND:${utc(date.endsAt)}`,
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped(text)}`,
    `STATUS:${date.isCancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    'CLASS:PRIVATE',
    'END:VEVENT',
  ];
}

/** `20261004T043000Z`. */
function utc(instant: Date): string {
  return `${instant.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}

/** RFC 5545, 3.3.11. */
function escaped(text: string): string {
  return text.replace(/[\\;,]/g, (sign) => `\\${sign}`).replace(/\r?\n/g, '\\n');
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
