import { findStep } from '../curriculum/edition.js';
import { servedKinds } from '../curriculum/step.js';
import type { StepKind } from '../curriculum/step.js';
import { renamer } from './facts.rules.js';
import type { Journey } from './journey.service.js';
import { newSteps } from './moved.rules.js';
import { stepHref, stepKey } from './step-ref.rules.js';
import { refOf } from './waiver.rules.js';

interface StepLink {
  /** Null: the name of the kind stands for it. */
  readonly title: string | null;
  readonly kind: StepKind;
  readonly href: string;
}

/** What came with a newer edition, until the person puts it away. */
export interface EditionNews {
  readonly isCompleted: boolean;
  readonly steps: readonly (StepLink & { readonly isOptional: boolean })[];
}

export function toEditionNews({ edition, facts, formerly, completedOn }: Journey): EditionNews | null {
  const first = formerly.find(({ isNews }) => isNews);
  if (!first) return null;
  const isCompleted = completedOn !== null;
  return {
    isCompleted,
    steps: newSteps(first.edition, edition).flatMap((ref) => {
      const step = findStep(edition, ref)!;
      const key = stepKey(ref);
      if (!servedKinds.has(step.kind) || facts.done.has(key)) return [];
      const isOptional = !step.required || isCompleted || facts.kept.steps.has(key);
      return [
        { title: step.title, kind: step.kind, href: stepHref(edition.track.id, ref, step.kind), isOptional },
      ];
    }),
  };
}

/** What was begun in an edition before and is in the present one no longer: it stays readable. */
export function toFormerSteps({ edition, reached, formerly }: Journey): readonly StepLink[] {
  const gone = [...reached.started].filter((key) => !findStep(edition, refOf(key)));
  const links = gone.flatMap((key): StepLink[] => {
    for (const { edition: before } of formerly.toReversed()) {
      const ref = refOf(renamer(before)(key));
      const step = findStep(before, ref);
      if (step && servedKinds.has(step.kind) && step.kind !== 'session')
        return [{ title: step.title, kind: step.kind, href: stepHref(edition.track.id, ref, step.kind) }];
    }
    return [];
  });
  return links.filter(({ href }, at) => links.findIndex((one) => one.href === href) === at);
}
