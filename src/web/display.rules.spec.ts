import { DEFAULT_DISPLAY, formatDisplay, parseDisplay } from './display.rules.js';

describe('parseDisplay', () => {
  it('reads what formatDisplay writes', () => {
    const ui = {
      theme: 'dark',
      size: 'xl',
      ruby: true,
      words: 'easy',
      progress: 'hide',
      lang: 'en',
    } as const;
    expect(formatDisplay(ui)).toBe('theme=dark&size=xl&ruby=1&words=easy&progress=hide&lang=en');
    expect(parseDisplay(formatDisplay(ui))).toEqual(ui);
  });

  it.each([
    ['nothing', undefined],
    ['an empty row', ''],
    ['null', null],
    ['strange values', 'theme=pink&size=99&ruby=yes&words=&lang=xx'],
    ['markup', 'theme="><script>'],
    ['a name twice', 'ruby=0&ruby=1'],
    ['another thing altogether', '%%%'],
  ])('takes the defaults for %s', (_, text) => {
    expect(parseDisplay(text)).toEqual(DEFAULT_DISPLAY);
  });

  it('keeps what it knows beside what it does not', () => {
    expect(parseDisplay('size=l&colour=red')).toEqual({ ...DEFAULT_DISPLAY, size: 'l' });
  });

  it('gives readings with the easy wording, whatever was chosen for the normal one', () => {
    const easy = formatDisplay({ ...DEFAULT_DISPLAY, words: 'easy' });
    expect(parseDisplay(easy)).toEqual({ ...DEFAULT_DISPLAY, words: 'easy', ruby: true });
    expect(parseDisplay('words=easy').ruby).toBe(true);
    expect(parseDisplay('words=normal').ruby).toBe(false);
  });

  it('gives the same object for the same settings', () => {
    const text = formatDisplay({ ...DEFAULT_DISPLAY, theme: 'calm' });
    expect(parseDisplay(text)).toBe(parseDisplay(text));
  });
});
