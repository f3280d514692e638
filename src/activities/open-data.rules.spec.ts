import { anActivityContent } from '../../test/factories/activity.js';
import { locales } from '../../test/support/views.js';
import { CalendarDay } from '../shared/calendar-day.js';
import type { ActivityContent, RegularTime } from './activity-content.rules.js';
import type { ActivityEntry } from './activity-entry.rules.js';
import { ACTIVITY_COLUMNS, EVENT_COLUMNS, kanaOf, occurrenceId } from './open-data.rules.js';
import type { DataColumn } from './open-data.rules.js';

const ja = locales.in('ja');
const terms = {
  words: ja,
  origin: 'https://tomoni.example.jp',
  municipalityCode: null,
  areas: [{ id: 'chuo', name: '中央' }],
  office: { name: '事務局', phone: '000' },
};
const entryOf = (content: Partial<ActivityContent>): ActivityEntry => ({
  id: '019e0000-0000-7000-8000-000000000001',
  organiserId: '019e0000-0000-7000-8000-000000000002',
  organiser: '見本の会',
  version: 1,
  content: anActivityContent(content),
  confirmedOn: CalendarDay.of(2026, 11, 26),
  isUnconfirmed: true,
  publishedAt: new Date(0),
  changedAt: new Date(0),
});
const cell = (key: string, content: Partial<ActivityContent>) =>
  ACTIVITY_COLUMNS.find((column) => column.key === key)!.value!(entryOf(content), terms);
const at = (weekday: number, from: number, weeks: readonly number[] = []): RegularTime => ({
  weekday,
  weeks,
  from,
  to: from + 60,
});
const timesOf = (...regular: RegularTime[]) => ({ times: { regular, dates: [], off: [], note: '' } });

describe('the reading of a title', () => {
  it.each([
    ['おちゃの{会|かい}', 'オチャノカイ'],
    ['サロン「ひだまり」', 'サロン「ヒダマリ」'],
    ['{火曜|かよう} 2{部|ぶ}', 'カヨウ 2ブ'],
    ['お茶の{会|かい}', ''],
    ['ABC', ''],
    ['', ''],
  ])('%s: %j', (title, kana) => {
    expect(kanaOf(title)).toBe(kana);
  });
});

describe('what a cell holds', () => {
  it.each([
    ['weekdays', timesOf(at(0, 600), at(3, 600), at(1, 600), at(3, 900), at(5, 600, [1])), '月水日'],
    ['from', timesOf(at(0, 600), at(1, 600)), '10:00'],
    ['from', timesOf(at(0, 600), at(1, 630)), ''],
    ['from', timesOf(), ''],
    ['time-note', timesOf(at(0, 605, [1, 3])), '第1・第3日曜日 10時5分から11時5分まで'],
    ['charge', { yen: null }, null],
    ['charge', { yen: 0 }, 0],
    ['area', { area: 'gone' }, ''],
    ['contact-note', { contact: '{会|かい}へ' }, '会へ'],
    ['contact-note', { contact: '' }, '事務局（電話 000）'],
    [
      'booking',
      { booking: 'needed' as const, bookingNote: '{電話|でんわ}で。' },
      '前に申しこみがいります。\n電話で。',
    ],
    ['state', {}, '未確認'],
    ['code', {}, ''],
  ])('%s of %j is %j', (key, content, expected) => {
    expect(cell(key, content)).toBe(expected);
  });

  it('is no reading, wherever somebody wrote one', () => {
    const ruby = '{漢字|かんじ}';
    const texts = Object.fromEntries(
      Object.entries(anActivityContent()).map(([key, value]) => [
        key,
        typeof value === 'string' && !['place', 'booking', 'area'].includes(key) ? ruby : value,
      ]),
    );
    const times = { ...timesOf().times, note: ruby };
    for (const { value } of ACTIVITY_COLUMNS)
      if (value) expect(String(value(entryOf({ ...texts, times }), terms))).not.toContain('|');
  });
});

describe('the columns', () => {
  it.each<[string, readonly DataColumn<never>[]]>([
    ['activities', ACTIVITY_COLUMNS],
    ['events', EVENT_COLUMNS],
  ])('of %s have a name of their own each, and words about what they hold', (_, columns) => {
    const names = columns.map(({ key }) => ja.text(`activities-files.column.${key}`));
    expect(new Set(names).size).toBe(columns.length);
    for (const { key, value } of columns)
      if (value) expect([key, ja.has(`activities-files.meaning.${key}`)]).toEqual([key, true]);
    expect(columns.findLastIndex(({ isOwn }) => !isOwn)).toBeLessThan(
      columns.findIndex(({ isOwn }) => isOwn),
    );
  });
});

describe('the id of one time', () => {
  it('differs by activity, day and hour', () => {
    const once = { day: CalendarDay.of(2026, 3, 1), from: 9 * 60 + 5, to: 600 };
    expect(occurrenceId('a', once)).toBe('a-20260301-0905');
  });
});
