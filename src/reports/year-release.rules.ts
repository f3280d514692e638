import { SMALL, WIDTH, hidesEach, isOpen, isPool, isReadable, sumOf } from './year-line.rules.js';
import type { Counts } from './year-line.rules.js';

/** Those of one cohort who began in one year. How many does not change once the year is over; who completed may. */
export interface YearLeaf {
  readonly track: string;
  readonly cohort: string;
  readonly n: number;
  /** How many there could be; null: no limit. */
  readonly seats: number | null;
  /** Completions by the month (`YYYY-MM`) in which they were written down. */
  readonly done: readonly { readonly month: string; readonly count: number }[];
}

/** A line as it was shown last, and the month at whose end it was true. */
export interface ShownLine extends Counts {
  readonly month: string;
}

export interface ShownTrack {
  readonly code: string;
  /** Null where it is hidden; then all its cohorts are. */
  readonly line: ShownLine | null;
  readonly cohorts: readonly { readonly id: string; readonly line: ShownLine | null }[];
}

/** A year as everybody may see it at the end of a month. */
export interface ShownYear {
  readonly year: number;
  /** The month at whose end it was shown first; null: not yet. */
  readonly first: string | null;
  readonly sum: ShownLine | null;
  /** What was shown of the sum from the first time on, newest last. */
  readonly sums: readonly ShownLine[];
  readonly tracks: readonly ShownTrack[];
}

/** What is shown by one number each: a cohort, or several hidden lines together. They are apart and never change. */
interface Atom {
  readonly leaves: readonly YearLeaf[];
  readonly track: string | null;
  readonly cohort: string | null;
}

/** For tests that show what happens without them. */
export interface ReleaseRules {
  readonly hidesTheRest: boolean;
  readonly waitsForMany: boolean;
}
const RULES: ReleaseRules = { hidesTheRest: true, waitsForMany: true };

/** The year as of the end of `upTo`: made of nothing but what was written down until then, so always the same. */
export function releaseYear(
  { year, leaves }: { year: number; leaves: readonly YearLeaf[] },
  upTo: string,
  rules = RULES,
): ShownYear {
  const end = `${year + 1}-03`;
  if (leaves.length === 0) return emptyYear(year, end);
  const months = monthsBetween(end, upTo);
  const start = months.findIndex((month) => atomsOf(leaves, month, rules) !== null);
  const atoms = start < 0 ? null : atomsOf(leaves, months[start]!, rules);
  if (!atoms) return { year, first: null, sum: null, sums: [], tracks: hiddenTracks(leaves) };
  let shown = atoms.map(({ leaves: own }) => lineOf(own, months[start]!));
  const sums = [sumLine(shown)];
  for (const month of months.slice(start + 1)) {
    shown = shown.map((line, at) => nextOf(line, lineOf(atoms[at]!.leaves, month), rules));
    if (shown.some((line) => line.month === month)) sums.push(sumLine(shown));
  }
  return {
    year,
    first: months[start]!,
    sum: sums.at(-1)!,
    sums,
    tracks: hiddenTracks(leaves).map((track) => shownTrack(track, atoms, shown)),
  };
}

/** Nobody began: that may be said. */
function emptyYear(year: number, month: string): ShownYear {
  const sum = { n: 0, c: 0, month };
  return { year, first: month, sum, sums: [sum], tracks: [] };
}

/** Months from one to another, both `YYYY-MM` and included; none when it begins after its end. */
export function monthsBetween(from: string, to: string): string[] {
  const months: string[] = [];
  let [year, month] = from.split('-').map(Number) as [number, number];
  for (let at = from; at <= to;) {
    months.push(at);
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
    at = `${year}-${String(month).padStart(2, '0')}`;
  }
  return months;
}

export function completedBy({ done }: YearLeaf, month: string): number {
  return done.reduce((sum, one) => (one.month <= month ? sum + one.count : sum), 0);
}

/** A later count takes the place of an earlier one only when nobody can see from the two what few people did. */
function nextOf(before: ShownLine, now: ShownLine, { waitsForMany }: ReleaseRules): ShownLine {
  if (now.c === before.c) return before;
  const isMany = now.c - before.c >= SMALL && isReadable(now.n - now.c, WIDTH);
  return isMany || !waitsForMany ? now : before;
}

interface Branch {
  readonly code: string;
  readonly leaves: readonly YearLeaf[];
  readonly line: Counts;
  /** Null when it cannot be shown without giving a cohort away. */
  readonly atoms: readonly Atom[] | null;
}

