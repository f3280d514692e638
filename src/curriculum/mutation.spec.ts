import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { aTrack, course, someShared } from '../../test/support/curriculum.js';
import { Locales } from '../web/locales.js';
import { checkFiles } from './check.js';
import { compileCurricula } from './curricula.js';
import { reportText } from './report-words.js';

const sample = readFileSync(new URL('../../test/fixtures/module.yaml', import.meta.url), 'utf8');
const locales = Locales.load(fileURLToPath(new URL('../../views/locales', import.meta.url)));
const languages = [locales.in('ja'), locales.in('en')];
const lines = sample.trimEnd().split('\n');
const shared = someShared
  .replace('M01', 'M06')
  .replace('{s1: ', '{s50: {title: 本, year: "1"}, s51: {title: 本, year: "1"}, s1: ');

interface Slip {
  readonly line: number;
  readonly text: string;
  readonly what: string;
}

const problemsWith = (text: string) =>
  checkFiles(
    course({
      't/track.yaml': aTrack.replace('[m]', '[kyori]'),
      't/01-m.yaml': text,
      'shared/shared.yaml': shared,
    }),
  ).problems.filter(
    ({ code, file }) => file === 't/01-m.yaml' && code !== 'S216' && code !== 'R326' && code !== 'L407',
  );

/** Lines of a text after | and words that run over lines hold no structure: any slip there is only another text. */
const isProse = (line: number) =>
  /^ {4}\S/.test(lines[line] ?? '') && [13, 14, 15, 16, 18].includes(line + 1);

const wide: Readonly<Record<string, string>> = {
  ':': '：',
  '-': '－',
  '{': '｛',
  '}': '｝',
  '[': '［',
  ']': '］',
  ',': '，',
  ' ': '　',
};

/** One slip of the keyboard at every sign, key, id and indent. */
function slips(): Slip[] {
  return lines.flatMap((text, line) => {
    if (isProse(line)) return [];
    const at = (what: string, changed: string): Slip => ({
      line,
      text: changed,
      what: `${what} in “${text.trim()}”`,
    });
    const indent = text.search(/\S/);
    const made = [
      at('one blank more', ` ${text}`),
      at('a wide blank before', `\u3000${text}`),
      at('a tab before', `\t${text}`),
      ...(indent > 0 ? [at('one blank less', text.slice(1))] : []),
    ];
    for (const { 0: sign, index } of text.matchAll(/: |:$|- |[{}[\],]/g)) {
      const end = index + sign.trimEnd().length;
      made.push(at(`no ${sign}`, text.slice(0, index) + text.slice(end)));
      made.push(at(`wide ${sign}`, text.slice(0, index) + (wide[sign.trim()] ?? '') + text.slice(end)));
      if (sign.endsWith(' '))
        made.push(at(`no blank after ${sign}`, text.slice(0, end) + text.slice(end + 1)));
    }
    for (const { 0: word, index } of text.matchAll(/[a-z][a-z0-9-]+/g)) {
      const end = index + word.length;
      made.push(at(`“${word}” with a letter more`, `${text.slice(0, end)}q${text.slice(end)}`));
      made.push(at(`“${word}” deleted`, text.slice(0, index) + text.slice(end)));
    }
    return made;
  });
}

describe('one slip anywhere in the sample of the format', () => {
  const before = new Set(problemsWith(sample).map(({ code, line, column }) => `${code} ${line}:${column}`));
  const results = slips().map((slip) => {
    const text = lines.with(slip.line, slip.text).join('\n');
    const found = problemsWith(text).filter(
      ({ code, line, column }) => !before.has(`${code} ${line}:${column}`),
    );
    const there = found.some(({ line }) => line === slip.line + 1);
    return { ...slip, verdict: there ? 'there' : found.length > 0 ? 'elsewhere' : 'silent', found };
  });
  const share = (verdict: string) => results.filter((one) => one.verdict === verdict).length / results.length;

  it('starts from a sample without a problem', () => {
    expect([...before]).toEqual([]);
  });

  it('never breaks the checker, and is told on its own line nearly always', () => {
    const percent = (verdict: string) => `${Math.round(share(verdict) * 1000) / 10} % ${verdict}`;
    process.stdout.write(
      `${results.length} slips: ${['there', 'elsewhere', 'silent'].map(percent).join(', ')}\n`,
    );
    expect(share('there')).toBeGreaterThan(0.9);
  });
});

describe('many slips at once', () => {
  it('never break the checker, the compiler or the report', () => {
    const random = sequence(2026);
    for (let run = 0; run < 400; run++) {
      let text = sample;
      for (let slip = 0; slip <= random(4); slip++) text = slipped(text, random);
      const { report } = compileCurricula(course({ 't/01-m.yaml': text, 'shared/shared.yaml': shared }));
      for (const words of languages) expect(reportText(report, words)).not.toBe('');
      for (const { line, column, endColumn } of report.problems)
        expect(line > 0 && column > 0 && endColumn > column).toBe(true);
    }
  });
});

const signs =
  '：|　|\t|－|{|}|[|]|,|"|\'|>|#|&a|*a|!x|%|@|`|｛|〇|\\|- |: |{a|[[a]]|<<|---\n|{{x}}|<b>|![a](b)|## |? |１'.split(
    '|',
  );

function slipped(text: string, random: (below: number) => number): string {
  const at = random(text.length);
  const way = random(4);
  if (way === 0) return text.slice(0, at) + text.slice(at + 1 + random(8));
  if (way === 1) return text.slice(0, at) + (signs[random(signs.length)] ?? '') + text.slice(at);
  if (way === 2)
    return text.slice(0, at) + text.slice(random(text.length)).slice(0, random(120)) + text.slice(at);
  const all = text.split('\n');
  const line = random(all.length);
  return all.with(line, ' '.repeat(random(4)) + (all[line] ?? '')).join('\n');
}

/** The same numbers at every run. */
function sequence(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >> 8) % below;
  };
}
