import type { Edition, ModuleModel } from '../curriculum/edition.js';
import { servedKinds } from '../curriculum/step.js';
import type { StepModel, StepRef } from '../curriculum/step.js';
import { countedSteps, isFinished, leftIn } from './completion.rules.js';
import { stepKey } from './step-ref.rules.js';

export type StepStatus = 'done' | 'started' | 'todo' | 'locked';

/**
 * The modules that must be finished before this one opens; empty when it is open. One that was finished never closes
 * again, whatever is asked before it later.
 */
export function lockedBy(
  edition: Edition,
  module: ModuleModel,
  done: ReadonlySet<string>,
): readonly ModuleModel[] {
  if (isFinished(module, done)) return [];
  const before =
    edition.track.order === 'in-order'
      ? edition.modules.slice(0, edition.modules.indexOf(module)).filter((earlier) => earlier.required)
      : [];
  return edition.modules
    .filter((other) => module.requires.includes(other.id) || before.includes(other))
    .filter((other) => leftIn(other, done).length > 0);
}

/** Whether the edition makes this module wait for another one; without that nothing need be asked. */
export function hasGate(edition: Edition, module: ModuleModel): boolean {
  return module.requires.length > 0 || edition.track.order === 'in-order';
}

/** The steps of a module that the product offers, in its order. */
export function servedSteps(module: ModuleModel): readonly StepModel[] {
  let steps = served.get(module);
  if (!steps) served.set(module, (steps = module.steps.filter((step) => servedKinds.has(step.kind))));
  return steps;
}

const served = new WeakMap<ModuleModel, readonly StepModel[]>();

export interface Reached {
  /** Done, or waived. */
  readonly done: ReadonlySet<string>;
  readonly started: ReadonlySet<string>;
  /** Where the person was last; null at the beginning. */
  readonly last: string | null;
}

/**
 * Where to go on: the step begun last, else the first open one on the path that is not done, the required ones
 * first; a session last, for it waits for its day. Null when nothing is left.
 */
export function nextStep(
  edition: Edition,
  reached: Reached,
): { module: ModuleModel; step: StepModel } | null {
  const open = edition.modules
    .filter((module) => lockedBy(edition, module, reached.done).length === 0)
    .flatMap((module) => servedSteps(module).map((step) => ({ module, step })))
    .filter(({ module, step }) => !reached.done.has(keyOf(module, step)));
  const counted = open.filter(({ module, step }) => module.required && countedSteps(module).includes(step));
  return (
    open.find(({ module, step }) => keyOf(module, step) === reached.last) ??
    counted.find(({ step }) => step.kind !== 'session') ??
    open.find(({ module, step }) => reached.started.has(keyOf(module, step))) ??
    counted[0] ??
    null
  );
}

/** The step after this one on the path, done or not; null at the end of its module. */
export function stepAfter(module: ModuleModel, step: StepModel): StepModel | null {
  const steps = servedSteps(module);
  return steps[steps.indexOf(step) + 1] ?? null;
}

export function stepBefore(module: ModuleModel, step: StepModel): StepModel | null {
  const steps = servedSteps(module);
  return steps[steps.indexOf(step) - 1] ?? null;
}

/** What was opened once stays open, also where its module has come to wait for another one. */
export function statusOf(ref: StepRef, reached: Reached, isLocked: boolean): StepStatus {
  const key = stepKey(ref);
  if (reached.done.has(key)) return 'done';
  if (reached.started.has(key)) return 'started';
  return isLocked ? 'locked' : 'todo';
}

function keyOf(module: ModuleModel, step: StepModel): string {
  return stepKey({ module: module.id, step: step.id });
}
