import type { Edition } from '../curriculum/edition.js';
import type { Kept, LearningFacts } from './completion.rules.js';
import { NOTHING_KEPT } from './completion.rules.js';
import type { KeptPlace } from './kept-place.entity.js';
import type { Waiver } from './waiver.entity.js';
import { stepKey } from './step-ref.rules.js';

/** A row of the ledger as the database gives it. */
export interface ProgressRow {
  readonly module: string;
  readonly step: string;
  readonly status: 'started' | 'done';
  readonly skipped_by_care: boolean | number;
}

export interface ScoreRow {
  readonly module: string;
  readonly step: string;
  readonly question: string;
  /** In thousandths. */
  readonly best: number;
  readonly skipped_by_care: boolean | number;
}

/** Everything that is written down of one enrolment. */
export interface Recorded {
  readonly progress: readonly ProgressRow[];
  /** Kept in scored tracks only. */
  readonly scores: readonly ScoreRow[];
  readonly isSignedOff: boolean;
  /** What counts of it now. */
  readonly waivers: readonly Pick<Waiver, 'scope' | 'target'>[];
  /** What was complete when they went over to a newer edition. */
  readonly kept: readonly Pick<KeptPlace, 'scope' | 'target' | 'amount'>[];
}

/** What the rules of completion need, under the names that the edition uses now. */
export function factsOf(
  edition: Edition,
  { progress, scores, isSignedOff, waivers, kept }: Recorded,
): LearningFacts {
  const now = renamer(edition);
  const keyed = progress.map((row) => ({ ...row, key: now(stepKey(row)) }));
  const scored = scores.map((row) => ({ ...row, key: now(stepKey(row)) }));
  const passed = [
    ...keyed.filter((row) => row.skipped_by_care).map((row) => row.key),
    ...scored.filter((row) => row.skipped_by_care).map((row) => `${row.key}#${row.question}`),
  ];
  return {
    done: new Set(keyed.filter((row) => row.status === 'done').map((row) => row.key)),
    points: bestOf(scored.map((row) => [`${row.key}#${row.question}`, row.best / 1000])),
    skipped: new Set(passed),
    signedOff: isSignedOff,
    waived: new Set(waivers.flatMap((waiver) => stepsOf(edition, waiver))),
    waivedRules: new Set(waivers.filter(({ scope }) => scope === 'rule').map(({ target }) => target)),
    kept: keptIn(edition, kept),
  };
}

function keptIn(edition: Edition, rows: Recorded['kept']): Kept {
  if (rows.length === 0) return NOTHING_KEPT;
  const of = (scope: KeptPlace['scope']) => rows.filter((row) => row.scope === scope);
  const now = renamer(edition);
  return {
    modules: new Set(of('module').map(({ target }) => moduleNow(edition, target))),
    steps: new Set(of('module').flatMap(({ target }) => stepsOf(edition, { scope: 'module', target }))),
    quizzes: new Set(of('quiz').map(({ target }) => now(target))),
    rules: new Set(of('rule').map(({ target }) => target)),
    hours: new Map(of('session').map(({ target, amount }) => [now(target), amount / 1000])),
  };
}

/** A module under the name that it has now; under the one that is known where the edition has it no longer. */
export function moduleNow({ modules }: Pick<Edition, 'modules'>, id: string): string {
  return (
    (modules.find((module) => module.id === id) ?? modules.find((module) => module.formerly.includes(id)))
      ?.id ?? id
  );
}

/** Keys of the steps that a waiver takes in, under the names that the edition uses now. */
export function stepsOf(edition: Edition, { scope, target }: Pick<Waiver, 'scope' | 'target'>): string[] {
  if (scope === 'step') return [renamer(edition)(target)];
  return edition.modules
    .filter(({ id, formerly }) => scope === 'module' && (id === target || formerly.includes(target)))
    .flatMap((module) => module.steps.map((step) => stepKey({ module: module.id, step: step.id })));
}

function bestOf(points: readonly (readonly [string, number])[]): ReadonlyMap<string, number> {
  const best = new Map<string, number>();
  for (const [key, share] of points) best.set(key, Math.max(share, best.get(key) ?? 0));
  return best;
}

const renamers = new WeakMap<Edition, ReadonlyMap<string, string>>();

/** Leads a step's former key to its present one: what was done under an old name stays done. */
export function renamer(edition: Edition): (key: string) => string {
  let names = renamers.get(edition);
  if (!names) renamers.set(edition, (names = formerNames(edition)));
  const known = names;
  return (key) => known.get(key) ?? key;
}

function formerNames(edition: Edition): ReadonlyMap<string, string> {
  return new Map(
    edition.modules.flatMap((module) =>
      module.steps.flatMap((step) => {
        const now = stepKey({ module: module.id, step: step.id });
        return [module.id, ...module.formerly]
          .flatMap((was) => [step.id, ...step.formerly].map((id) => stepKey({ module: was, step: id })))
          .filter((was) => was !== now)
          .map((was) => [was, now] as const);
      }),
    ),
  );
}
