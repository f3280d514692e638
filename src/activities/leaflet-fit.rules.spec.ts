import { cutTo, fitted, linesOf } from './leaflet-fit.rules.js';
import type { Sheet } from './leaflet-fit.rules.js';

const SHEET: Sheet = { lines: 6, width: 11.5, hasReadings: false }; // ten letters a line
const long = (length: number) => 'あ'.repeat(length);

describe('how many lines a text takes', () => {
  it.each([
    ['', 0],
    ['  \n ', 0],
    ['あ', 1],
    [long(10), 1],
    [long(11), 2],
    ['あ\nい', 2],
    ['あ\r\n \r\nい', 2],
    ['a'.repeat(14), 1],
    ['a'.repeat(15), 2],
    ['W'.repeat(11), 2],
    ['{漢字|かんじ}'.repeat(5), 1],
  ])('%j: %d', (text, lines) => {
    expect(linesOf(text, SHEET)).toBe(lines);
  });

  it('counts a reading that is longer than its word where readings are shown', () => {
    const text = '{志|こころざし}'.repeat(5);
    expect(linesOf(text, SHEET)).toBe(1);
    expect(linesOf(text, { ...SHEET, hasReadings: true })).toBe(2);
  });
});

describe('a text that is cut', () => {
  it.each([
    ['is itself where it fits', ' あいう。\n', 1, 'あいう。'],
    ['ends with a sign that there is more', long(30), 2, `${long(19)}…`],
    ['ends with a sentence where one is near', 'あいうえおかき。くけこさし', 1, 'あいうえおかき。…'],
    ['does not lose most of it for a sentence', 'あ。いうえおかきくけこさしす', 1, 'あ。いうえおかきく…'],
    ['keeps the ends of lines that were typed', 'あ\nい\nうえ\nお', 3, 'あ\nい\nうえ…'],
    ['is not cut inside a reading', `${long(8)}{漢字|かんじ}{漢字|かんじ}`, 1, `${long(8)}…`],
    ['is not cut inside a sign of two parts', '𠮷'.repeat(20), 1, '𠮷'.repeat(6) + '…'],
    ['is nothing where there is no line', long(5), 0, ''],
  ])('%s', (_, text, lines, expected) => {
    expect(cutTo(text, lines, SHEET)).toBe(expected);
  });
});

describe('texts that share a sheet', () => {
  const texts = (...lengths: number[]) => lengths.map((length) => ({ text: long(length), least: 1 }));
  const lines = (sheet: Sheet, ...lengths: number[]) =>
    fitted(texts(...lengths), sheet).map((text) => linesOf(text, sheet));

  it.each([
    ['all fit', [20, 20, 20], [2, 2, 2]],
    ['the longest gives', [10, 50, 10], [1, 4, 1]],
    ['the long ones give alike', [50, 50, 10], [3, 2, 1]],
    ['what is short stays', [5, 500, 5], [1, 4, 1]],
    ['what is empty takes nothing', [0, 500, 0], [0, 6, 0]],
  ])('%s', (_, lengths, expected) => {
    expect(lines(SHEET, ...lengths)).toEqual(expected);
  });

  it('never take a text below its least, even where the sheet is too small', () => {
    const passages = [
      { text: long(100), least: 4 },
      { text: long(100), least: 4 },
    ];
    expect(fitted(passages, SHEET).map((text) => linesOf(text, SHEET))).toEqual([4, 4]);
  });

  it('fit whatever is written in them', () => {
    const signs = ['あ', 'a', 'W', '𠮷', '{漢字|かんじ}', '{志|こころざし}', '。', '\n', ' ', 'ｱ'];
    let seed = 7;
    const next = (below: number) => (seed = (seed * 16807) % 2147483647) % below;
    for (let round = 0; round < 300; round += 1) {
      const passages = Array.from({ length: 4 }, () => ({
        text: Array.from({ length: next(200) }, () => signs[next(signs.length)]!).join(''),
        least: 1,
      }));
      for (const hasReadings of [true, false]) {
        const sheet = { ...SHEET, hasReadings };
        const taken = fitted(passages, sheet).reduce((sum, text) => sum + linesOf(text, sheet), 0);
        expect(taken).toBeLessThanOrEqual(sheet.lines);
      }
    }
  });
});
