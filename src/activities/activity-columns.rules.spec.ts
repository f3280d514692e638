import { anActivityContent } from '../../test/factories/activity.js';
import { ACCESS, AUDIENCES, FORMS } from './activity-content.rules.js';
import { bitsOf, columnsOf, foldedText, slotBit } from './activity-columns.rules.js';

describe('the columns that search reads', () => {
  it('hold what the content says', () => {
    const content = anActivityContent({
      title: '{火曜|かようび}のサロン',
      forms: ['talking', 'making'],
      access: { 'step-free': 'yes', lift: 'no', quiet: 'yes', parking: 'unknown' },
      times: {
        regular: [{ weekday: 2, weeks: [], from: 13 * 60 + 30, to: 15 * 60 }],
        dates: [{ day: '2026-12-05', from: 10 * 60, to: 11 * 60 }],
        off: [],
        note: '',
      },
      place: 'both',
      yen: 0,
      booking: 'none',
    });
    expect(columnsOf(content)).toMatchObject({
      title: '火曜のサロン',
      sortedAs: '火曜のさろん',
      places: 3,
      forms: bitsOf(FORMS, ['talking', 'making']),
      access: bitsOf(ACCESS, ['step-free', 'quiet']),
      slots: slotBit(2, 'afternoon') | slotBit(6, 'morning'),
      times: JSON.stringify(content.times),
      isFree: true,
      needsNoBooking: true,
    });
  });

  it.each([
    [11 * 60 + 59, 0b001_000],
    [12 * 60, 0b010_000],
    [16 * 60 + 59, 0b010_000],
    [17 * 60, 0b100_000],
  ])('a time from minute %d belongs to %d', (from, expected) => {
    const times = { regular: [{ weekday: 1, weeks: [], from, to: from + 60 }], dates: [], off: [], note: '' };
    expect(columnsOf(anActivityContent({ times })).slots).toBe(expected);
  });

  it.each([
    ['テニス', 'てにす'],
    ['ﾃﾆｽ', 'てにす'],
    ['ＡＢＣ', 'abc'],
    ['　空き\n 地 ', '空き 地'],
  ])('%j is searched as %j', (text, expected) => {
    expect(foldedText(text)).toBe(expected);
  });

  it('are searched by writing and by reading', () => {
    const { searched } = columnsOf(
      anActivityContent({ title: '{お茶|おちゃ}の会', about: '{珈琲|コーヒー}も' }),
    );
    for (const words of ['お茶の会', 'おちゃの会', '珈琲も', 'こーひーも']) expect(searched).toContain(words);
    expect(columnsOf(anActivityContent()).searched).not.toMatch(/[{|}]/);
  });

  it('hold whole characters, however long a title grows by folding', () => {
    const { sortedAs } = columnsOf(
      anActivityContent({ title: `${'㍿'.repeat(29)}あいう${'𠮷'.repeat(28)}` }),
    );
    expect([...sortedAs]).toHaveLength(120);
    expect(sortedAs.isWellFormed()).toBe(true);
  });

  it('have a bit for every key', () => {
    for (const list of [FORMS, ACCESS, AUDIENCES]) expect(list.length).toBeLessThan(31);
  });
});
