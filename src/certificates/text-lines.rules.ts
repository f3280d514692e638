/** How wide a text is when set in one line. */
export type Measure = (text: string) => number;

export interface Fitted {
  readonly size: number;
  readonly lines: readonly string[];
}

export interface Room {
  readonly width: number;
  readonly lines: number;
  /** Type sizes to try, largest first; below the last the text takes as many lines as it needs. */
  readonly sizes: readonly number[];
}

// Closing brackets, points, hyphens, marks of repetition and length, and small kana.
const NOT_AT_START =
  /^[\p{Pe}\p{Pf}\p{Po}\p{Pd}=＝〜～ー\u3005\u303B\u309D\u309E\u30FD\u30FE\u3041\u3043\u3045\u3047\u3049\u3063\u3083\u3085\u3087\u308E\u30A1\u30A3\u30A5\u30A7\u30A9\u30C3\u30E3\u30E5\u30E7\u30EE\u30F5\u30F6]/u;
// Opening brackets, and the prefixes for "whole", "each", "number" and "about".
const NOT_AT_END = /[\p{Ps}\p{Pi}\u5168\u5404\u7B2C\u7D04]$/u;
const HIRAGANA_ONLY = /^[\p{Script=Hiragana}ー]+$/u;

/** The largest of the sizes at which the text fits, its lines about equally long. */
export function fit(text: string, room: Room, measureAt: (size: number) => Measure): Fitted {
  for (const size of room.sizes) {
    const lines = breakLines(text, room.width, measureAt(size));
    if (lines.length <= room.lines) return { size, lines };
  }
  const size = room.sizes.at(-1) as number;
  return { size, lines: breakLines(text, room.width, measureAt(size)) };
}

/** Lines no wider than `width`, as few as possible and of about the same length; line feeds stay breaks. */
export function breakLines(text: string, width: number, measure: Measure): string[] {
  return text.split('\n').flatMap((paragraph) => {
    const pieces = piecesOf(paragraph).flatMap((piece) => cutToWidth(piece, width, measure));
    return balanced(pieces, width, measure);
  });
}

function balanced(pieces: readonly string[], width: number, measure: Measure): string[] {
  let best = filled(pieces, width, measure);
  let [tooNarrow, wide] = [0, width];
  while (best.length > 1 && wide - tooNarrow > 1) {
    const middle = (tooNarrow + wide) / 2;
    const tried = filled(pieces, middle, measure);
    const isAsGood = tried.length <= best.length && tried.every((line) => measure(line) <= middle);
    if (isAsGood) [best, wide] = [tried, middle];
    else tooNarrow = middle;
  }
  return best;
}

function filled(pieces: readonly string[], width: number, measure: Measure): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces) {
    if (line !== '' && measure((line + piece).trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else line += piece;
  }
  return [...lines, line.trimEnd()];
}

/**
 * Where a line may break: between words, with particles and endings kept to the word before them, figures with their
 * counter, and no punctuation at the wrong end of a line (JIS X 4051, kinsoku).
 */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  for (const { segment } of new Intl.Segmenter('ja', { granularity: 'word' }).segment(text)) {
    const before = pieces.at(-1);
    if (before !== undefined && belongTogether(before, segment)) pieces[pieces.length - 1] = before + segment;
    else pieces.push(segment);
  }
  return pieces;
}

function belongTogether(before: string, next: string): boolean {
  if (NOT_AT_START.test(next) || NOT_AT_END.test(before)) return true;
  if (/^\s/u.test(next)) return true;
  // Figures with their counter, and a date in one piece.
  if (/\d$/.test(before) && /^\p{Script=Han}/u.test(next)) return true;
  if (/\p{Script=Han}$/u.test(before) && /^\d/.test(next)) return true;
  return HIRAGANA_ONLY.test(next) && !/[、。\s]$/u.test(before);
}

function cutToWidth(piece: string, width: number, measure: Measure): string[] {
  if (measure(piece) <= width) return [piece];
  const parts: string[] = [];
  for (const { segment } of new Intl.Segmenter('ja').segment(piece)) {
    const last = parts.at(-1);
    if (last !== undefined && measure(last + segment) <= width) parts[parts.length - 1] = last + segment;
    else parts.push(segment);
  }
  return parts;
}
