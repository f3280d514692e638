import { romaji } from '../words/romaji.js';

/** The candidate a slip of the keyboard most likely meant; null: none is near enough to name. */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  const meant = plain(word);
  let best: string | null = null;
  let least = Math.max(1, Math.min(3, Math.floor(meant.length / 2))) + 1;
  for (const candidate of candidates) {
    const away = distance(meant, plain(candidate), least);
    if (away < least) [best, least] = [candidate, away];
  }
  return best;
}

/** Width, case, blanks, hyphens and kana in place of letters are never what was meant to differ. */
const plain = (word: string): string =>
  romaji(word.slice(0, 64).normalize('NFKC'))
    .toLowerCase()
    .replace(/[\s_-]+/g, '-')
    .slice(0, 64);

/** Single letters added, dropped, changed or swapped with their neighbour; gives up at `most`. */
function distance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) >= most) return most;
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      let cost = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      next.push(cost);
    }
    [before, row] = [row, next];
  }
  return row[other.length] ?? most;
}
