import { releaseApplied } from './year-applications.rules.js';
import type { AppliedLeaf, AppliedRules, ShownApplied } from './year-applications.rules.js';
import { toShownPeople, toShownWay } from './year-people.rules.js';
import type { ShownPeople, Steps } from './year-people.rules.js';
import type { Counts } from './year-line.rules.js';
import { RESTING, toShownParts, toShownSpans } from './year-parts.rules.js';
import type { ShownParts, ShownSpans, TrackParts } from './year-parts.rules.js';
import { releaseYear } from './year-release.rules.js';
import type { ReleaseRules, ShownYear, YearLeaf } from './year-release.rules.js';

/** A fiscal year as it was written down. All but the leaves is of the moment when it ended. */
export interface YearCounts {
  readonly year: number;
  readonly leaves: readonly YearLeaf[];
  readonly parts: readonly TrackParts[];
  /** Completions by the month in which they were, twelve, April first. */
  readonly months: readonly number[];
  readonly people: Counts;
  /** Of the moment when the next year ended. */
  readonly steps: Steps;
  readonly applied: readonly AppliedLeaf[];
}

export interface YearTables {
  readonly year: ShownYear;
  readonly parts: ShownParts;
  readonly applied: ShownApplied;
  readonly spans: ShownSpans | null;
  /** Of all years that had ended, oldest first. */
  readonly trend: readonly { readonly year: ShownYear; readonly people: ShownPeople }[];
  /** Null while the next year goes on. */
  readonly way: readonly (number | null)[] | null;
}

/** The month at whose end the year ends. */
export function endOf(year: number): string {
  return `${year + 1}-03`;
}

/** All tables of a year as they may be read at the end of `month`. `all`: every year that had anybody. */
export function toYearTables(
  all: readonly YearCounts[],
  { year, month }: { year: number; month: string },
  rules?: ReleaseRules & AppliedRules,
): YearTables {
  const of = (wanted: number): YearCounts => all.find((one) => one.year === wanted) ?? nobody(wanted);
  const atEnd = releaseYear(of(year), endOf(year), rules);
  const next = endOf(year + 1);
  const shown = releaseYear(of(year), month, rules);
  return {
    year: shown,
    parts: toShownParts(atEnd, of(year).parts, RESTING),
    applied: releaseApplied(shown, of(year), rules),
    spans: toShownSpans(atEnd, of(year).months),
    trend: all
      .filter((one) => endOf(one.year) <= month)
      .map((one) => ({
        year: releaseYear(one, month, rules),
        people: toShownPeople(releaseYear(one, endOf(one.year), rules), one.people),
      })),
    way:
      next > month
        ? null
        : toShownWay(
            [releaseYear(of(year), next, rules), releaseYear(of(year + 1), next, rules)],
            of(year).steps,
          ),
  };
}

function nobody(year: number): YearCounts {
  const none = { n: 0, c: 0 };
  return {
    year,
    leaves: [],
    parts: [],
    months: Array<number>(12).fill(0),
    people: none,
    steps: [0, 0, 0, 0, 0],
    applied: [],
  };
}
