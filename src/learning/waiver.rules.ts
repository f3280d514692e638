import { findModule, findStep } from '../curriculum/edition.js';
import { servedKinds } from '../curriculum/step.js';
import type { StepRef } from '../curriculum/step.js';
import { completionOf, leftIn, settledIn } from './completion.rules.js';
import type { Course, LearningFacts } from './completion.rules.js';
import { keyedRules } from './rule-key.rules.js';
import type { Waiver } from './waiver.entity.js';

export type Target = Pick<Waiver, 'scope' | 'target'>;

/**
 * How somebody stands to what they may be freed from. `done`: really, so that its own day stays; `waived`: they are
 * freed from it already; `unknown`: their edition has no such thing.
 */
export type TargetStanding = 'open' | 'done' | 'waived' | 'unknown';

export function standingOf(course: Course, facts: LearningFacts, target: Target): TargetStanding {
  const isMet = meeter(course, target);
  if (!isMet) return 'unknown';
  if (isMet({ ...facts, waived: new Set(), waivedRules: new Set() })) return 'done';
  return isMet(facts) ? 'waived' : 'open';
}

/** Whether facts meet the target; null where the course has none such. */
function meeter(course: Course, { scope, target }: Target): ((facts: LearningFacts) => boolean) | null {
  if (scope === 'rule') {
    const found = keyedRules(course.track.complete).find(({ key }) => key === target);
    if (!found) return null;
    const alone = { ...course, track: { ...course.track, complete: [found.rule] } };
    return (facts) => {
      const waivedRules = new Set(facts.waivedRules.has(target) ? [found.rule.kind] : []);
      return completionOf(alone, { ...facts, waivedRules }).isDone;
    };
  }
  if (scope === 'module') {
    const module = findModule(course, target);
    if (!module || leftIn(module, new Set()).length === 0) return null;
    return (facts) => leftIn(module, settledIn(facts)).length === 0;
  }
  const step = findStep(course, refOf(target));
  if (!step || step.kind === 'survey' || !servedKinds.has(step.kind)) return null;
  return ({ done, waived }) => done.has(target) || waived.has(target);
}

/** Of a step, from its key. */
export function refOf(key: string): StepRef {
  const [module = '', step = ''] = key.split('/');
  return { module, step };
}

/** Where a waiver is on its way. */
export type WaiverState = 'proposed' | 'confirmed' | 'lift-proposed' | 'returned' | 'lifted';

export function stateOf(waiver: Pick<Waiver, 'confirmedAt' | 'liftProposedAt' | 'closedAt'>): WaiverState {
  if (waiver.closedAt !== null) return waiver.confirmedAt === null ? 'returned' : 'lifted';
  if (waiver.confirmedAt === null) return 'proposed';
  return waiver.liftProposedAt === null ? 'confirmed' : 'lift-proposed';
}
