import { codeAt, isCodeGood, secondsLeft } from './door-code.rules.js';

const secret = 'ab'.repeat(32);
const sessionId = '019e19b2-aa80-7231-aeeb-0a59038a73eb';
const at = (seconds: number) => new Date(Date.UTC(2026, 4, 12, 4, 0, seconds));
const code = codeAt(secret, sessionId, at(0));

describe('the code at the door', () => {
  it('is six digits, the same all through its minute', () => {
    expect(code).toMatch(/^\d{6}$/);
    expect(codeAt(secret, sessionId, at(59))).toBe(code);
    expect(codeAt(secret, sessionId, at(60))).not.toBe(code);
  });

  it.each([
    ['a second before its minute', -1, false],
    ['at its beginning', 0, true],
    ['at the end of the minute after', 119, true],
    ['two minutes later', 120, false],
  ])('%s', (_, seconds, expected) => {
    expect(isCodeGood(code, { secret, sessionId, now: at(seconds) })).toBe(expected);
  });

  it('is read as it was meant, and is good for one date and one server only', () => {
    const wide = code.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
    const typed = [` ${code.slice(0, 3)} ${code.slice(3)}`, wide];
    expect(typed.map((text) => isCodeGood(text, { secret, sessionId, now: at(1) }))).toEqual([true, true]);
    expect(isCodeGood(code, { secret, sessionId: 'another', now: at(1) })).toBe(false);
    expect(isCodeGood(code, { secret: 'cd'.repeat(32), sessionId, now: at(1) })).toBe(false);
    expect(isCodeGood('', { secret, sessionId, now: at(1) })).toBe(false);
  });

  it.each([
    [0, 60],
    [1, 59],
    [59, 1],
  ])('at second %s has %s seconds left', (second, left) => {
    expect(secondsLeft(at(second))).toBe(left);
  });
});
