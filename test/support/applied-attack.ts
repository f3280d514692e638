import type { ShownYear } from '../../src/reports/year-release.rules.js';
import type { YearTables } from '../../src/reports/year-tables.rules.js';
import type { Seats } from './yearly-attack.js';

/** Cohorts of which one sum each is known. */
interface Group {
  readonly name: string;
  readonly cohorts: readonly string[];
  /** Lines are what may be read alone; a rest is what subtracting leaves. */
  readonly n: number;
  readonly c: number;
}

const isFew = (count: number) => count !== 0 && Math.abs(count) < 10;
const isVeryFew = (count: number) => count !== 0 && Math.abs(count) < 3;
const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0);

/**
 * Reads who applied and was accepted beside who began. Who knows the place also knows that nobody begins in a cohort
 * without having been accepted: each cohort's acceptances are at least its beginners, wherever sums do not speak against it.
 */
export function attackApplied({ year, applied }: YearTables, seats: Seats): string[] {
  const found: string[] = [];
  const tell = (what: string) => found.push(`${year.year} applications: ${what}`);
  const told = groupsOf(applied.year);
  const began = groupsOf(year).filter(isAtomOf(year));
  const beganOf = (group: Group) => {
    const inside = began.filter(({ cohorts }) => cohorts.every((one) => group.cohorts.includes(one)));
    const known = new Set(inside.flatMap(({ cohorts }) => cohorts));
    const all = year.tracks.flatMap(({ cohorts }) => cohorts.map(({ id }) => id));
    const others = group.cohorts.filter((one) => !known.has(one) && all.includes(one));
    return { least: sum(inside.map(({ n }) => n)) + others.length, isExact: others.length === 0 };
  };
  for (const group of told) {
    const { name, n, c } = group;
    if (isFew(n) || isFew(c) || isVeryFew(n - c)) tell(`${name}: ${n} applied, ${c} accepted`);
    const { least, isExact } = beganOf(group);
    if (isExact && isAtomOf(applied.year)(group) && isVeryFew(c - least)) tell(`${name}: ${c} and ${least}`);
  }
  for (const group of told.filter((one) => isAtomOf(applied.year)(one) && one.cohorts.length > 1))
    attackHidden(group, { year, seats, tell });
  attackBeginners({ began, told, year, seats, beganOf, tell });
  attackParts(applied, tell);
  return found;
}

/** What is left to be guessed of each cohort of a rest, by the others' beginners and everybody's seats. */
function attackHidden(
  { cohorts, n, c }: Group,
  { year, seats, tell }: { year: ShownYear; seats: Seats; tell: (what: string) => void },
): void {
  const lines = new Map(
    year.tracks.flatMap((track) => track.cohorts.map((one) => [one.id, one.line?.n ?? 0])),
  );
  const known = cohorts.map((id) => lines.get(id) ?? 0);
  const isTrue = sum(known) <= c;
  const least = cohorts.map((_, at) => (isTrue ? known[at]! : 0));
  const most = cohorts.map((id) => seats.get(id) ?? Infinity);
  for (const [at, id] of cohorts.entries()) {
    const others = <T>(all: readonly T[]) => all.filter((_, place) => place !== at);
    check(`accepted for ${id}`, {
      least: Math.max(least[at]!, c - sum(others(most))),
      most: Math.min(most[at]!, c - sum(others(least))),
    });
    const some = least.map((one) => Math.max(1, one));
    check(`applied for ${id}`, { least: some[at]!, most: n - sum(others(some)) });
    check(`not accepted for ${id}`, { least: 0, most: n - c });
  }
  function check(what: string, range: { least: number; most: number }): void {
    if (range.most > 0 && range.least < 10 && range.most - range.least < 3)
      tell(`${what}: ${range.least} to ${range.most}`);
  }
}

