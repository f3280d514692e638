import { refusalOf } from './enquiry.rules.js';

describe('what the office may answer to who asks about a certificate', () => {
  it.each([
    ['none', false, 'valid', null],
    ['none', true, null, null],
    ['match', false, 'valid', 'consent'],
    ['no-match', false, null, 'consent'],
    ['match', true, null, 'unknown'],
    ['match', true, 'revoked', 'revoked'],
    ['match', true, 'valid', null],
    ['match', true, 'replaced', null],
    ['no-match', true, null, null],
    ['no-match', true, 'valid', null],
  ] as const)('%s, consent %s, a certificate that is %s: %s', (answer, hasConsent, state, expected) => {
    expect(refusalOf({ answer, hasConsent, state })).toBe(expected);
  });
});
