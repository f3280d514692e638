import { isDeepStrictEqual } from 'node:util';
import { fileURLToPath } from 'node:url';
import { file } from '../../test/support/curriculum.js';
import { checkFiles } from './check.js';
import type { Course } from './course.js';
import { NotationFile } from './notation/notation-file.js';
import type { SourceFile } from './notation/source-file.js';
import { placeLines } from './place-lines.js';
import type { Problem } from './problem.js';
import { keyWords } from './schema/key-words.js';
import { question } from './schema/question-schema.js';
import { step } from './schema/step-schema.js';
import { readSources } from './source-folder.js';

const folder = fileURLToPath(new URL('../../curricula', import.meta.url));
const sources = readSources(folder).filter(({ path }) => path.endsWith('.yaml'));
const { course } = checkFiles(sources);

const MUTANTS = 360;
/** Y129 says no more than that something is not of the format. */
const GENERIC = 'Y129';

/** Part of a file that stands by itself, with as much around it as its references need. */
interface Piece {
  readonly path: string;
  readonly lines: readonly string[];
  readonly around: readonly SourceFile[];
}

const linesOf = (path: string | undefined) =>
  new TextDecoder()
    .decode(sources.find((source) => source.path === path)?.bytes)
    .trimEnd()
    .split('\n');

/** Every name of the shared files, without what hangs on it: quick to read. */
const names = file(
  'shared/names.yaml',
  [
    ...(['sources', 'facts', 'terms', 'misconceptions'] as const).flatMap((key) => [
      `${key}:`,
      ...course.shared.flatMap(({ content }) => content[key].map((entry) => `  ${entry.key}: {}`)),
    ]),
    'syllabus:',
    ...course.shared.flatMap(({ content }) => content.syllabus.map((one) => `- ${one}`)),
  ].join('\n'),
);

