import { RULE_OF_TEN, suppressTable } from '../../shared/suppression.rules.js';
import type { Shown } from '../../shared/suppression.rules.js';

/** People of one cohort who hold one revision. */
export interface Holders {
  readonly cohortId: string;
  /** Null for the standing cohort. */
  readonly cohortName: string | null;
  readonly revision: number;
  readonly isNewest: boolean;
  readonly notBegun: number;
  readonly underway: number;
  readonly completed: number;
}

export interface StepCount {
  readonly module: string;
  /** Empty: of the whole module. */
  readonly step: string;
  readonly done: number;
  /** In the middle of a try that was not finished. */
  readonly trying: number;
}

/** Everybody whom a publication of a track may concern, exactly. Shown only through `shownAffected`. */
export interface Affected {
  readonly holders: readonly Holders[];
  readonly steps: readonly StepCount[];
  readonly certificates: number;
}

export interface ShownHolders extends Omit<Holders, 'notBegun' | 'underway' | 'completed'> {
  readonly notBegun: Shown;
  readonly underway: Shown;
  readonly completed: Shown;
  readonly people: Shown;
}

/** What may be shown of it: small cells, and those from which small ones could be worked out, are null. */
export interface ShownAffected {
  readonly holders: readonly ShownHolders[];
  readonly people: Shown;
  readonly certificates: Shown;
  readonly isAnyHidden: boolean;
  /** By `module/step`, and by module alone. */
  readonly steps: ReadonlyMap<string, { readonly done: Shown; readonly trying: Shown }>;
}

export function shownAffected({ holders, steps, certificates }: Affected): ShownAffected {
  const table = suppressTable(holders.map((one) => [one.notBegun, one.underway, one.completed]));
  const total = holders.reduce((sum, one) => sum + one.notBegun + one.underway + one.completed, 0);
  const among = (n: number): Shown => (table.total === null && n > 0 ? null : shownAmong(n, total));
  const shownSteps = steps.map(
    ({ module, step, done, trying }) =>
      [step === '' ? module : `${module}/${step}`, { done: among(done), trying: among(trying) }] as const,
  );
  const rows = holders.map((one, index): ShownHolders => {
    const [notBegun = null, underway = null, completed = null] = table.cells[index]!;
    return { ...one, notBegun, underway, completed, people: table.rowTotals[index] ?? null };
  });
  const shown = {
    holders: rows,
    people: table.total,
    certificates: certificates > 0 && certificates < RULE_OF_TEN.threshold ? null : certificates,
  };
  const cells = [shown.people, shown.certificates, ...table.cells.flat(), ...table.rowTotals];
  const counts = shownSteps.flatMap(([, { done, trying }]) => [done, trying]);
  return { ...shown, steps: new Map(shownSteps), isAnyHidden: [...cells, ...counts].includes(null) };
}

/** Neither those who did it nor those who did not may be few. */
function shownAmong(n: number, total: number): Shown {
  const isSmall = (count: number) => count > 0 && count < RULE_OF_TEN.threshold;
  return isSmall(n) || isSmall(total - n) ? null : n;
}
