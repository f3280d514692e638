import { breakLines, fit } from './text-lines.rules.js';

const fullWidth = (text: string) => [...text].length;

it('leaves a hyphen at the end of a line, where a name in Latin letters is parted', () => {
  expect(breakLines('Konstantinopolitanskaya-Wolfeschlegelsteinhausen', 30, (text) => text.length)).toEqual([
    'Konstantinopolitanskaya-',
    'Wolfeschlegelsteinhausen',
  ]);
});

describe('breakLines', () => {
  it.each([
    ['短い文', 10, ['短い文']],
    ['', 10, ['']],
    ['一行目\n二行目', 10, ['一行目', '二行目']],
    ['令和8年11月22日に終えられました。', 12, ['令和8年11月22日に', '終えられました。']],
    ['あなたは、実践の全課程を終えられました。', 11, ['あなたは、実践の全課程を', '終えられました。']],
  ])('sets %j in %i', (text, width, lines) => {
    expect(breakLines(text, width + 1, fullWidth)).toEqual(lines);
  });

  it('never begins a line with punctuation or ends one with an opening bracket', () => {
    const text = '「聴くこと」と「伝えること」、そして（ときどき）休むこと。ちょっと待ってください。';
    for (let width = 8; width < 40; width += 1)
      for (const line of breakLines(text, width, fullWidth)) {
        expect(line).not.toMatch(/^[、。」）っょ]/);
        expect(line).not.toMatch(/[「（]$/);
        expect(fullWidth(line)).toBeLessThanOrEqual(Math.max(width, 9));
      }
  });

  it('cuts what has no place to break, and loses nothing', () => {
    expect(breakLines('漢'.repeat(25), 10, fullWidth).every((line) => line.length <= 10)).toBe(true);
    expect(breakLines('漢'.repeat(25), 10, fullWidth).join('')).toBe('漢'.repeat(25));
  });

  it('makes lines about equally long', () => {
    const lines = breakLines(
      '聴くこと、待つこと、伝えること、休むこと、つなぐこと、分けること',
      20,
      fullWidth,
    );
    expect(lines).toHaveLength(2);
    expect(Math.abs(lines[0]!.length - lines[1]!.length)).toBeLessThan(8);
  });
});

describe('fit', () => {
  const room = { width: 100, lines: 1, sizes: [20, 10, 5] };
  const measureAt = (size: number) => (text: string) => size * [...text].length;

  it.each([
    ['五文字です', 20, 1],
    ['十文字ちょうどですよ', 10, 1],
    ['漢'.repeat(30), 5, 2],
  ])('%s', (text, size, lines) => {
    const fitted = fit(text, room, measureAt);
    expect([fitted.size, fitted.lines.length]).toEqual([size, lines]);
  });
});
