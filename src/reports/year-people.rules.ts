import { WIDTH, isReadable } from './year-line.rules.js';
import type { Counts } from './year-line.rules.js';
import type { ShownLine, ShownTrack, ShownYear } from './year-release.rules.js';

export interface ShownPeople {
  readonly n: number | null;
  readonly c: number | null;
}

/**
 * Each person once, in however many tracks: who took part, and who of them completed anything. Persons beside enrolments
 * say how many came twice, and beside one line how many were in the others only: all of these must be none or many. Where
 * a track is hidden they are shown only if nobody came twice, which says nothing of it. `atEnd`: the year when it ended,
 * which is when people were counted.
 */
export function toShownPeople(atEnd: ShownYear, people: Counts): ShownPeople {
  const { sum, tracks } = atEnd;
  if (sum === null) return { n: null, c: null };
  const knowsAll = tracks.every(({ line }) => line !== null);
  const lines = linesOf(sum, tracks);
  const isNSafe =
    isReadable(people.n) &&
    (people.n === sum.n || knowsAll) &&
    isReadable(sum.n - people.n) &&
    lines.every(({ n, c }) => isReadable(people.n - n) && isReadable(people.n - c, WIDTH));
  const isCSafe =
    isReadable(people.c) &&
    (people.c === sum.c || knowsAll) &&
    isReadable(sum.c - people.c) &&
    lines.every(({ c }) => isReadable(people.c - c));
  const n = isNSafe ? people.n : null;
  return { n, c: isCSafe && (n === null || isReadable(n - people.c, WIDTH)) ? people.c : null };
}

/** What is shown, and what everybody can subtract from it. */
function linesOf(sum: ShownLine, tracks: readonly ShownTrack[]): Counts[] {
  const open = tracks.flatMap(({ line, cohorts }) => (line ? [{ line, cohorts }] : []));
  const rests = open.map(({ line, cohorts }) =>
    without(
      line,
      cohorts.map((cohort) => cohort.line),
    ),
  );
  const shown = [
    ...open.map(({ line }) => line),
    ...open.flatMap((track) => track.cohorts.map(({ line }) => line)),
  ];
  const known = [
    ...shown,
    ...rests,
    without(
      sum,
      tracks.map(({ line }) => line),
    ),
  ];
  return known.flatMap((line) => (line && line.n > 0 ? [line] : []));
}

function without(whole: Counts, parts: readonly (Counts | null)[]): Counts {
  return parts.reduce<Counts>(
    (rest, part) => (part ? { n: rest.n - part.n, c: rest.c - part.c } : rest),
    whole,
  );
}

/** Codes of the tracks that follow one another. */
export const WAY = ['INT', 'PRA', 'FOL'] as const;

/** Of the way: completed the first; then began the next and completed it, each of those who did all before. */
export type Steps = readonly number[];

/**
 * Of those who had completed the first track when their year ended: how far they had come when the next one did, each
 * person once. A step is shown when it and who did not take it are none or many, and when it tells nothing beside the
 * lines of both years; after a step that is hidden, nothing is said. `years`: both, as shown when the second ended.
 */
export function toShownWay(years: readonly ShownYear[], steps: Steps): (number | null)[] {
  const isSafe = steps.map(
    (count, at) =>
      isReadable(count) && (at === 0 || isReadable(steps[at - 1]! - count)) && isApart(years, at, count),
  );
  const end = isSafe.indexOf(false);
  return steps.map((count, at) => (end < 0 || at < end ? count : null));
}

/** Whether subtracting a step from what was shown, of each of the years and of both, leaves none or many. */
function isApart(years: readonly ShownYear[], step: number, count: number): boolean {
  const code = WAY[Math.ceil(step / 2)];
  const rows = (step === 0 ? years.slice(0, 1) : years).flatMap(({ tracks }) =>
    tracks.filter((track) => track.code === code),
  );
  if (rows.some(({ line }) => line === null)) return false;
  const shown = rows.map(({ line }) => line![step % 2 === 0 ? 'c' : 'n']);
  const all = shown.reduce((sum, one) => sum + one, 0);
  // Completions that are not in the lines yet would be told when they come there.
  return all >= count && [...shown, all].every((one) => one === 0 || isReadable(one - count));
}