/** Whether acceptances narrow how many can have begun in a cohort where that is hidden. */
function attackBeginners({
  began,
  told,
  year,
  seats,
  beganOf,
  tell,
}: {
  began: readonly Group[];
  told: readonly Group[];
  year: ShownYear;
  seats: Seats;
  beganOf: (group: Group) => { least: number };
  tell: (what: string) => void;
}): void {
  const shown = new Set(
    year.tracks.flatMap(({ cohorts }) => cohorts.flatMap(({ id, line }) => (line ? [id] : []))),
  );
  for (const pool of began.filter(({ cohorts }) => cohorts.some((id) => !shown.has(id))))
    for (const id of pool.cohorts) {
      const seatsOf = (one: string) => Math.min(seats.get(one) ?? Infinity, pool.n - pool.cohorts.length + 1);
      const others = pool.cohorts.filter((one) => one !== id);
      let least = Math.max(1, pool.n - sum(others.map(seatsOf)));
      let most = seatsOf(id);
      if (most - least < 3) continue;
      for (const group of told) {
        const inside = pool.cohorts.filter((one) => group.cohorts.includes(one));
        if (inside.length === 0) continue;
        const outside = { ...group, cohorts: group.cohorts.filter((one) => !inside.includes(one)) };
        const limit = group.c - beganOf(outside).least;
        if (limit < inside.length) continue;
        if (inside.includes(id)) most = Math.min(most, limit - inside.length + 1);
        else {
          const beside = others.filter((one) => !inside.includes(one));
          least = Math.max(least, pool.n - limit - sum(beside.map(seatsOf)));
        }
      }
      // Where nothing is left, somebody began without an application, and the limits are none.
      if (most >= least && most - least < 3 && least < 10) tell(`began in ${id}: ${least} to ${most}`);
    }
}

function attackParts({ year, parts }: YearTables['applied'], tell: (what: string) => void): void {
  const kinds = ['waiting', 'declined', 'withdrawn'] as const;
  const shown = parts.tracks.flatMap((track) => (track.parts ? [{ ...track, parts: track.parts }] : []));
  for (const one of [...shown.map((track) => track.parts), ...(parts.sum ? [parts.sum] : [])])
    if (kinds.some((kind) => isFew(one[kind]))) tell('few wait, were declined or withdrew');
  if (!parts.sum) return;
  const columns = kinds.map((kind) => parts.sum![kind] - sum(shown.map((track) => track.parts[kind])));
  const open = year.tracks.filter(({ line }) => line !== null);
  const size = (line: { n: number; c: number }) => line.n - line.c;
  const rows = [
    ...open.filter(({ code }) => !shown.some((one) => one.code === code)).map(({ line }) => size(line!)),
    size(year.sum!) - sum(open.map(({ line }) => size(line!))),
  ].filter((row) => row > 0);
  const all = sum(columns);
  for (const column of columns.filter((one) => one > 0)) {
    if (isFew(column)) tell('few of a kind in all hidden tracks');
    for (const row of rows)
      if (Math.min(row, column) - Math.max(0, row + column - all) < 3) tell(`a kind in a track of ${row}`);
  }
}

/** Everything that is published or can be subtracted from it: lines, and the rests of tracks and of the sum. */
function groupsOf(year: ShownYear): Group[] {
  const idsOf = (tracks: ShownYear['tracks']) => tracks.flatMap(({ cohorts }) => cohorts.map(({ id }) => id));
  const open = year.tracks.filter(({ line }) => line !== null);
  const rest = (
    name: string,
    whole: { n: number; c: number },
    parts: readonly ({ n: number; c: number } | null)[],
  ) => ({
    name: `rest of ${name}`,
    n: whole.n - sum(parts.map((part) => part?.n ?? 0)),
    c: whole.c - sum(parts.map((part) => part?.c ?? 0)),
  });
  const groups: Group[] = open.flatMap((track) => [
    { name: track.code, cohorts: idsOf([track]), ...numbers(track.line!) },
    ...track.cohorts.flatMap(({ id, line }) => (line ? [{ name: id, cohorts: [id], ...numbers(line) }] : [])),
    {
      ...rest(
        track.code,
        track.line!,
        track.cohorts.map(({ line }) => line),
      ),
      cohorts: track.cohorts.flatMap(({ id, line }) => (line ? [] : [id])),
    },
  ]);
  if (year.sum)
    groups.push(
      { name: 'sum', cohorts: idsOf(year.tracks), ...numbers(year.sum) },
      {
        ...rest(
          'sum',
          year.sum,
          year.tracks.map(({ line }) => line),
        ),
        cohorts: idsOf(year.tracks.filter(({ line }) => line === null)),
      },
    );
  const keys = groups.map(({ cohorts }) => [...cohorts].sort().join());
  return groups.filter(({ cohorts }, at) => cohorts.length > 0 && keys.indexOf(keys[at]!) === at);
}

const numbers = ({ n, c }: { n: number; c: number }) => ({ n, c });

/** The smallest of them, of which all others are sums. */
function isAtomOf(year: ShownYear): (group: Group) => boolean {
  const all = groupsOf(year);
  return ({ cohorts }) =>
    !all.some(
      (one) => one.cohorts.length < cohorts.length && one.cohorts.every((id) => cohorts.includes(id)),
    );
}
