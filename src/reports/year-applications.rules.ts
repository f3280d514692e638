import { SMALL, WIDTH, hidesEach, isOpen, isReadable } from './year-line.rules.js';
import { toShownParts } from './year-parts.rules.js';
import type { ShownParts } from './year-parts.rules.js';
import type { ShownLine, ShownYear, YearLeaf } from './year-release.rules.js';

/** How those stand who applied and were not accepted, when the year in which their cohort began has ended. */
export const NOT_ACCEPTED = ['waiting', 'declined', 'withdrawn'] as const;
export type NotAccepted = (typeof NOT_ACCEPTED)[number];

/** Applications for one cohort, as people. */
export interface AppliedLeaf extends Readonly<Record<NotAccepted, number>> {
  readonly track: string;
  readonly cohort: string;
  readonly accepted: number;
  /** Null: no limit. */
  readonly seats: number | null;
}

export interface ShownApplied {
  /** As the lines of the year: n applied, c were accepted. */
  readonly year: ShownYear;
  readonly parts: ShownParts<NotAccepted>;
}

/** For tests that show what happens without it. */
export interface AppliedRules {
  readonly mindsWhoBegan: boolean;
}
const RULES: AppliedRules = { mindsWhoBegan: true };

/** Cohorts of which one number each is known: of those who began, and so of those who applied. */
interface Unit {
  readonly track: string;
  readonly applied: readonly AppliedLeaf[];
  /** How many began in them, and in cohorts hidden with them for which nobody applied. */
  readonly began: number;
  /** Seats of those others; null: no limit. */
  readonly beside: readonly (number | null)[];
  /** Shown among those who began, or known to have nobody. */
  readonly isAlone: boolean;
}

interface Branch {
  readonly code: string;
  readonly units: readonly Unit[];
  /** Null when it cannot be shown; else each is shown by its sum. */
  readonly atoms: readonly (readonly Unit[])[] | null;
}

/**
 * Who applied, by track and cohort: shown once, when those who began are, and never changed. What is shown is summed over
 * cohorts whose beginners are known by the same sum, so that it says nothing of one whose beginners are hidden.
 */
export function releaseApplied(
  began: ShownYear,
  { leaves, applied }: { leaves: readonly YearLeaf[]; applied: readonly AppliedLeaf[] },
  rules = RULES,
): ShownApplied {
  const codes = [...new Set(applied.map(({ track }) => track))];
  const month = `${began.year + 1}-03`;
  const hidden: ShownYear = {
    ...{ year: began.year, first: began.first, sum: null, sums: [] },
    tracks: codes.map((code) => ({
      code,
      line: null,
      cohorts: applied
        .filter(({ track }) => track === code)
        .map(({ cohort }) => ({ id: cohort, line: null })),
    })),
  };
  const branches = codes.map((code) => branchOf(code, { began, leaves, applied, rules }));
  const atoms = began.first === null ? null : atomsOf(branches, { began, leaves, rules });
  const year = atoms === null ? hidden : shownBy(hidden, atoms, month);
  return { year, parts: toShownParts(year, applied, NOT_ACCEPTED) };
}

interface Known {
  readonly began: ShownYear;
  readonly leaves: readonly YearLeaf[];
  readonly rules: AppliedRules;
}

function branchOf(
  code: string,
  { began, leaves, applied, rules }: Known & { applied: readonly AppliedLeaf[] },
): Branch {
  const own = applied.filter(({ track }) => track === code);
  const track = began.tracks.find((one) => one.code === code);
  const inTrack = leaves.filter((leaf) => leaf.track === code);
  const isHidden = (id: string) =>
    rules.mindsWhoBegan &&
    inTrack.some(({ cohort }) => cohort === id) &&
    (track?.cohorts.find((one) => one.id === id)?.line ?? null) === null;
  const alone = own
    .filter(({ cohort }) => !isHidden(cohort))
    .map((leaf) =>
      unitOf(
        [leaf],
        inTrack.filter(({ cohort }) => cohort === leaf.cohort),
        true,
      ),
    );
  const among = own.filter(({ cohort }) => isHidden(cohort));
  const units =
    among.length === 0
      ? alone
      : [
          ...alone,
          unitOf(
            among,
            inTrack.filter(({ cohort }) => isHidden(cohort)),
            false,
          ),
        ];
  if (rules.mindsWhoBegan && track && track.line === null) return { code, units, atoms: null };
  const { open, rest } = close(
    units,
    (unit) => unit.isAlone && isSafe([unit], rules),
    (few) => isPool(few, rules),
  );
  if (rest.length > 0 && !isPool(rest, rules)) return { code, units, atoms: null };
  return { code, units, atoms: [...open.map((unit) => [unit]), ...(rest.length > 0 ? [rest] : [])] };
}

function unitOf(applied: readonly AppliedLeaf[], leaves: readonly YearLeaf[], isAlone: boolean): Unit {
  return {
    track: applied[0]!.track,
    applied,
    began: leaves.reduce((sum, { n }) => sum + n, 0),
    beside: leaves
      .filter(({ cohort }) => !applied.some((one) => one.cohort === cohort))
      .map(({ seats }) => seats),
    isAlone,
  };
}

