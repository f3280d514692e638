import { isLocalPath, seeOther } from './view.js';

describe('isLocalPath', () => {
  it.each(['/', '/home', '/learn/a/b?x=1#s2', '/tracks/%E3%81%82'])('keeps %s', (path) =>
    expect(isLocalPath(path)).toBe(true),
  );
  it.each([
    '',
    'home',
    '//evil',
    '/\\evil',
    'https:evil',
    '/a\\b',
    '/\t/evil',
    '/ a',
    '\t//evil',
    'javascript:alert(1)',
    '/a\nb',
    '/学び',
    '/\ud800',
    '/caf\u00e9',
  ])('refuses %j', (path) => expect(isLocalPath(path)).toBe(false));
});

it('never redirects away', () => {
  expect(() => seeOther('//evil')).toThrow();
});
