import { attackApplied } from './applied-attack.js';
import type { Counts } from '../../src/reports/year-line.rules.js';
import type { ShownLine, ShownTrack, ShownYear } from '../../src/reports/year-release.rules.js';
import type { YearTables } from '../../src/reports/year-tables.rules.js';

/** Tables of one year as they were published at the end of one month. */
export interface Published {
  readonly month: string;
  readonly tables: YearTables;
}

/** A hidden line, of which is known that at least so many people are in it (its cohorts exist). */
interface Hidden {
  readonly name: string;
  readonly people: number;
  /** And at most so many: seats are public. */
  readonly seats: number;
}

/** Of each cohort, by id; null: no limit. */
export type Seats = ReadonlyMap<string, number | null>;

/** What subtracting leaves of a line: its counts, and the hidden lines that share them. */
interface Rest extends Counts {
  readonly name: string;
  readonly hidden: readonly Hidden[];
}

const isFew = (count: number) => count !== 0 && Math.abs(count) < 10;

/**
 * Reads nothing but what is published and tells what it found out that nobody should: exact small counts, hidden numbers
 * with fewer than four possible values, and small differences between days, years and tables.
 */
export function attack(published: readonly Published[], seats: Seats): string[] {
  const found: string[] = [];
  for (const { month, tables } of published) {
    const tell = (what: string) => found.push(`${tables.year.year} at ${month}: ${what}`);
    attackLines(tables.year, seats, tell);
    attackPeople(tables, tell);
    attackParts(tables, tell);
    found.push(...attackApplied(tables, seats));
    if (tables.spans?.counts.some(isFew)) tell('few completed within some months');
  }
  attackDays(published, (what) => found.push(what));
  attackWays(published, (what) => found.push(what));
  return found;
}

type Tell = (what: string) => void;

function attackLines(year: ShownYear, seats: Seats, tell: Tell): void {
  for (const [name, line] of linesOf(year)) {
    if (isFew(line.n) || isFew(line.c) || (line.n > line.c && line.n - line.c < 3)) tell(`${name} is small`);
  }
  for (const rest of restsOf(year, seats)) {
    if (rest.hidden.length === 0) {
      if (rest.n !== 0 || rest.c !== 0) tell(`${rest.name} do not add up`);
      continue;
    }
    if (isFew(rest.n) || isFew(rest.c)) tell(`${rest.name} leave few: ${rest.n}, ${rest.c}`);
    for (const one of rest.hidden)
      for (const [what, values] of Object.entries(rangesOf(rest, one)))
        if (values.most - values.least < 3 && values.most > 0 && !(what === 'n' && values.least >= 10))
          tell(`${what} of ${one.name} is ${values.least} to ${values.most}`);
  }
}

/** Every value that a hidden line can have, by trying all; those beside it take what is left. */
function rangesOf(rest: Rest, own: Hidden) {
  const { people, seats } = own;
  const beside = rest.hidden.filter((one) => one !== own);
  const least = beside.reduce((sum, one) => sum + one.people, 0);
  const most = beside.reduce((sum, one) => sum + one.seats, 0);
  const seen = { n: emptyRange(), c: emptyRange(), 'n - c': emptyRange() };
  for (let c = 0; c <= rest.c; c += 1)
    for (let d = 0; d <= rest.n - rest.c; d += 1) {
      const left = rest.n - c - d;
      if (c + d < people || c + d > seats || left < least || left > most) continue;
      if (beside.length === 0 && c !== rest.c) continue;
      widen(seen.n, c + d);
      widen(seen.c, c);
      widen(seen['n - c'], d);
    }
  return seen;
}

const emptyRange = () => ({ least: Infinity, most: -Infinity });
function widen(range: { least: number; most: number }, value: number): void {
  range.least = Math.min(range.least, value);
  range.most = Math.max(range.most, value);
}

function linesOf(year: ShownYear): [string, ShownLine][] {
  const lines: [string, ShownLine | null][] = [
    ['sum', year.sum],
    ...year.tracks.flatMap((track): [string, ShownLine | null][] => [
      [track.code, track.line],
      ...track.cohorts.map(({ id, line }): [string, ShownLine | null] => [`${track.code} ${id}`, line]),
    ]),
  ];
  return lines.flatMap(([name, line]) => (line ? [[name, line] as [string, ShownLine]] : []));
}

function restsOf(year: ShownYear, seats: Seats = new Map()): Rest[] {
  const of = (id: string) => seats.get(id) ?? Infinity;
  const tracks = year.tracks.map((track) => ({
    name: track.code,
    people: track.cohorts.length,
    seats: track.cohorts.reduce((sum, { id }) => sum + of(id), 0),
    line: track.line,
  }));
  const inTracks = year.tracks.flatMap((track) =>
    track.line
      ? [
          restOf(
            track.code,
            track.line,
            track.cohorts.map(({ id, line }) => ({ name: id, people: 1, seats: of(id), line })),
          ),
        ]
      : [],
  );
  return [...(year.sum ? [restOf('sum', year.sum, tracks)] : []), ...inTracks];
}

function restOf(name: string, whole: Counts, parts: readonly (Hidden & { line: Counts | null })[]): Rest {
  const shown = parts.flatMap(({ line }) => (line ? [line] : []));
  return {
    name: `all but the shown of ${name}`,
    n: whole.n - shown.reduce((sum, { n }) => sum + n, 0),
    c: whole.c - shown.reduce((sum, { c }) => sum + c, 0),
    hidden: parts.filter(({ line }) => line === null),
  };
}

