import { durationOf } from './duration.rules.js';

describe('the length of a track', () => {
  it.each([
    [1, 0, 1],
    [59, 0, 59],
    [60, 1, 0],
    [64, 1, 0],
    [65, 1, 10],
    [117, 2, 0],
    [199, 3, 20],
  ])('of %i minutes is told as %i hours and %i minutes', (whole, hours, minutes) => {
    expect(durationOf(whole)).toEqual({ hours, minutes });
  });
});