/** The five track.yaml, each step of each module behind the head of its module, the shared files. */
const pieces: readonly (readonly Piece[])[] = [
  course.tracks.flatMap(({ track, modules }) =>
    track
      ? {
          path: track.file.path,
          lines: linesOf(track.file.path),
          around: modules.map(stubOf).concat(otherTracks()),
        }
      : [],
  ),
  course.tracks.flatMap((track) => {
    const steps = placeLines(track).filter(({ place }) => /^[^/]+\/[^#]+$/.test(place));
    return steps.map(({ file: path, line, last }) => {
      const lines = linesOf(path);
      const head = lines.slice(0, (steps.find((one) => one.file === path)?.line ?? 1) - 1);
      return { path, lines: [...head, ...lines.slice(line - 1, last)], around: [names] };
    });
  }),
  course.shared.map((one) => ({
    path: one.file.path,
    lines: linesOf(one.file.path).slice(0, 60),
    around: [names],
  })),
];

function stubOf({ file: { path }, content }: Course['tracks'][number]['modules'][number]): SourceFile {
  const steps = content.steps.map((one) => `- ${one.kind}: ${one.value}`);
  return file(path, [`module: ${content.module}`, 'steps:', ...steps].join('\n'));
}

function otherTracks(): SourceFile[] {
  return course.tracks.flatMap(({ track }) =>
    track ? file(track.file.path, `track: ${track.content.track}`) : [],
  );
}

interface Token {
  readonly index: number;
  readonly sign: string;
}

/** Signs of the notation, keys, ids and the indent of one line. */
function tokensOf(line: string): Token[] {
  const indent = line.search(/\S/);
  const signs = /: |:$|- |[{}[\],"]|(?<=^\s*|[[{,:-] ?)[a-zA-Z][a-zA-Z0-9-]+(?=$|[:,\]}#])/g;
  const found = [...line.matchAll(signs)].map(({ 0: sign, index }) => ({ index, sign }));
  return indent > 0 ? [{ index: 0, sign: line.slice(0, indent) }, ...found] : found;
}

type Random = (below: number) => number;

const ways: Readonly<Record<string, (sign: string, random: Random) => string | null>> = {
  delete: () => '',
  misspell: (sign, random) =>
    /[a-z]/i.test(sign) ? misspelt(sign, 1 + random(sign.length - 1), random(3)) : null,
  're-indent': (sign, random) => (/^ +$/.test(sign) ? (random(2) === 0 ? `${sign} ` : sign.slice(1)) : null),
  widen: (sign) =>
    [...sign]
      .map((one) => (one === ' ' ? '\u3000' : String.fromCharCode(one.charCodeAt(0) + 0xfee0)))
      .join(''),
};

function misspelt(sign: string, at: number, kind: number): string {
  if (kind === 0) return `${sign.slice(0, at)}q${sign.slice(at)}`;
  if (kind === 1) return sign.slice(0, at) + sign.slice(at + 1);
  return sign.slice(0, at - 1) + (sign[at] ?? '') + (sign[at - 1] ?? '') + sign.slice(at + 1);
}

const kinds = [step.data, question.data].flatMap((shape) =>
  'variants' in shape ? Object.keys(shape.variants) : [],
);

/** An id the author makes is theirs to choose: spelt otherwise it is another id, and no slip. */
function makesId(line: string, { index, sign }: Token): boolean {
  const before = line.slice(0, index).trim().replace(/^- /, '');
  if (before === '' || before === '-')
    return line.startsWith(':', index + sign.length) && !keyWords.has(sign);
  return [...kinds, 'module', 'track'].some((kind) => before.endsWith(`${kind}:`));
}

const contentOf = ({ tracks, shared }: Course, path: string): unknown =>
  [...tracks.flatMap(({ track, modules }) => [...(track ? [track] : []), ...modules]), ...shared].find(
    (one) => one.file.path === path,
  )?.content ?? null;

function look(piece: Piece, lines: readonly string[]): { content: unknown; problems: readonly Problem[] } {
  const around = piece.around.filter(({ path }) => path !== piece.path);
  const checked = checkFiles([...around, file(piece.path, lines.join('\n'))]);
  return {
    content: contentOf(checked.course, piece.path),
    problems: checked.problems.filter(({ file: path }) => path === piece.path),
  };
}

/** Without the column: what a slip only pushes along is not found by it. */
const keyOf = ({ code, line, params }: Problem) => `${code} ${line} ${JSON.stringify(params)}`;

type Verdict = 'there' | 'generic' | 'elsewhere' | 'silent';

/** Null: the slip changes nothing of what is read. */
function verdictOf(piece: Piece, at: number, mutant: string): Verdict | null {
  const original = look(piece, piece.lines);
  const before = new Set(original.problems.map(keyOf));
  const after = look(piece, piece.lines.with(at, mutant));
  const added = after.problems.filter((one) => !before.has(keyOf(one)));
  if (added.length === 0) return isDeepStrictEqual(after.content, original.content) ? null : 'silent';
  const here = added.filter(({ line }) => line === at + 1);
  if (here.length === 0) return 'elsewhere';
  return here.some(({ code }) => code !== GENERIC) ? 'there' : 'generic';
}

/** One token of one line deleted, misspelt, indented otherwise or widened; null: there was none to take. */
function slip(random: Random): { piece: Piece; at: number; mutant: string; way: string } | null {
  const group = pieces[[0, 1, 1, 1, 1, 1, 1, 1, 1, 2][random(10)] ?? 1] ?? [];
  const piece = group[random(group.length)];
  const at = random(piece?.lines.length ?? 1);
  const line = piece?.lines[at] ?? '';
  const tokens = tokensOf(line);
  const token = tokens[random(Math.max(1, tokens.length))];
  const way = Object.keys(ways)[random(4)] ?? '';
  const made = token ? (ways[way]?.(token.sign, random) ?? null) : null;
  if (!piece || !token || made === null || made === token.sign) return null;
  if (way === 'misspell' && makesId(line, token)) return null;
  if (new NotationFile(piece.path, file(piece.path, piece.lines.join('\n')), keyWords).isText(at + 1))
    return null;
  return {
    piece,
    at,
    way,
    mutant: line.slice(0, token.index) + made + line.slice(token.index + token.sign.length),
  };
}

/** The same numbers at every run. */
function sequence(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >> 8) % below;
  };
}

describe('one slip anywhere in the curricula beside the program', () => {
  it('is told on its own line, in words of its own, at least 95 times of 100', () => {
    const random = sequence(2026);
    const found: { verdict: Verdict; told: string }[] = [];
    while (found.length < MUTANTS) {
      const made = slip(random);
      const verdict = made && verdictOf(made.piece, made.at, made.mutant);
      if (made && verdict)
        found.push({ verdict, told: `${verdict}: ${made.way} ${made.piece.path} ${made.mutant.trim()}` });
    }
    const of = (verdict: Verdict) => found.filter((one) => one.verdict === verdict).length;
    const percent = (verdict: Verdict) =>
      `${Math.round((of(verdict) / found.length) * 1000) / 10} % ${verdict}`;
    const figures = (['there', 'generic', 'elsewhere', 'silent'] as const).map(percent).join(', ');
    const missed = found.filter(({ verdict }) => verdict !== 'there').map(({ told }) => told.slice(0, 120));
    process.stdout.write(`${found.length} slips in the curricula: ${figures}\n${missed.join('\n')}\n`);
    expect(of('there') / found.length).toBeGreaterThanOrEqual(0.95);
  }, 120_000);
});
