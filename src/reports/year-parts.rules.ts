import { WIDTH, isReadable } from './year-line.rules.js';
import type { ShownYear } from './year-release.rules.js';

/** How those stand who did not complete. */
export const RESTING = ['active', 'paused', 'left'] as const;
export type Resting = (typeof RESTING)[number];
export type Parts<K extends string = Resting> = Readonly<Record<K, number>>;

/** Those of a track, or of a part of it, who did not come to the end that is counted. */
export type TrackParts<K extends string = Resting> = Parts<K> & { readonly track: string };

export interface ShownParts<K extends string = Resting> {
  readonly tracks: readonly { readonly code: string; readonly parts: Parts<K> | null }[];
  readonly sum: Parts<K> | null;
}

interface Row {
  /** Null: the hidden tracks, of which only the sum is known. */
  readonly code: string | null;
  readonly parts: readonly number[];
}

/**
 * Who goes on, rests or left, by track. What is shown of the sum must not tell what is hidden of a track: of a hidden
 * track it is known how many did not complete, so the hidden numbers are a table with known rows and columns. `year`: as
 * it was shown when it ended, which is when these were counted; `kinds`: its columns.
 */
export function toShownParts<K extends string>(
  year: ShownYear,
  counts: readonly TrackParts<K>[],
  kinds: readonly K[],
): ShownParts<K> {
  const hidden = { tracks: year.tracks.map(({ code }) => ({ code, parts: null })), sum: null };
  if (year.sum === null) return hidden;
  const rows = rowsOf(year, counts, kinds);
  const readable = rows.filter(({ code, parts }) => code !== null && isReadableOf(parts));
  const sum = add(
    rows.map(({ parts }) => parts),
    kinds.length,
  );
  const isSumSafe = (shown: readonly Row[]) =>
    isReadableOf(sum) && isRestSafe(rows.filter((row) => !shown.includes(row)));
  let shown = [...readable].sort((a, b) => sizeOf(a.parts) - sizeOf(b.parts));
  while (shown.length > 0 && !isSumSafe(shown)) shown = shown.slice(1);
  const showsSum = isSumSafe(shown);
  const told = showsSum ? shown : readable;
  const named = (parts: readonly number[]) =>
    Object.fromEntries(kinds.map((kind, at) => [kind, parts[at]!])) as Parts<K>;
  return {
    tracks: year.tracks.map(({ code }) => {
      const row = told.find((one) => one.code === code);
      return { code, parts: row ? named(row.parts) : null };
    }),
    sum: showsSum ? named(sum) : null,
  };
}

function rowsOf<K extends string>(
  year: ShownYear,
  counts: readonly TrackParts<K>[],
  kinds: readonly K[],
): Row[] {
  const of = (code: string) =>
    add(
      counts.filter(({ track }) => track === code).map((one) => kinds.map((kind) => one[kind])),
      kinds.length,
    );
  const open = year.tracks.filter(({ line }) => line !== null);
  const closed = year.tracks.filter(({ line }) => line === null);
  const rows: Row[] = open.map(({ code }) => ({ code, parts: of(code) }));
  if (closed.length === 0) return rows;
  return [
    ...rows,
    {
      code: null,
      parts: add(
        closed.map(({ code }) => of(code)),
        kinds.length,
      ),
    },
  ];
}

function isReadableOf(parts: readonly number[]): boolean {
  return parts.every((one) => isReadable(one));
}

/** In a table with known rows and columns no number can move further than the least of these four. */
function isRestSafe(rows: readonly Row[]): boolean {
  const sum = add(
    rows.map(({ parts }) => parts),
    rows[0]?.parts.length ?? 0,
  );
  const all = sizeOf(sum);
  if (all === 0) return true;
  return (
    isReadableOf(sum) &&
    rows
      .map(({ parts }) => sizeOf(parts))
      .filter((size) => size > 0)
      .every((size) =>
        sum
          .filter((count) => count > 0)
          .every((count) => Math.min(size, count, all - size, all - count) >= WIDTH),
      )
  );
}

function sizeOf(parts: readonly number[]): number {
  return parts.reduce((sum, one) => sum + one, 0);
}

function add(all: readonly (readonly number[])[], length: number): number[] {
  return Array.from({ length }, (_, at) => all.reduce((sum, parts) => sum + parts[at]!, 0));
}

const SPANS = [1, 3, 6] as const;
export type SpanLength = (typeof SPANS)[number];

export interface ShownSpans {
  /** Months in each. */
  readonly length: SpanLength;
  /** From April on. */
  readonly counts: readonly number[];
}

/**
 * Completions until the end of the year by the month in which they were; where few were in one, by quarter, else by
 * half year; null when only the whole year can be said. `year`: as it was shown when it ended; `counts`: twelve, April
 * first.
 */
export function toShownSpans(year: ShownYear, counts: readonly number[]): ShownSpans | null {
  if (year.sum === null) return null;
  for (const length of SPANS) {
    const spans = Array.from({ length: 12 / length }, (_, at) =>
      counts.slice(at * length, (at + 1) * length).reduce((sum, count) => sum + count, 0),
    );
    if (spans.every((count) => isReadable(count))) return { length, counts: spans };
  }
  return null;
}
