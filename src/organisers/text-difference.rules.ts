/** A part of a text, whole sentences. */
export interface MarkedPart {
  readonly text: string;
  /** Not in the other text, or elsewhere. */
  readonly isChanged: boolean;
}

// Two texts of two hundred sentences each; beyond that everything between the equal ends counts as changed.
const MOST_CELLS = 40_000;
// A sentence with its end (full stop, question or exclamation mark) and the closing brackets behind it, or a line.
const SENTENCES = /[^\u3002\uff0e\uff1f\uff01\n]*(?:[\u3002\uff0e\uff1f\uff01]+[\u300d\u300f\uff09]*|\n|$)/g;

/** Both texts in parts that together are the text again, with the sentences marked that the other does not have. */
export function markedTexts(before: string, after: string): { before: MarkedPart[]; after: MarkedPart[] } {
  const [first, second] = [sentencesOf(before), sentencesOf(after)];
  const start = equalStart(first, second);
  const end = equalStart(first.slice(start).reverse(), second.slice(start).reverse());
  const [left, right] = [first.slice(start, first.length - end), second.slice(start, second.length - end)];
  const common = left.length * right.length > MOST_CELLS ? [] : longestCommon(left, right);
  const kept = (at: number) => common.map((pair) => pair[at]! + start);
  return {
    before: joined(first, new Set(kept(0)), { start, end }),
    after: joined(second, new Set(kept(1)), { start, end }),
  };
}

function sentencesOf(text: string): string[] {
  return (text.match(SENTENCES) ?? []).filter((part) => part !== '');
}

function equalStart(first: readonly string[], second: readonly string[]): number {
  let length = 0;
  while (length < first.length && length < second.length && first[length] === second[length]) length += 1;
  return length;
}

/** Places of the longest list of sentences that both have in this order. */
function longestCommon(first: readonly string[], second: readonly string[]): [number, number][] {
  const lengths = Array.from({ length: first.length + 1 }, () =>
    new Array<number>(second.length + 1).fill(0),
  );
  for (let a = first.length - 1; a >= 0; a--)
    for (let b = second.length - 1; b >= 0; b--)
      lengths[a]![b] =
        first[a] === second[b]
          ? lengths[a + 1]![b + 1]! + 1
          : Math.max(lengths[a + 1]![b]!, lengths[a]![b + 1]!);
  const pairs: [number, number][] = [];
  for (let a = 0, b = 0; a < first.length && b < second.length;) {
    if (first[a] === second[b]) pairs.push([a++, b++]);
    else if (lengths[a + 1]![b]! >= lengths[a]![b + 1]!) a += 1;
    else b += 1;
  }
  return pairs;
}

/** Neighbours that are marked alike become one part. */
function joined(
  sentences: readonly string[],
  kept: ReadonlySet<number>,
  { start, end }: { start: number; end: number },
): MarkedPart[] {
  const parts: { text: string; isChanged: boolean }[] = [];
  for (const [at, text] of sentences.entries()) {
    const isChanged = at >= start && at < sentences.length - end && !kept.has(at);
    const last = parts.at(-1);
    if (last?.isChanged === isChanged) last.text += text;
    else parts.push({ text, isChanged });
  }
  return parts;
}
