import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

const SUFFIXES = ['module', 'controller', 'service', 'rules', 'entity', 'form', 'page', 'guard', 'spec', 'd'];
const JAPANESE = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;
// The checker of curricula reads what authors type: full-width signs and the marks of answers are its subject. The
// order of readings is one of such signs, and so is how people write a time, a number or a name into running text.
const MAY_HOLD_JAPANESE_SIGNS =
  /^src\/(curriculum\/|(shared\/(reading|personal-words)|organisers\/activity-(times|typed))\.rules\.ts$)/;

function filesUnder(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name));
}

const sources = filesUnder('src', '.ts');

describe('the house', () => {
  // Over everything in `npm run lint`; it once read no file at all and called that clean.
  it('has its import rules read by a checker that reads our files', () => {
    const report = execFileSync(
      'npx',
      ['depcruise', '--config', '.dependency-cruiser.mjs', '--output-type', 'json', 'src/web'],
      {
        encoding: 'utf8',
        maxBuffer: 64 * 1024 * 1024,
      },
    );
    const { summary } = JSON.parse(report) as { summary: { totalCruised: number; error: number } };
    expect(summary.totalCruised).toBeGreaterThanOrEqual(filesUnder('src/web', '.ts').length);
    expect(summary.error).toBe(0);
  });

  it.each(sources)('%s is named after what lives in it', (file) => {
    const parts = basename(file, '.ts').split('.');
    expect(parts[0]).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(parts[0]).not.toMatch(/^(index|utils?|helpers?|common|types)$/);
    for (const suffix of parts.slice(1)) expect(SUFFIXES).toContain(suffix);
  });

  it.each(sources.filter((file) => !file.endsWith('.spec.ts')))(
    '%s holds no sentence that a person reads',
    (file) => {
      const code = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
      // A pattern looks for words in what authors wrote; nobody reads it.
      const found = code
        .split('\n')
        .filter((line) => JAPANESE.test(line) && !/^\s*\/.*\/[a-z]*;$/.test(line));
      const sentences = MAY_HOLD_JAPANESE_SIGNS.test(file)
        ? found.filter((line) => /[\p{Script=Hiragana}\p{Script=Han}]{4,}/u.test(line))
        : found;
      expect(sentences).toEqual([]);
    },
  );

  it('skips no test and shuts no test out', () => {
    const specs = [...sources.filter((file) => file.endsWith('.spec.ts')), ...filesUnder('test', '.ts')];
    const silenced = specs.filter((file) =>
      /\b(?:it|test|describe)\.(?:skip|only|todo)\b|\bx(?:it|describe)\(/.test(readFileSync(file, 'utf8')),
    );
    expect(silenced).toEqual([]);
  });

  it('has a line of reason for every dependency', () => {
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
      readFileSync('package.json', 'utf8'),
    ) as Record<string, object>;
    const reasons = readFileSync('docs/dependencies.md', 'utf8');
    const missing = Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies }).filter(
      (name) => !reasons.includes(`\`${name}\``),
    );
    expect(missing).toEqual([]);
  });
});
