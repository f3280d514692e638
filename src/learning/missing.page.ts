import { findModule, findStep } from '../curriculum/edition.js';
import type { Edition } from '../curriculum/edition.js';
import type { StepKind, StepRef } from '../curriculum/step.js';
import type { Missing } from './completion.rules.js';
import { moduleHref, stepHref } from './step-ref.rules.js';

/** One thing that is still to do, for the template to word. */
export interface MissingView {
  readonly kind: Missing['kind'];
  /** Of the module or step; null where the kind says it all. */
  readonly title: string | null;
  readonly stepKind: StepKind | null;
  readonly href: string | null;
  readonly needed: number;
  readonly have: number;
  /** Ways to go, of which `needed` are to be gone. */
  readonly options: readonly (readonly MissingView[])[];
  /** Sessions that are still possible. */
  readonly steps: readonly {
    readonly title: string | null;
    readonly kind: StepKind;
    readonly href: string;
  }[];
}

const NOTHING = { title: null, stepKind: null, href: null, needed: 0, have: 0, options: [], steps: [] };

export function toMissing(edition: Edition, missing: readonly Missing[]): readonly MissingView[] {
  return missing.map((one): MissingView => {
    switch (one.kind) {
      case 'module':
        return {
          ...NOTHING,
          kind: one.kind,
          title: findModule(edition, one.module)?.title ?? null,
          href: moduleHref(edition.track.id, one.module),
          needed: one.steps.length,
        };
      case 'step': {
        const step = findStep(edition, one.step);
        const href = step && stepHref(edition.track.id, one.step, step.kind);
        return { ...NOTHING, kind: one.kind, title: step?.title ?? null, stepKind: step?.kind ?? null, href };
      }
      case 'choice':
        return {
          ...NOTHING,
          kind: one.kind,
          needed: one.needed,
          options: one.options.map((option) => toMissing(edition, option)),
        };
      case 'sign-off':
        return { ...NOTHING, kind: one.kind };
      case 'sessions':
      case 'hours': {
        const steps = one.steps.flatMap((ref) => toLink(edition, ref) ?? []);
        return { ...NOTHING, kind: one.kind, needed: one.needed, have: one.have, steps };
      }
      default:
        return { ...NOTHING, kind: one.kind, needed: one.needed, have: one.have };
    }
  });
}

function toLink(edition: Edition, ref: StepRef): MissingView['steps'][number] | null {
  const step = findStep(edition, ref);
  return step && { title: step.title, kind: step.kind, href: stepHref(edition.track.id, ref, step.kind) };
}
