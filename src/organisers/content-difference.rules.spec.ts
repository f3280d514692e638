import { anActivityContent } from '../../test/factories/activity.js';
import { seeded } from '../../test/factories/edition-pairs.js';
import { ACCESS, AUDIENCES, FORMS } from '../activities/activity-content.rules.js';
import type { ActivityContent } from '../activities/activity-content.rules.js';
import { CONTENT_FIELDS, contentLines, differencesOf, fieldNames } from './content-difference.rules.js';

type Random = () => number;

const base = anActivityContent();
const times = (state: Partial<ActivityContent['times']>) => ({ times: { ...base.times, ...state } });
const tuesday = base.times.regular[0]!;

describe('what differs between two versions of an entry', () => {
  it.each<[string, string, Partial<ActivityContent>]>([
    ['the title', 'title', { title: '水曜のお茶の会' }],
    ['only a reading', 'title', { title: '{火曜|かよう}のお茶の会' }],
    ['the sentence in lists', 'summary', { summary: '別の文です。' }],
    ['what is done', 'about', { about: '' }],
    ['the easy version', 'easy', { easy: '' }],
    ['a form', 'forms', { forms: ['talking'] }],
    ['for whom', 'audiences', { audiences: ['family'] }],
    ['for whom, in words', 'audienceNote', { audienceNote: '家族のかた' }],
    ['a weekday', 'regular', times({ regular: [{ ...tuesday, weekday: 3 }] })],
    ['the weeks of a month', 'regular', times({ regular: [{ ...tuesday, weeks: [1, 3] }] })],
    ['the beginning', 'regular', times({ regular: [{ ...tuesday, from: 13 * 60 }] })],
    ['the end', 'regular', times({ regular: [{ ...tuesday, to: 16 * 60 }] })],
    ['the same time twice', 'regular', times({ regular: [tuesday, tuesday] })],
    ['a single date', 'dates', times({ dates: [{ day: '2026-12-05', from: 600, to: 660 }] })],
    ['a day off', 'off', times({ off: ['2026-12-29'] })],
    ['times in words', 'timesNote', times({ note: '' })],
    ['the kind of place', 'place', { place: 'both' }],
    ['the area', 'area', { area: 'kita' }],
    ['the venue', 'venue', { venue: '別の部屋' }],
    ['the address', 'address', { address: '見本市見本町2-2' }],
    ['the way there', 'way', { way: '' }],
    ['taking part online', 'online', { online: '画面は切っていてかまいません。' }],
    ['the cost', 'yen', { yen: 100 }],
    ['a cost that is not known any more', 'yen', { yen: null }],
    ['the cost in words', 'costNote', { costNote: 'お茶代です。' }],
    ['booking', 'booking', { booking: 'needed' }],
    ['booking in words', 'bookingNote', { bookingNote: '前の日までに。' }],
    ['the mood', 'mood', { mood: '' }],
    ['the first time', 'firstTime', { firstTime: '' }],
    ['leaving early', 'leaving', { leaving: '' }],
    ['an answer about access', 'access', { access: { ...base.access, 'step-free': 'no' } }],
    ['an answer that is not given any more', 'access', { access: { ...base.access, quiet: 'unknown' } }],
    ['access in words', 'accessNote', { accessNote: '入口に段が一つあります。' }],
    ['whom to ask', 'contact', { contact: '見本の会' }],
  ])('is told: %s', (_what, field, state) => {
    const found = differencesOf(base, { ...base, ...state });
    expect(found.map((one) => one.field)).toEqual([field]);
    expect([...found[0]!.before, ...found[0]!.after].some(({ isChanged }) => isChanged)).toBe(true);
  });

  it.each<[string, Partial<ActivityContent>]>([
    ['nothing', {}],
    ['the order of forms', { forms: [...base.forms].reverse() }],
    ['not knowing, said or not', { access: { ...base.access, parking: 'unknown' } }],
  ])('is nothing: %s', (_what, state) => {
    expect(differencesOf(base, { ...base, ...state })).toEqual([]);
  });

  it('marks what was taken away before, and what was added after', () => {
    const [found] = differencesOf(base, { ...base, forms: ['talking', 'walking'] });
    expect(found).toEqual({
      field: 'forms',
      before: [
        { kind: 'form', form: 'talking', isChanged: false },
        { kind: 'form', form: 'listening', isChanged: true },
      ],
      after: [
        { kind: 'form', form: 'talking', isChanged: false },
        { kind: 'form', form: 'walking', isChanged: true },
      ],
    });
  });

  it('marks the sentence that differs in a long text', () => {
    const [found] = differencesOf(
      { ...base, about: '話します。聴くだけでもかまいません。\nお茶が出ます。' },
      { ...base, about: '話します。\nお茶が出ます。お菓子もあります。' },
    );
    expect(found!.before).toEqual([
      { kind: 'text', text: '話します。', isChanged: false },
      { kind: 'text', text: '聴くだけでもかまいません。', isChanged: true },
      { kind: 'text', text: '\nお茶が出ます。', isChanged: false },
    ]);
    expect(found!.after.at(-1)).toEqual({ kind: 'text', text: 'お菓子もあります。', isChanged: true });
  });

  it('tells a new entry whole, without the fields that say nothing', () => {
    const fields = contentLines(base).map(({ field }) => field);
    expect(fields).toEqual(
      CONTENT_FIELDS.filter(
        (field) =>
          ![
            'audienceNote',
            'dates',
            'off',
            'online',
            'costNote',
            'bookingNote',
            'accessNote',
            'contact',
          ].includes(field),
      ),
    );
    expect(contentLines(base).every(({ before }) => before.length === 0)).toBe(true);
  });

  it('has names of at most 200 signs for the record of acts', () => {
    expect(fieldNames(differencesOf(base, { ...base, title: 'x', yen: 5 }))).toBe('title,yen');
    const all = CONTENT_FIELDS.map((field) => ({ field, before: [], after: [] }));
    expect(fieldNames(all).length).toBeLessThanOrEqual(200);
  });
});