/** What the year is shown by; null when not even its sum can be. */
function atomsOf(leaves: readonly YearLeaf[], month: string, rules: ReleaseRules): readonly Atom[] | null {
  const all = lineOf(leaves, month);
  if (!isOpen(all)) return null;
  const branches = codesOf(leaves).map((code) => branchOf(leaves, code, { month, rules }));
  const { open, rest } = close(branches, {
    isShown: ({ atoms }) => atoms !== null,
    isSafe: (few) =>
      !rules.hidesTheRest ||
      isPool(
        few.map(({ line }) => line),
        few.flatMap((one) => one.leaves).map(({ seats }) => seats),
      ),
  });
  if (rest.length === 0) return open.flatMap(({ atoms }) => atoms!);
  const pool = { leaves: rest.flatMap((one) => one.leaves), track: null, cohort: null };
  const isSafe = () =>
    hidesEach(
      all,
      leaves.map(({ seats }) => seats),
    );
  if (open.length === 0 && rules.hidesTheRest && !isSafe()) return null;
  return [...open.flatMap(({ atoms }) => atoms!), pool];
}

function branchOf(
  all: readonly YearLeaf[],
  code: string,
  { month, rules }: { month: string; rules: ReleaseRules },
): Branch {
  const leaves = all.filter(({ track }) => track === code);
  const line = lineOf(leaves, month);
  const isSafe = (few: readonly { leaf: YearLeaf; line: Counts }[]) =>
    !rules.hidesTheRest ||
    isPool(
      few.map((one) => one.line),
      few.map(({ leaf }) => leaf.seats),
    );
  const { open, rest } = close(
    leaves.map((leaf) => ({ leaf, line: lineOf([leaf], month) })),
    {
      isShown: (one) => isOpen(one.line),
      isSafe,
    },
  );
  const alone = open.map(({ leaf }) => ({ leaves: [leaf], track: code, cohort: leaf.cohort }));
  if (!isOpen(line) || (rest.length > 0 && !isSafe(rest))) return { code, leaves, line, atoms: null };
  if (rest.length === 0) return { code, leaves, line, atoms: alone };
  const pool = { leaves: rest.map(({ leaf }) => leaf), track: code, cohort: null };
  return { code, leaves, line, atoms: [...alone, pool] };
}

/** Hides what cannot be shown, and as many of the others, small ones first, as its sum needs to be no one's. */
function close<T extends { readonly line: Counts }>(
  all: readonly T[],
  how: { isShown: (one: T) => boolean; isSafe: (rest: readonly T[]) => boolean },
): { open: readonly T[]; rest: readonly T[] } {
  const rest = all.filter((one) => !how.isShown(one));
  const open = all.filter(how.isShown).sort((a, b) => a.line.n - b.line.n);
  while (rest.length > 0 && open.length > 0 && !how.isSafe(rest)) rest.push(open.shift()!);
  return { open, rest };
}

function lineOf(leaves: readonly YearLeaf[], month: string): ShownLine {
  return { ...sumOf(leaves.map((leaf) => ({ n: leaf.n, c: completedBy(leaf, month) }))), month };
}

/** As new as the newest of its parts. */
function sumLine(parts: readonly ShownLine[]): ShownLine {
  const month = parts
    .map((part) => part.month)
    .sort()
    .at(-1)!;
  return { ...sumOf(parts), month };
}

function shownTrack(track: ShownTrack, atoms: readonly Atom[], shown: readonly ShownLine[]): ShownTrack {
  const own = shown.filter((_, at) => atoms[at]!.track === track.code);
  if (own.length === 0) return track;
  const at = (id: string) =>
    shown.find((_, place) => atoms[place]!.track === track.code && atoms[place]!.cohort === id) ?? null;
  return {
    ...track,
    line: sumLine(own),
    cohorts: track.cohorts.map(({ id }) => ({ id, line: at(id) })),
  };
}

function hiddenTracks(leaves: readonly YearLeaf[]): ShownTrack[] {
  return codesOf(leaves).map((code) => ({
    code,
    line: null,
    cohorts: leaves.filter(({ track }) => track === code).map(({ cohort }) => ({ id: cohort, line: null })),
  }));
}

function codesOf(leaves: readonly YearLeaf[]): string[] {
  return [...new Set(leaves.map(({ track }) => track))];
}
