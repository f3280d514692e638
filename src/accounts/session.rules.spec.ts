import { deviceLabel, expiryOf, isDueForTouch, isProofFresh, lengthsOf } from './session.rules.js';

const at = (minutes: number) => new Date(Date.UTC(2026, 4, 12) + minutes * 60_000);

describe('lengthsOf', () => {
  it.each([
    ['trainee', false, 120, 720],
    ['trainee', true, 43_200, null],
    ['facilitator', false, 30, 720],
    ['office', true, 30, 720],
    ['administrator', true, 30, 720],
  ] as const)('%s, own device %s: %s minutes idle, %s at most', (role, own, idleMinutes, absoluteMinutes) => {
    expect(lengthsOf(role, own)).toEqual({ idleMinutes, absoluteMinutes });
  });
});

describe('expiryOf', () => {
  it.each([
    [0, 120, 720, 120],
    [650, 120, 720, 720],
    [650, 43_200, null, 43_850],
  ])('seen at %s, idle %s, at most %s: ends at %s', (seen, idle, absolute, ends) => {
    expect(expiryOf(at(seen), idle, absolute === null ? null : at(absolute))).toEqual(at(ends));
  });
});

it('moves the last sight at most every ten minutes', () => {
  expect(isDueForTouch(at(0), at(9.9))).toBe(false);
  expect(isDueForTouch(at(0), at(10))).toBe(true);
});

it('takes a proof of identity for ten minutes', () => {
  expect(isProofFresh(at(0), at(9.9))).toBe(true);
  expect(isProofFresh(at(0), at(10))).toBe(false);
  expect(isProofFresh(null, at(0))).toBe(false);
});

describe('deviceLabel', () => {
  it.each([
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1',
      'Safari, iPhone',
    ],
    [
      'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/130.0.0.0 Mobile Safari/537.36',
      'Chrome, Android',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0',
      'Edge, Windows',
    ],
    ['curl/8.0', ''],
    [undefined, ''],
  ])('%s: %s', (userAgent, label) => {
    expect(deviceLabel(userAgent)).toBe(label);
  });
});
