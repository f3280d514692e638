import { parseDisplay } from '../web/display.rules.js';
import { displayOf, isPreviewed, parseView, PLAIN_LOOK, viewSegment } from './preview.rules.js';

describe('who looks, and how', () => {
  it.each([
    ['first', { state: 'first', look: PLAIN_LOOK }],
    ['half.calm.ruby', { state: 'half', look: { ...PLAIN_LOOK, theme: 'calm', ruby: true } }],
    [
      'twice.in-phone.dark.xl.ruby.easy',
      {
        state: 'twice',
        look: { frame: 'in-phone', theme: 'dark', size: 'xl', ruby: true, easy: true },
      },
    ],
  ] as const)('%s is one part of an address', (segment, view) => {
    expect(parseView(segment)).toEqual(view);
    expect(viewSegment(view)).toBe(segment);
  });

  it.each([
    '',
    'nobody',
    'first.',
    'first.pink',
    'first.ruby.calm',
    'first.calm.dark',
    'first.ruby.ruby',
    'FIRST',
    'first.none',
    'first.auto',
    '__proto__',
  ])('%s is none', (segment) => expect(parseView(segment)).toBeNull());

  it('is what the display settings of a person say', () => {
    const { look } = parseView('first.phone.dark.l.ruby')!;
    expect(parseDisplay(displayOf(look))).toMatchObject({
      theme: 'dark',
      size: 'l',
      ruby: true,
      words: 'normal',
    });
  });

  it.each([
    ['/home', true],
    ['/', true],
    ['/?x', true],
    ['/learn/a/b/c?d', true],
    ['/quiz', true],
    ['/certificates', false],
    ['/settings/erase', false],
    ['/logout', false],
    ['/studio/drafts', false],
    ['/learning', false],
    ['/home/../settings', false],
    ['/home/%2E%2e/certificates', false],
    ['/home/.%2e/..//login', false],
    ['/learn/../home', true],
    ['/home\\..\\settings', false],
    ['/home?from=/../settings', true],
    ['home', false],
  ])('%s is shown: %s', (path, isShown) => expect(isPreviewed(path)).toBe(isShown));
});
