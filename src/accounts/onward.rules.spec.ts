import { HOME, onward } from './onward.rules.js';

describe('onward', () => {
  it.each(['/path', '/learn/introductory/m1/l2?x=1#s2', '/%09//stays-here'])('goes to %s', (next) => {
    expect(onward(next)).toBe(next);
  });

  it.each([
    '//evil.example',
    '/\\evil.example',
    '\\/evil.example',
    'https:evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/\t/evil.example',
    '\t//evil.example',
    '/%09/x\n',
    ' /path',
    'path',
    '',
    undefined,
    ['/a', '/b'],
    '/login',
    '/login?next=/path',
    '/login/again',
    '/logout',
  ])('does not go to %j', (next) => {
    expect(onward(next)).toBe(HOME);
  });
});
