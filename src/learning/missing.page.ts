import { findModule, findStep } from '../curriculum/edition.js';
import type { Edition } from '../curriculum/edition.js';
import type { StepKind, StepRef } from '../curriculum/step.js';
import type { Missing } from './completion.rules.js';
import { reachOf } from './reach.rules.js';
import type { Meetings, Reach } from './reach.rules.js';
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
  /** Steps that help: sessions that are left, quizzes that can lift a score. */
  readonly steps: readonly StepLink[];
  /** Modules to choose from. */
  readonly modules: readonly { readonly title: string; readonly href: string }[];
  /** What is still possible; of sessions only. */
  readonly reach: (Omit<Reach, 'toMakeUp'> & { readonly toMakeUp: readonly StepLink[] }) | null;
}

interface StepLink {
  readonly title: string | null;
  readonly kind: StepKind;
  readonly href: string;
}

const NOTHING = {
  title: null,
  stepKind: null,
  href: null,
  needed: 0,
  have: 0,
  options: [],
  steps: [],
  modules: [],
  reach: null,
};

export function toMissing(
  edition: Edition,
  missing: readonly Missing[],
  meetings: Meetings,
): readonly MissingView[] {
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
          options: one.options.map((option) => toMissing(edition, option, meetings)),
        };
      case 'sign-off':
        return { ...NOTHING, kind: one.kind };
      case 'sessions':
      case 'hours': {
        const { toMakeUp, ...reach } = reachOf(edition, one, meetings);
        return {
          ...{ ...NOTHING, kind: one.kind, needed: one.needed, have: one.have },
          steps: toLinks(edition, one.steps),
          reach: { ...reach, toMakeUp: toLinks(edition, toMakeUp) },
        };
      }
      case 'score': {
        const steps = toLinks(edition, one.steps);
        return { ...NOTHING, kind: one.kind, needed: one.needed, have: one.have, steps };
      }
      case 'modules': {
        const modules = one.modules.flatMap((id) => {
          const title = findModule(edition, id)?.title;
          return title === undefined ? [] : [{ title, href: moduleHref(edition.track.id, id) }];
        });
        return { ...NOTHING, kind: one.kind, needed: one.needed, have: one.have, modules };
      }
    }
  });
}

function toLinks(edition: Edition, refs: readonly StepRef[]): readonly StepLink[] {
  return refs.flatMap((ref) => {
    const step = findStep(edition, ref);
    if (!step) return [];
    return [{ title: step.title, kind: step.kind, href: stepHref(edition.track.id, ref, step.kind) }];
  });
}