describe('any two versions', () => {
  const pick = <T>(random: Random, list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const some = <T>(random: Random, list: readonly T[]): T[] => list.filter(() => random() < 0.3);
  const words = (random: Random) =>
    Array.from({ length: Math.floor(random() * 6) }, () =>
      pick(random, ['話します。', '聴きます。', '\n', '（静か）', 'あ', '？', '{茶|ちゃ}']),
    ).join('');
  const time = (random: Random) => ({ from: pick(random, [540, 600]), to: pick(random, [660, 720]) });

  function anyContent(random: Random): ActivityContent {
    const texts = ['title', 'summary', 'about', 'easy', 'audienceNote', 'venue', 'address', 'way', 'online'];
    const more = ['costNote', 'bookingNote', 'mood', 'firstTime', 'leaving', 'accessNote', 'contact'];
    const typed = Object.fromEntries([...texts, ...more].map((key) => [key, words(random)]));
    return {
      ...base,
      ...typed,
      forms: some(random, FORMS),
      audiences: some(random, AUDIENCES),
      times: {
        regular: Array.from({ length: pick(random, [0, 1, 2]) }, () => ({
          weekday: pick(random, [0, 6]),
          weeks: some(random, [1, 2, 3, 4, 5]),
          ...time(random),
        })),
        dates: Array.from({ length: pick(random, [0, 1, 2]) }, () => ({
          day: '2026-12-05',
          ...time(random),
        })),
        off: some(random, ['2026-12-29', '2026-12-30']),
        note: words(random),
      },
      place: pick(random, ['venue', 'online', 'both']),
      area: pick(random, ['', 'chuo', 'kita']),
      yen: pick(random, [null, 0, 100]),
      booking: pick(random, ['none', 'wanted', 'needed']),
      access: Object.fromEntries(
        some(random, ACCESS).map((key) => [key, pick(random, ['yes', 'no', 'unknown'] as const)]),
      ),
    };
  }

  /** One thing of it is another one. */
  function mended(random: Random, content: ActivityContent): ActivityContent {
    const other = anyContent(random);
    const key = pick(random, Object.keys(content) as (keyof ActivityContent)[]);
    return { ...content, [key]: other[key] };
  }

  const meaning = (content: ActivityContent) =>
    JSON.stringify({
      ...content,
      times: {
        ...content.times,
        regular: content.times.regular
          .map(({ weekday, weeks, from, to }) => [weekday, weeks, from, to].join())
          .sort(),
        dates: content.times.dates.map(({ day, from, to }) => [day, from, to].join()).sort(),
      },
      access: ACCESS.map((key) => content.access[key] ?? 'unknown'),
    });

  it('differ exactly when something is told, and what is told is what was written', () => {
    const random = seeded(7);
    for (let n = 0; n < 2000; n++) {
      const before = anyContent(random);
      const after = random() < 0.7 ? mended(random, before) : anyContent(random);
      const found = differencesOf(before, after);
      expect(found.length > 0).toBe(meaning(before) !== meaning(after));
      for (const { field, ...told } of found) {
        if (field !== 'about') continue;
        const textOf = (list: typeof told.before) =>
          list.map((saying) => (saying.kind === 'text' ? saying.text : '')).join('');
        expect(textOf(told.before)).toBe(before.about);
        expect(textOf(told.after)).toBe(after.about);
      }
    }
  });

  it('are compared in a moment, however they are written', () => {
    const long = (sign: string) => Array.from({ length: 2000 }, (_, n) => `${sign}${n % 7}。`).join('');
    const [found] = differencesOf({ ...base, about: long('あ') }, { ...base, about: long('い') });
    expect(found!.before).toEqual([{ kind: 'text', text: long('あ'), isChanged: true }]);
  });
});
