import {
  FREE_FROM_ADDRESS,
  afterFailure,
  afterFailureFrom,
  latestBlock,
  networkOf,
} from './throttle.rules.js';
import type { Count } from './throttle.rules.js';

const START = Date.UTC(2026, 4, 12);
const at = (seconds: number) => new Date(START + seconds * 1000);
const minutesBlocked = (count: Count) =>
  count.blockedUntil === null ? 0 : (count.blockedUntil.getTime() - count.lastFailureAt.getTime()) / 60_000;

describe('afterFailure', () => {
  it('lets four go, then waits 1, 2, 4, 8 and never more than 15 minutes', () => {
    let count: Count | null = null;
    const waits = Array.from({ length: 12 }, (_, second) => {
      count = afterFailure(count, FREE_FROM_ADDRESS, at(second));
      return minutesBlocked(count);
    });
    expect(waits).toEqual([0, 0, 0, 0, 1, 2, 4, 8, 15, 15, 15, 15]);
  });

  it('forgets after a day', () => {
    const before = { failures: 40, lastFailureAt: at(0), blockedUntil: null };
    expect(afterFailure(before, FREE_FROM_ADDRESS, at(24 * 3600 - 1)).failures).toBe(41);
    expect(afterFailure(before, FREE_FROM_ADDRESS, at(24 * 3600)).failures).toBe(1);
  });
});

describe('afterFailureFrom an address', () => {
  /** Fails as often as it is let, once a second; how many failures there were in each minute. */
  function hammer(minutes: number): number[] {
    let count: Count | null = null;
    return Array.from({ length: minutes }, (_, minute) => {
      let failures = 0;
      for (let second = 0; second < 60; second += 0.1) {
        const now = at(minute * 60 + second);
        if (latestBlock([count], now)) continue;
        count = afterFailureFrom(count, now);
        failures++;
      }
      return failures;
    });
  }

  it('gives room to a class that mistypes, then twenty a minute', () => {
    const [first, ...later] = hammer(4);
    expect(first).toBeGreaterThanOrEqual(60);
    for (const failures of later) expect(failures).toBeLessThanOrEqual(20);
  });

  it('holds to twenty a minute who sends a hundred at the same moment', () => {
    let count: Count | null = null;
    let failures = 0;
    for (let second = 0; second < 600; second++) {
      if (latestBlock([count], at(second))) continue;
      for (let one = 0; one < 100; one++) count = afterFailureFrom(count, at(second));
      failures += 100;
    }
    expect(failures).toBeLessThanOrEqual(50 + 10 * 20 + 100);
  });

  it('is empty again after a break', () => {
    const full = { failures: 51, lastFailureAt: at(0), blockedUntil: at(3) };
    expect(afterFailureFrom(full, at(180))).toMatchObject({ failures: 1, blockedUntil: null });
  });
});

describe('networkOf', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8:1:2::9', '2001:db8:1:2'],
    ['2001:DB8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
  ])('%s belongs to %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
