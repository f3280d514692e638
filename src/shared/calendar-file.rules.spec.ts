import { calendarFile, publicEvents } from './calendar-file.rules.js';
import type { CalendarDate, CalendarWords, PublicWords } from './calendar-file.rules.js';

const now = new Date('2026-05-12T01:00:00.000Z');
const date: CalendarDate = {
  id: '019e0000-0000-7000-8000-000000000001',
  startsAt: new Date('2026-10-04T04:30:00.000Z'),
  endsAt: new Date('2026-10-04T07:10:00.000Z'),
  isCancelled: false,
  version: 1,
  changedAt: new Date('2026-05-11T23:59:59.999Z'),
};
const words = { title: '予定', text: '本文' };
const fileOf = (patch: Partial<CalendarDate> = {}, given: Partial<CalendarWords> = {}) =>
  calendarFile([{ ...date, ...patch }], { ...words, ...given }, now);
/** As a reader does: lines are put together before anything else. */
const unfolded = (file: string) => file.replaceAll('\r\n ', '').split('\r\n');

describe('calendarFile', () => {
  it('says one date as calendars read it', () => {
    expect(fileOf()).toBe(
      [
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'PRODID:-//tomoni//calendar//JA',
        'CALSCALE:GREGORIAN',
        'BEGIN:VEVENT',
        'UID:019e0000-0000-7000-8000-000000000001',
        'DTSTAMP:20260511T235959Z',
        'SEQUENCE:0',
        'DTSTART:20261004T043000Z',
        'DTEND:20261004T071000Z',
        'STATUS:CONFIRMED',
        'SUMMARY:予定',
        'DESCRIPTION:本文',
        'CLASS:PRIVATE',
        'END:VEVENT',
        'END:VCALENDAR',
        '',
      ].join('\r\n'),
    );
  });

  it.each([
    ['a change', { version: 3 }, ['SEQUENCE:2', 'STATUS:CONFIRMED']],
    ['a cancelled date', { version: 4, isCancelled: true }, ['SEQUENCE:3', 'STATUS:CANCELLED']],
    ['a date from before changes were noted', { changedAt: null }, ['DTSTAMP:20260512T010000Z']],
    ['a leap day', { startsAt: new Date('2028-02-29T00:00:00Z') }, ['DTSTART:20280229T000000Z']],
    ['a year’s end', { endsAt: new Date('2026-12-31T14:59:00Z') }, ['DTEND:20261231T145900Z']],
  ])('tells of %s', (_, patch, wanted) => {
    expect(unfolded(fileOf(patch))).toEqual(expect.arrayContaining(wanted));
    expect(unfolded(fileOf(patch))).toContain(`UID:${date.id}`);
  });

  it('escapes what has a meaning in calendars', () => {
    expect(unfolded(fileOf({}, { text: 'a;b,c\\d\ne\r\nf:"g"' }))).toContain(
      'DESCRIPTION:a\\;b\\,c\\\\d\\ne\\nf:"g"',
    );
  });

  it('leaves out what may not stand in such a file, and lets no text begin a line of its own', () => {
    const text = 'a\0\u0007\u001b\u007fb\rBEGIN:VEVENT\nc\td';
    expect(unfolded(fileOf({}, { text }))).toContain('DESCRIPTION:ab\\nBEGIN:VEVENT\\nc\td');
  });

  it.each(['\u0085', '\u2028', '\u2029'])('lets no reader take %j for the end of a line', (sign) => {
    const file = fileOf({}, { text: `a${sign}ATTACH:https://evil.example` });
    expect(unfolded(file)).toContain('DESCRIPTION:a\\nATTACH:https://evil.example');
  });

  it.each(['あ', 'é', '𠮷', '☀️', 'a', 'aあ𠮷', '\n', ';'])(
    'folds lines of %j at 75 octets, never inside a character',
    (sign) => {
      for (let count = 1; count < 120; count++) {
        const text = sign.repeat(count);
        const file = fileOf({}, { title: text });
        expect(file.isWellFormed()).toBe(true);
        for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        const escaped = text.replaceAll('\n', '\\n').replaceAll(';', '\\;');
        expect(unfolded(file)).toContain(`SUMMARY:${escaped}`);
      }
    },
  );
});

describe('publicEvents', () => {
  const open: PublicWords = {
    title: 'お茶の会',
    text: 'だれでも',
    place: '市民館, 2階',
    url: 'https://tomoni.example.jp/activities/1',
  };

  it('say of each date where it is and what tells more', () => {
    const dates = [date, { ...date, id: 'another' }];
    const said = [
      'SUMMARY:お茶の会',
      'DESCRIPTION:だれでも',
      'LOCATION:市民館\\, 2階',
      'URL:https://tomoni.example.jp/activities/1',
      'CLASS:PUBLIC',
      'END:VEVENT',
    ];
    const lines = unfolded(publicEvents(dates, open, now));
    expect(lines.slice(0, 2)).toEqual(['BEGIN:VEVENT', `UID:${date.id}`]);
    expect(lines.slice(7, 15)).toEqual([...said, 'BEGIN:VEVENT', 'UID:another']);
    expect(lines.slice(-7)).toEqual([...said, '']);
  });

  it('have no line for a place where there is none', () => {
    expect(publicEvents([date], { ...open, place: '' }, now)).not.toContain('LOCATION');
  });
});
