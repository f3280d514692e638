import type { YearCounts } from '../../src/reports/year-tables.rules.js';
import type { AppliedLeaf } from '../../src/reports/year-applications.rules.js';
import { monthsBetween } from '../../src/reports/year-release.rules.js';

/** Fictional people of a council over some years, and what the database would count of them. */
export const YEARS = [2022, 2023, 2024, 2025];
export const LAST_MONTH = '2027-03';

interface Seat {
  readonly person: number;
  readonly year: number;
  readonly track: string;
  readonly cohort: string;
  /** When it was completed, and when that was written down. */
  readonly completed: string | null;
  readonly recorded: string | null;
  readonly standing: 'active' | 'paused' | 'left';
}

type Random = (below: number) => number;

/**
 * Cohorts of 8 to 30 beside the standing one, several tracks, people who go on to the next, take two at once, rest,
 * leave, complete late, or complete and are written down late.
 */
export function aCouncil(seed: number): YearCounts[] {
  const random = generator(seed * 7919 + 17);
  const seats: Seat[] = [];
  let people = 0;
  for (const year of YEARS) {
    const before = (track: string) =>
      seats.filter((one) => one.track === track && one.completed !== null).map(({ person }) => person);
    const newcomers = () => (people += 1);
    const goingOn = (from: readonly number[]) => () =>
      from.length > 0 && random(8) > 0 ? from[random(from.length)]! : newcomers();
    const run = (track: string, cohorts: number, who: () => number) => {
      for (let at = 0; at < cohorts; at += 1)
        seats.push(
          ...aCohort(random, { year, track, cohort: `${track}-${year}-${at}`, size: 8 + random(23) }, who),
        );
    };
    run('INT', 1 + random(4), newcomers);
    seats.push(
      ...aCohort(random, { year, track: 'INT', cohort: 'INT-standing', size: random(40) }, newcomers),
    );
    if (random(5) > 0) run('PRA', 1 + random(2), goingOn(before('INT')));
    if (random(3) > 0) run('SUP', 1 + random(3), random(3) === 0 ? goingOn(before('INT')) : newcomers);
    if (random(2) > 0) run('FOL', 1, goingOn(before('PRA')));
    if (random(4) === 0)
      seats.push(
        ...aCohort(random, { year, track: 'PUB', cohort: 'PUB-standing', size: random(12) }, newcomers),
      );
  }
  const others = generator(seed * 104_729 + 5);
  return YEARS.map((year) => count(once(seats), year))
    .filter(({ leaves }) => leaves.length > 0)
    .map((one) => ({ ...one, applied: applicationsOf(one, others) }));
}

/** For most of the dated cohorts, and at times for one in which nobody began. Some do not come; some come from another cohort. */
function applicationsOf({ year, leaves }: Omit<YearCounts, 'applied'>, random: Random): AppliedLeaf[] {
  const some = (one: number, below: number) => (random(one) === 0 ? random(below) : 0);
  const others = () => ({ waiting: some(3, 5), declined: some(2, 16), withdrawn: some(2, 4) });
  const dated = leaves.filter(({ cohort }) => !cohort.endsWith('standing') && random(5) > 0);
  const none = { track: 'SUP', cohort: `SUP-${year}-none`, seats: 20, accepted: 0 };
  return [
    ...dated.map(({ track, cohort, n, seats }) => {
      const came = random(8) === 0 ? n - random(Math.min(n, 4)) : n;
      const accepted = Math.min(seats ?? Infinity, came + some(2, 6));
      return { track, cohort, seats, accepted, ...others() };
    }),
    ...(random(5) === 0 ? [{ ...none, ...others() }] : []),
  ];
}

function aCohort(
  random: Random,
  { size, ...of }: { year: number; track: string; cohort: string; size: number },
  who: () => number,
): Seat[] {
  const months = monthsBetween(`${of.year}-04`, LAST_MONTH);
  const [end, share] = [3 + random(9), 4 + random(6)];
  return Array.from({ length: size }, () => {
    const person = who();
    if (random(10) > share)
      return { ...of, person, completed: null, recorded: null, standing: aStanding(random) };
    const at = Math.min(months.length - 1, end + (random(4) === 0 ? random(12) : 0));
    const late = random(25) === 0 ? 1 + random(9) : 0;
    const recorded = months[Math.min(months.length - 1, at + late)]!;
    return { ...of, person, completed: months[at]!, recorded, standing: aStanding(random) };
  });
}

const aStanding = (random: Random) => (['active', 'active', 'paused', 'left'] as const)[random(4)]!;

/** One seat of a person in a cohort. */
function once(seats: readonly Seat[]): Seat[] {
  return [...new Map(seats.map((seat) => [`${seat.person} ${seat.cohort} ${seat.year}`, seat])).values()];
}

function count(all: readonly Seat[], year: number): Omit<YearCounts, 'applied'> {
  const seats = all.filter((seat) => seat.year === year);
  const end = `${year + 1}-03`;
  const isDone = ({ recorded }: Seat, by: string) => recorded !== null && recorded <= by;
  const cohorts = [...new Set(seats.map(({ cohort }) => cohort))].sort();
  return {
    year,
    leaves: cohorts.map((cohort) => {
      const own = seats.filter((seat) => seat.cohort === cohort);
      const months = [...new Set(own.flatMap(({ recorded }) => recorded ?? []))];
      return {
        track: own[0]!.track,
        cohort,
        n: own.length,
        // Some are full, some have a seat or two left, the standing one has no limit.
        seats: cohort.endsWith('standing')
          ? null
          : own.length + (own.length % 4 === 0 ? 0 : (own.length * 7) % 9),
        done: months.map((month) => ({ month, count: own.filter((one) => one.recorded === month).length })),
      };
    }),
    parts: [...new Set(seats.map(({ track }) => track))].map((track) => {
      const going = seats.filter((seat) => seat.track === track && !isDone(seat, end));
      const parts = (standing: string) => going.filter((seat) => seat.standing === standing).length;
      return { track, active: parts('active'), paused: parts('paused'), left: parts('left') };
    }),
    months: monthsBetween(`${year}-04`, end).map(
      (month) => seats.filter((seat) => isDone(seat, end) && seat.completed === month).length,
    ),
    people: {
      n: new Set(seats.map(({ person }) => person)).size,
      c: new Set(seats.filter((seat) => isDone(seat, end)).map(({ person }) => person)).size,
    },
    steps: stepsOf(all, year),
  };
}

function stepsOf(all: readonly Seat[], year: number): number[] {
  const done = (track: string, years: readonly number[], end = `${year + 2}-03`) =>
    new Set(
      all
        .filter(
          (one) =>
            one.track === track && years.includes(one.year) && one.recorded !== null && one.recorded <= end,
        )
        .map(({ person }) => person),
    );
  const begun = (track: string) =>
    new Set(
      all
        .filter((one) => one.track === track && [year, year + 1].includes(one.year))
        .map(({ person }) => person),
    );
  const steps = [done('INT', [year], `${year + 1}-03`)];
  for (const track of ['PRA', 'FOL'])
    for (const next of [begun(track), done(track, [year, year + 1])])
      steps.push(new Set([...steps.at(-1)!].filter((person) => next.has(person))));
  return steps.map(({ size }) => size);
}

function generator(seed: number): Random {
  let state = seed;
  for (let at = 0; at < 5; at += 1) state = (state * 48_271) % 2_147_483_647;
  return (below) => (state = (state * 48_271) % 2_147_483_647) % below;
}