/** Two days, subtracted: each line, each rest, and a whole of one day less its parts of another. */
function attackDays(published: readonly Published[], tell: Tell): void {
  for (const [at, { month, tables }] of published.entries())
    for (const earlier of published.slice(0, at)) {
      const then = new Map<string, Counts>([
        ...linesOf(earlier.tables.year),
        ...namedRests(earlier.tables.year),
      ]);
      for (const [name, now] of [...linesOf(tables.year), ...namedRests(tables.year)]) {
        const before = then.get(name);
        const which = `${tables.year.year} ${name} from ${earlier.month} to ${month}`;
        if (before && [now.n - before.n, now.c - before.c].some(isFew)) tell(`few more in ${which}`);
        if (before && before.c > now.c) tell(`fewer completed in ${which}`);
      }
      for (const [one, other] of [
        [tables.year, earlier.tables.year],
        [earlier.tables.year, tables.year],
      ] as const)
        if (one.sum && other.sum)
          for (const rest of mixedRests(one, other))
            if (rest.hidden.length === 0 && [rest.n, rest.c].some(isFew))
              tell(`${tables.year.year} ${rest.name}, ${earlier.month} and ${month}`);
    }
}

function namedRests(year: ShownYear): [string, Counts][] {
  return restsOf(year).map((rest) => [rest.name, rest]);
}

function mixedRests(wholes: ShownYear, parts: ShownYear): Rest[] {
  const of = (code: string): ShownTrack => parts.tracks.find((track) => track.code === code)!;
  return restsOf({
    ...wholes,
    tracks: wholes.tracks.map((track) => ({
      ...track,
      line: of(track.code).line,
      cohorts: of(track.code).cohorts,
    })),
  });
}

function attackPeople({ year, trend }: YearTables, tell: Tell): void {
  const own = trend.find((one) => one.year.year === year.year);
  if (!own || !year.sum) return;
  if (JSON.stringify(own.year) !== JSON.stringify(year)) tell('the years say something else than the year');
  const { n, c } = own.people;
  const hidesTracks = year.tracks.some(({ line }) => line === null);
  if (n !== null) {
    if (hidesTracks && n !== year.sum.n) tell('people say something of hidden tracks');
    for (const [name, line] of [...linesOf(year), ...namedRests(year)])
      if (isFew(n - line.n)) tell(`${n - line.n} people between ${name} and all`);
  }
  if (c !== null)
    for (const [name, line] of [...linesOf(year), ...namedRests(year)])
      if (isFew(c - line.c)) tell(`${c - line.c} who completed between ${name} and all`);
  if (n !== null && c !== null && n !== c && n - c < 3) tell('few people completed nothing');
}

/** The rows that are hidden, how many are in each, and what is left of the columns: bounds of such a table are exact. */
function attackParts({ year, parts, trend }: YearTables, tell: Tell): void {
  const first = trend.find((one) => one.year.year === year.year)?.year.sums[0];
  if (!first) return;
  const shown = [...parts.tracks.map((track) => track.parts), parts.sum].flatMap((one) => (one ? [one] : []));
  if (shown.flatMap((one) => Object.values(one)).some(isFew)) tell('few rest, go on or left');
  if (!parts.sum) return;
  const told = parts.tracks.flatMap((track) => (track.parts ? [track.parts] : []));
  const columns = (['active', 'paused', 'left'] as const).map(
    (one) => parts.sum![one] - told.reduce((sum, track) => sum + track[one], 0),
  );
  const all = columns.reduce((sum, one) => sum + one, 0);
  if (columns.some(isFew)) tell('few rest, go on or left in all hidden tracks');
  const rows = hiddenRows(year, parts).filter((row) => row > 0);
  for (const row of rows)
    for (const column of columns) {
      const width = Math.min(row, column) - Math.max(0, row + column - all);
      if (column > 0 && width < 3) tell(`rests of a hidden track of ${row} within ${width + 1} values`);
    }
}

/** Not completed when the year ended: told by the lines of then, which those of now are while they say that month. */
function hiddenRows(year: ShownYear, parts: YearTables['parts']): number[] {
  if (year.sums.length > 1) return [];
  const size = (line: Counts) => line.n - line.c;
  const open = year.tracks.flatMap(({ code, line }) =>
    line && !parts.tracks.find((track) => track.code === code)!.parts ? [size(line)] : [],
  );
  const lines = year.tracks.flatMap(({ line }) => (line ? [line] : []));
  return [...open, size(year.sum!) - lines.reduce((sum, line) => sum + size(line), 0)];
}

/** The way of a year beside what the lines of it and of the next say at any later time. */
function attackWays(published: readonly Published[], tell: Tell): void {
  for (const { month, tables } of published) {
    const { way, year } = tables;
    if (!way) continue;
    way.forEach((count, at) => {
      if (count === null) return;
      if (isFew(count)) tell(`few took step ${at} of ${year.year}`);
      if (at > 0 && isFew(way[at - 1]! - count)) tell(`few did not take step ${at} of ${year.year}`);
      const next = tables.trend.find((one) => one.year.year === year.year + 1)?.year;
      const code = ['INT', 'PRA', 'FOL'][Math.ceil(at / 2)]!;
      const lines = (at === 0 ? [year] : [year, next]).map(
        (one) => one?.tracks.find((track) => track.code === code)?.line?.[at % 2 === 0 ? 'c' : 'n'] ?? 0,
      );
      const both = lines.reduce((sum, one) => sum + one, 0);
      if (isFew(both - count)) tell(`${both - count} beside step ${at} of ${year.year} at ${month}`);
    });
  }
}