/** What the year is shown by; null when not even its sum can be. */
function atomsOf(branches: readonly Branch[], { began, leaves, rules }: Known) {
  if (branches.length === 0) return [];
  const isClosed = (code: string) =>
    rules.mindsWhoBegan && began.tracks.some((one) => one.code === code && one.line === null);
  const closed = branches.filter(({ code }) => isClosed(code));
  // Of the tracks whose beginners are hidden only one sum is known, of all of them.
  const together = closed.flatMap(({ units }) => units.flatMap(({ applied }) => applied));
  const inClosed = leaves.filter(({ track }) => isClosed(track));
  const first = together.length === 0 ? [] : [unitOf(together, inClosed, false)];
  const others = branches.filter((branch) => !closed.includes(branch));
  const rest = others.filter(({ atoms }) => atoms === null);
  const open = others.filter(({ atoms }) => atoms !== null).sort((a, b) => sizeOf(a.units) - sizeOf(b.units));
  const unitsOf = () => [...first, ...rest.flatMap(({ units }) => units)];
  const isHiding = () =>
    unitsOf().length === 0 || (closed.length + rest.length > 1 && isPool(unitsOf(), rules));
  while (!isHiding() && open.length > 0) rest.push(open.shift()!);
  const units = unitsOf();
  if (open.length === 0 && !isPool(units, rules)) return null;
  return [...open.flatMap(({ atoms }) => atoms!), ...(units.length > 0 ? [units] : [])].map((of) => ({
    units: of,
    isTold: of !== units,
  }));
}

/** Hides what cannot be shown, and as many of the others, small ones first, as its sum needs to be no one's. */
function close(
  units: readonly Unit[],
  isShown: (unit: Unit) => boolean,
  isHiding: (rest: readonly Unit[]) => boolean,
): { open: readonly Unit[]; rest: readonly Unit[] } {
  const rest = units.filter((unit) => !isShown(unit));
  const open = units.filter((unit) => !rest.includes(unit)).sort((a, b) => sizeOf([a]) - sizeOf([b]));
  while (rest.length > 0 && open.length > 0 && !isHiding(rest)) rest.push(open.shift()!);
  return { open, rest };
}

/** Whether a sum may be read, alone and beside the number of those who began. */
function isSafe(units: readonly Unit[], { mindsWhoBegan }: AppliedRules): boolean {
  const { n, c } = sumOf(units);
  const began = units.reduce((sum, unit) => sum + unit.began, 0);
  if (!isOpen({ n, c })) return false;
  if (!mindsWhoBegan) return true;
  if (units.every(({ beside }) => beside.length === 0)) return isReadable(c - began, WIDTH);
  return units.every((unit) => {
    // Nobody begins who was not accepted: what was accepted is a limit to who began in cohorts with applications.
    const others = units.filter((one) => one !== unit);
    const least = others.reduce((sum, one) => sum + leastOf(one), 0);
    return unit.beside.length === 0 || hidesBeginners(unit, c - least);
  });
}

/** How many must have begun in the cohorts with applications. */
function leastOf({ applied, beside, began }: Unit): number {
  return beside.length === 0 ? began : applied.length;
}

/** Whether each cohort's beginners keep enough values although in those with applications there were at most so many. */
function hidesBeginners({ applied, beside, began }: Unit, limit: number): boolean {
  const all = [
    ...applied.map(({ seats }) => ({ seats: seats ?? Infinity, isApplied: true })),
    ...beside.map((seats) => ({ seats: seats ?? Infinity, isApplied: false })),
  ];
  const mostOf = (some: typeof all, taken: number) => {
    const seats = (isApplied: boolean) =>
      some.filter((one) => one.isApplied === isApplied).reduce((sum, one) => sum + one.seats, 0);
    return Math.min(seats(true), limit - taken) + seats(false);
  };
  return all.every((own) => {
    const others = all.filter((one) => one !== own);
    const least = Math.max(1, began - mostOf(others, own.isApplied ? 1 : 0));
    const most = Math.min(
      own.seats,
      began - others.length,
      own.isApplied ? limit - applied.length + 1 : Infinity,
    );
    return most - least >= WIDTH || (least >= SMALL && most >= least);
  });
}

/** Whether cohorts may be hidden although their sum is known. */
function isPool(units: readonly Unit[], rules: AppliedRules): boolean {
  const leaves = units.flatMap(({ applied }) => applied);
  const { n, c } = sumOf(units);
  if (leaves.length < 2 || n - leaves.length < WIDTH || !isSafe(units, rules)) return false;
  const seats = leaves.map((leaf) => leaf.seats);
  return c === 0 || hidesEach({ n: c, c: 0 }, seats);
}

function sumOf(units: readonly Unit[]) {
  const leaves = units.flatMap(({ applied }) => applied);
  const c = leaves.reduce((sum, { accepted }) => sum + accepted, 0);
  return { n: c + leaves.reduce((sum, leaf) => sum + restOf(leaf), 0), c };
}

function restOf(leaf: AppliedLeaf): number {
  return NOT_ACCEPTED.reduce((sum, one) => sum + leaf[one], 0);
}

function sizeOf(units: readonly Unit[]): number {
  return sumOf(units).n;
}

function shownBy(
  hidden: ShownYear,
  atoms: readonly { readonly units: readonly Unit[]; readonly isTold: boolean }[],
  month: string,
): ShownYear {
  const lineOf = (units: readonly Unit[]): ShownLine => ({ ...sumOf(units), month });
  const sum = lineOf(atoms.flatMap(({ units }) => units));
  const told = atoms.filter(({ isTold }) => isTold);
  return {
    ...hidden,
    sum,
    sums: [sum],
    tracks: hidden.tracks.map((track) => {
      const own = told.filter(({ units }) => units[0]!.track === track.code);
      if (own.length === 0) return track;
      return {
        ...track,
        line: lineOf(own.flatMap(({ units }) => units)),
        cohorts: track.cohorts.map(({ id }) => {
          const alone = own.find(
            ({ units: [unit, ...others] }) =>
              others.length === 0 && unit!.isAlone && unit!.applied[0]!.cohort === id,
          );
          return { id, line: alone ? lineOf(alone.units) : null };
        }),
      };
    }),
  };
}
