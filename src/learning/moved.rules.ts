import type { Edition } from '../curriculum/edition.js';
import { stepsInOrder } from '../curriculum/edition.js';
import type { StepRef } from '../curriculum/step.js';
import { completionOf } from './completion.rules.js';
import type { LearningFacts, Missing } from './completion.rules.js';
import { factsOf, renamer } from './facts.rules.js';
import type { Recorded } from './facts.rules.js';
import { keptFor } from './kept.rules.js';
import type { KeptRow } from './kept.rules.js';
import { namesOf, stepKey } from './step-ref.rules.js';

/** How somebody stands after going over to another edition. */
export interface Moved {
  readonly kept: readonly KeptRow[];
  readonly facts: LearningFacts;
  /** Nothing is asked any more: with the newer edition the track is completed. */
  readonly isDone: boolean;
  /** Something is asked that was not asked before. */
  readonly hasNew: boolean;
}

export function afterMove(before: Edition, after: Edition, recorded: Recorded): Moved {
  const facts = factsOf(before, recorded);
  const kept = keptFor(before, after, facts);
  const now = factsOf(after, { ...recorded, kept });
  const completion = completionOf(after, now);
  const known = new Set(askedIn(completionOf(before, facts).missing, renamer(after)));
  const hasNew = askedIn(completion.missing, (key) => key).some((one) => !known.has(one));
  return { kept, facts: now, isDone: completion.isDone, hasNew };
}

/** Each single thing that is asked, as a word to compare with; measures that are nearer than they were are not new. */
export function askedIn(missing: readonly Missing[], now: (key: string) => string): readonly string[] {
  return missing.flatMap((one): readonly string[] => {
    switch (one.kind) {
      case 'module':
        return one.steps.map((ref) => `step ${now(stepKey(ref))}`);
      case 'step':
        return [`step ${now(stepKey(one.step))}`];
      case 'modules':
      case 'sessions':
      case 'hours':
        return [`${one.kind} ${one.needed - one.have}`];
      case 'score':
        return [`score ${one.needed}`];
      case 'sign-off':
        return ['sign-off'];
      case 'choice':
        return [
          `choice ${one.needed}: ${one.options.map((option) => askedIn(option, now).join('+')).join(' / ')}`,
        ];
    }
  });
}

/** The steps of an edition that another one did not have, under whichever name, in the order of the path. */
export function newSteps(before: Edition, after: Edition): readonly StepRef[] {
  const known = new Set(
    stepsInOrder(before).map(({ module, step }) => stepKey({ module: module.id, step: step.id })),
  );
  return stepsInOrder(after)
    .filter(({ module, step }) => !namesOf(module, step).some((name) => known.has(name)))
    .map(({ module, step }) => ({ module: module.id, step: step.id }));
}
