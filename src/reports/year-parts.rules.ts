import { WIDTH, isReadable } from './year-line.rules.js';
import type { ShownYear } from './year-release.rules.js';

/** How those stand who did not complete. */
export const RESTING = ['active', 'paused', 'left'] as const;
export type Parts = Readonly<Record<(typeof RESTING)[number], number>>;

/** Those of a track who had not completed at the end of the year. */
export interface TrackParts extends Parts {
  readonly track: string;
}

export interface ShownParts {
  readonly tracks: readonly { readonly code: string; readonly parts: Parts | null }[];
  readonly sum: Parts | null;
}

interface Row {
  /** Null: the hidden tracks, of which only the sum is known. */
  readonly code: string | null;
  readonly parts: Parts;
}

/**
 * Who goes on, rests or left, by track. What is shown of the sum must not tell what is hidden of a track: of a hidden
 * track it is known how many did not complete, so the hidden numbers are a table with known rows and columns. `year`: as
 * it was shown when it ended, which is when these were counted.
 */
export function toShownParts(year: ShownYear, counts: readonly TrackParts[]): ShownParts {
  const hidden = { tracks: year.tracks.map(({ code }) => ({ code, parts: null })), sum: null };
  if (year.sum === null) return hidden;
  const rows = rowsOf(year, counts);
  const readable = rows.filter(({ code, parts }) => code !== null && isReadableOf(parts));
  const sum = add(rows.map(({ parts }) => parts));
  const isSumSafe = (shown: readonly Row[]) =>
    isReadableOf(sum) && isRestSafe(rows.filter((row) => !shown.includes(row)));
  let shown = [...readable].sort((a, b) => sizeOf(a.parts) - sizeOf(b.parts));
  while (shown.length > 0 && !isSumSafe(shown)) shown = shown.slice(1);
  const showsSum = isSumSafe(shown);
  const told = showsSum ? shown : readable;
  return {
    tracks: year.tracks.map(({ code }) => ({
      code,
      parts: told.find((row) => row.code === code)?.parts ?? null,
    })),
    sum: showsSum ? sum : null,
  };
}

function rowsOf(year: ShownYear, counts: readonly TrackParts[]): Row[] {
  const of = (code: string) => add(counts.filter(({ track }) => track === code));
  const open = year.tracks.filter(({ line }) => line !== null);
  const closed = year.tracks.filter(({ line }) => line === null);
  const rows: Row[] = open.map(({ code }) => ({ code, parts: of(code) }));
  return closed.length === 0
    ? rows
    : [...rows, { code: null, parts: add(closed.map(({ code }) => of(code))) }];
}

function isReadableOf(parts: Parts): boolean {
  return RESTING.every((one) => isReadable(parts[one]));
}

/** In a table with known rows and columns no number can move further than the least of these four. */
function isRestSafe(rows: readonly Row[]): boolean {
  const sum = add(rows.map(({ parts }) => parts));
  const all = sizeOf(sum);
  if (all === 0) return true;
  return (
    isReadableOf(sum) &&
    rows
      .map(({ parts }) => sizeOf(parts))
      .filter((size) => size > 0)
      .every((size) =>
        RESTING.map((one) => sum[one])
          .filter((count) => count > 0)
          .every((count) => Math.min(size, count, all - size, all - count) >= WIDTH),
      )
  );
}

function sizeOf(parts: Parts): number {
  return RESTING.reduce((sum, one) => sum + parts[one], 0);
}

function add(all: readonly Parts[]): Parts {
  const sum = (one: keyof Parts) => all.reduce((total, parts) => total + parts[one], 0);
  return { active: sum('active'), paused: sum('paused'), left: sum('left') };
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
