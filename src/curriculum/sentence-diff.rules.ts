import { baseText } from './words/ruby-signs.js';

/** One place where words differ. Both are plain words, cut to a readable length. */
export interface Piece {
  readonly kind: 'changed' | 'added' | 'removed';
  readonly before: string;
  readonly after: string;
}

/** How much may be compared word by word before it is only told apart by what stands in one and not in the other. */
export interface Effort {
  cells: number;
}

const LONGEST = 120;
const CELLS_AT_ONCE = 90_000;

/** All that is written somewhere in a value of an edition, sentence by sentence. */
export function sentencesOf(value: unknown): string[] {
  if (typeof value === 'string') return splitSentences(value);
  if (Array.isArray(value)) return value.flatMap(sentencesOf);
  if (value === null || typeof value !== 'object') return [];
  if ('source' in value && 'ruby' in value) return splitSentences(String(value.source));
  return Object.entries(value).flatMap(([key, part]) => (key === 'id' ? [] : sentencesOf(part)));
}

function splitSentences(text: string): string[] {
  return text
    .split(/(?<=[。！？!?])(?![」』）)])|\n+/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}

/** What one text says and the other does not, in the order of the text. */
export function differingSentences(
  before: readonly string[],
  after: readonly string[],
  effort: Effort,
): Piece[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let [oldEnd, newEnd] = [before.length, after.length];
  while (oldEnd > start && newEnd > start && before[oldEnd - 1] === after[newEnd - 1]) {
    oldEnd -= 1;
    newEnd -= 1;
  }
  const [old, now] = [before.slice(start, oldEnd), after.slice(start, newEnd)];
  const kept = keptPairs(old, now, effort);
  const pieces: Piece[] = [];
  let [oldAt, newAt] = [0, 0];
  for (const [oldKept, newKept] of [...kept, [old.length, now.length] as const]) {
    pieces.push(...gap(old.slice(oldAt, oldKept), now.slice(newAt, newKept)));
    [oldAt, newAt] = [oldKept + 1, newKept + 1];
  }
  return pieces;
}

/** Between two sentences that stayed: as many as stand on both sides were changed, the others came or went. */
function gap(old: readonly string[], now: readonly string[]): Piece[] {
  return Array.from({ length: Math.max(old.length, now.length) }, (_, index): Piece => {
    const [before, after] = [old[index], now[index]];
    if (before === undefined) return { kind: 'added', before: '', after: shown(after!) };
    if (after === undefined) return { kind: 'removed', before: shown(before), after: '' };
    return changedPiece(before, after);
  });
}

/** Where only the reading over a word differs, the readings are shown; else they would be in the way. */
function changedPiece(before: string, after: string): Piece {
  if (baseText(before) === baseText(after)) {
    const [from, to] = around(before, after);
    return { kind: 'changed', before: from, after: to };
  }
  const [from, to] = around(baseText(before), baseText(after));
  return { kind: 'changed', before: from, after: to };
}

/** Of long sentences, the part in which they differ. */
function around(before: string, after: string): [string, string] {
  const [old, now] = [[...before], [...after]];
  if (old.length <= LONGEST && now.length <= LONGEST) return [before, after];
  let same = 0;
  while (same < old.length && same < now.length && old[same] === now[same]) same += 1;
  const from = Math.max(0, same - LONGEST / 3);
  const part = (text: readonly string[]) =>
    `${from > 0 ? '…' : ''}${text.slice(from, from + LONGEST).join('')}${text.length > from + LONGEST ? '…' : ''}`;
  return [part(old), part(now)];
}

/** Words without readings, cut. */
export function shown(text: string, longest = LONGEST): string {
  const characters = [...baseText(text)];
  return characters.length <= longest ? characters.join('') : `${characters.slice(0, longest).join('')}…`;
}

/** Places of the longest common part. Where that would be long work, of what stands once on either side, in order. */
function keptPairs(
  old: readonly string[],
  now: readonly string[],
  effort: Effort,
): readonly (readonly [number, number])[] {
  const cells = old.length * now.length;
  if (cells > CELLS_AT_ONCE || cells > effort.cells) return keptInOrder(old, now);
  effort.cells -= cells;
  const width = now.length + 1;
  const common = new Uint32Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i--)
    for (let j = now.length - 1; j >= 0; j--)
      common[i * width + j] =
        old[i] === now[j]
          ? common[(i + 1) * width + j + 1]! + 1
          : Math.max(common[(i + 1) * width + j]!, common[i * width + j + 1]!);
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < old.length && j < now.length;)
    if (old[i] === now[j]) pairs.push([i++, j++]);
    else if (common[(i + 1) * width + j]! >= common[i * width + j + 1]!) i += 1;
    else j += 1;
  return pairs;
}

function keptInOrder(old: readonly string[], now: readonly string[]): (readonly [number, number])[] {
  const places = new Map<string, number[]>();
  for (const [index, sentence] of now.entries())
    places.set(sentence, [...(places.get(sentence) ?? []), index].slice(0, 50));
  let last = -1;
  return old.flatMap((sentence, index) => {
    const at = places.get(sentence)?.find((place) => place > last);
    if (at === undefined) return [];
    last = at;
    return [[index, at] as const];
  });
}
