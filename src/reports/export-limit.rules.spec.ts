import { EXPORTS_AN_HOUR, minutesToWait } from './export-limit.rules.js';

const now = new Date('2026-07-01T01:00:00Z');
const ago = (...minutes: number[]) => minutes.map((n) => now.getTime() - n * 60_000);
const nine = ago(1, 2, 3, 4, 5, 6, 7, 8, 9);

describe('minutesToWait', () => {
  it.each([
    ['nobody asked', [], null],
    ['one below the limit', nine, null],
    ['at the limit', [...nine, ...ago(50)], 10],
    ['whatever the order', [...ago(50), ...nine], 10],
    ['just now, all of them', ago(...Array<number>(EXPORTS_AN_HOUR).fill(0)), 60],
    ['a moment before the hour ends', [...nine, ...ago(59.99)], 1],
    ['more than the limit', [...nine, ...ago(20, 50)], 40],
  ])('%s', (_, asked, minutes) => {
    expect(minutesToWait(asked, now)).toBe(minutes);
  });
});
