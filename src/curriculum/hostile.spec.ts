import { file } from '../../test/support/curriculum.js';
import { checkFiles } from './check.js';

const codes = (text: string | Uint8Array) => [
  ...new Set(checkFiles([file('x.yaml', text)]).problems.map(({ code }) => code)),
];
const bytes = (...parts: (string | number[])[]) =>
  new Uint8Array(
    parts.flatMap((part) => (typeof part === 'string' ? [...new TextEncoder().encode(part)] : part)),
  );

/** Where each line looks at all others, a text eight times as long makes 64 times the work; where it does not, 8 times. */
const LEAST_BETWEEN = 24;

/**
 * How much more work a text eight times as long makes. Processor time, the least of some turns each, since other work
 * can only add to it: a turn more wherever it still looks like too much.
 */
function growth(textOf: (times: number) => string): number {
  const [short, long] = [textOf(1), textOf(8)];
  const least = { short: Infinity, long: Infinity };
  for (let turn = 0; turn < 2 || (turn < 12 && least.long / least.short >= LEAST_BETWEEN); turn += 1) {
    least.short = Math.min(least.short, cost(short));
    least.long = Math.min(least.long, cost(long));
  }
  return least.long / least.short;
}

function cost(text: string): number {
  const before = process.cpuUsage();
  codes(text);
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

describe('files that mean harm', () => {
  it.each([
    ['an alias', 'a: &x 1\nb: *x', 'Y120'],
    ['an alias bomb', bomb(), 'Y120'],
    ['a list that holds itself', 'a: &x [*x]', 'Y120'],
    ['a merge key', 'a: {b: c}\nd:\n  <<: {b: c}', 'Y120'],
    ['a tag', 'a: !!js/function "return 1"', 'Y120'],
    ['a tag of its own', 'a: !foo {b: c}', 'Y120'],
    ['a directive', '%TAG ! tag:x,2000:\n---\na: b', 'Y120'],
    ['two documents', 'format: 1\n---\nformat: 1', 'Y121'],
    ['a thousand brackets', `a: ${'[ '.repeat(1000)}${']'.repeat(1000)}`, 'Y132'],
    ['a thousand braces', `a: ${'{a: '.repeat(1000)}${'}'.repeat(1000)}`, 'Y132'],
    ['a thousand brackets that stay open', `a: ${'[ '.repeat(1000)}`, 'Y123'],
    ['a thousand dashes', `${'- '.repeat(1000)}a`, 'Y132'],
    [
      'a thousand levels of keys',
      Array.from({ length: 1000 }, (_, n) => `${' '.repeat(n)}a:`).join('\n'),
      'Y132',
    ],
    ['21 levels', Array.from({ length: 22 }, (_, n) => `${' '.repeat(n)}a:`).join('\n'), 'Y132'],
    ['more than 1 MB', 'a'.repeat(1_000_001), 'Y130'],
    ['20,001 entries', `a:\n${'- b\n'.repeat(20_001)}`, 'Y133'],
    ['a line of 20,001 characters', `a: ${'あ'.repeat(20_001)}`, 'Y134'],
    ['a text of 20,001 characters', `a: |\n${'  ああああああああああ\n'.repeat(2_000)}`, 'Y134'],
    ['bytes that are no UTF-8', bytes('title: ', [0xff, 0xfe, 0x80]), 'Y131'],
    ['Shift_JIS', bytes('title: ', [0x8c, 0x58, 0x92, 0xae]), 'Y131'],
    ['UTF-16', bytes([0xff, 0xfe], [0x74, 0, 0x69, 0]), 'Y131'],
    ['a NUL', 'title: a\u0000b', 'Y136'],
    ['a control character', 'title: a\u0007b', 'Y113'],
    ['nothing', '', 'S200'],
    ['comments alone', '# a\n# b\n', 'S200'],
    ['a lone word', 'hello', 'Y118'],
    ['a lone list', '- a\n- b', 'S203'],
  ])('%s is refused', (_name, text, expected) => {
    expect(codes(text)).toContain(expected);
  });

  const upTo = (size: number, part: string) =>
    part.repeat(Math.floor(size / new TextEncoder().encode(part).length));

  it.each(['- a\n', '題：名\n', '# tomoni-ignore L401\n'])('reads long lists of %j line by line', (part) => {
    expect(growth((times) => upTo(40_000 * times, part))).toBeLessThan(LEAST_BETWEEN);
  });

  it.each([
    '- {a: b}\n',
    'a: b\n',
    '[[ [',
    '{a|b\n',
    '　- ｛漢字｜かんじ｝ #1: x\n',
    '"\n',
    "x: 'a\n",
    'x: [a, "\n',
    'x: {a: {b|c} #1\n',
    'x: y # tomoni-ignore L401: z\n',
    'body: |\n  長い文。\n',
  ])('reads many %j without going back to the beginning for each', (part) => {
    expect(growth((times) => upTo(4_000 * times, part))).toBeLessThan(LEAST_BETWEEN);
  });

  it.each([
    ['sources', (names: string[]) => `sources: [${names.join(',\n  ')}]\nsteps: []`],
    [
      'scenes',
      (names: string[]) =>
        `sources: []\nsteps:\n- dialogue: d\n  start: ${names[0]}\n  scenes:\n` +
        names.map((name, n) => `    ${name}: {says: a, go: ${names[n + 1] ?? 'nowhere'}}`).join('\n'),
    ],
    [
      'questions',
      (names: string[]) =>
        `sources: []\nsteps:\n- quiz: q\n  questions:\n${names.map((name) => `  - choose-on: ${name}`).join('\n')}`,
    ],
  ])('bears hundreds of wrong %s', (_name, textOf) => {
    const head = 'format: 1\nmodule: m\ntitle: a\nobjectives: {a: b}\n';
    const names = (times: number) => Array.from({ length: 100 * times }, (_, n) => `s${n}x${n * 7}`);
    expect(growth((times) => head + textOf(names(times)))).toBeLessThan(LEAST_BETWEEN);
  });

  it('keeps __proto__, constructor and toString as what they are: keys that do not exist', () => {
    const text = '__proto__: {polluted: yes}\nconstructor: a\ntoString: b\nformat: 1\nmodule: m';
    const { problems } = checkFiles([file('x.yaml', text)]);
    expect(problems.filter(({ code }) => code === 'S201').map(({ params }) => params.name)).toEqual([
      '__proto__',
      'constructor',
      'toString',
    ]);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it('takes no kind for a step that only objects have', () => {
    for (const kind of ['__proto__', 'constructor', 'hasOwnProperty']) {
      const text = `format: 1\nmodule: m\ntitle: a\nobjectives: {a: b}\nsources: []\nsteps:\n- ${kind}: x`;
      expect(codes(text)).toContain('S209');
    }
  });
});

function bomb(): string {
  const names = 'abcdefghi'.split('');
  const lines = names.map(
    (name, n) =>
      `${name}: &${name} [${Array(9)
        .fill(n === 0 ? '"lol"' : `*${names[n - 1]}`)
        .join(',')}]`,
  );
  return lines.join('\n');
}
