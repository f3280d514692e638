import type { Problem } from '../curriculum/problem.js';
import { toProblemLine, visible } from './problem-line.rules.js';

const problem = (more: Partial<Problem>): Problem => ({
  file: 't/01.yaml',
  line: 3,
  column: 6,
  endColumn: 7,
  severity: 'error',
  code: 'Y101',
  params: {},
  variant: null,
  fixed: null,
  text: 'title：課',
  ...more,
});

describe('a problem as a page shows it', () => {
  it('marks its part of the line', () => {
    expect(toProblemLine(problem({}), () => false).frame).toEqual({
      before: 'title',
      marked: '：',
      after: '課',
    });
  });

  it('keeps the marked part in sight in a long line, and marks one sign at least', () => {
    const long = toProblemLine(
      problem({ text: 'あ'.repeat(5000), column: 400, endColumn: 400 }),
      () => false,
    );
    expect([...long.frame!.marked]).toHaveLength(1);
    expect([...long.frame!.before, ...long.frame!.after].length).toBeLessThan(200);
    expect(toProblemLine(problem({ text: '' }), () => false).frame).toBeNull();
  });

  it.each([
    [null, true, 'checker.code.Y101.fix'],
    ['ruby', true, 'checker.code.Y101.fix-ruby'],
    ['ruby', false, 'checker.code.Y101.fix'],
  ])('words the remedy of %s', (variant, isWorded, code) => {
    expect(toProblemLine(problem({ variant }), () => isWorded).fix.code).toBe(code);
  });

  it('shows what cannot be seen', () => {
    expect(visible('a\u202eb\tc\u0000')).toBe('a[U+202E]b⇥c[U+0000]');
    expect(visible('{{x}} <b>漢字')).toBe('{{x}} <b>漢字');
  });
});
