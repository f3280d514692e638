import { findModule, findStep, stepsInOrder } from '../curriculum/edition.js';
import type { Edition } from '../curriculum/edition.js';
import type { Label } from '../curriculum/rendered.js';
import type { StepRef } from '../curriculum/step.js';
import { stepKey } from '../learning/step-ref.rules.js';

/** The names under which a step was kept in the ledger, now and before. */
export function namesOf(edition: Edition, ref: StepRef): string[] {
  const [module, step] = [findModule(edition, ref.module), findStep(edition, ref)];
  return [ref.module, ...(module?.formerly ?? [])].flatMap((was) =>
    [ref.step, ...(step?.formerly ?? [])].map((id) => stepKey({ module: was, step: id })),
  );
}

export interface StepLine {
  readonly kind: 'quiz' | 'dialogue';
  readonly module: Label;
  readonly title: Label | null;
  readonly ref: StepRef;
}

/** Every quiz and dialogue of these editions once, in the order of the first that has it. */
export function countedSteps(editions: readonly Edition[]): StepLine[] {
  const found = new Map<string, StepLine>();
  for (const edition of editions)
    for (const { module, step } of stepsInOrder(edition)) {
      const ref = { module: module.id, step: step.id };
      const names = namesOf(edition, ref);
      if (step.kind !== 'quiz' && step.kind !== 'dialogue') continue;
      if (names.some((name) => found.has(name))) continue;
      const line = { kind: step.kind, module: module.title, title: step.title, ref };
      // A name from before leads to the same quiz.
      for (const name of names) found.set(name, line);
    }
  return [...new Set(found.values())];
}
