import { isKnown } from './etag.rules.js';

describe('what somebody already has', () => {
  it.each([
    ['"a"', true],
    ['W/"a"', true],
    ['"b", W/"a"', true],
    ['*', true],
    ['"b"', false],
    ['a', false],
    ['', false],
    [undefined, false],
  ])('%s: %s', (header, expected) => {
    expect(isKnown(header, 'W/"a"')).toBe(expected);
    expect(isKnown(header, '"a"')).toBe(expected);
  });
});
