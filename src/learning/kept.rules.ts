import type { CompletionRule, Edition } from '../curriculum/edition.js';
import { findStep } from '../curriculum/edition.js';
import type { StepRef } from '../curriculum/step.js';
import { completionOf, isFinished, settledIn } from './completion.rules.js';
import type { LearningFacts } from './completion.rules.js';
import { moduleNow, renamer } from './facts.rules.js';
import type { KeptPlace } from './kept-place.entity.js';
import { keyedRules } from './rule-key.rules.js';
import { stepKey } from './step-ref.rules.js';
import { refOf } from './waiver.rules.js';

export type KeptRow = Pick<KeptPlace, 'scope' | 'target' | 'amount'>;

/**
 * What stays complete when somebody goes over from one edition to another, under the names of the newer one:
 * - a module that was finished stays so, whatever is added to it, and counts also where it was taken out; no share falls
 *   by a new quiz in it;
 * - a rule that held and says the same as before holds, also where what it measures was changed; but "all modules" is asked
 *   of each module by itself, so that a new module is new;
 * - the hours of a session that was attended count, also where it was shortened or taken out.
 * A step that is done needs no more than its row in the ledger. All else is judged by the newer edition.
 */
export function keptFor(before: Edition, after: Edition, facts: LearningFacts): readonly KeptRow[] {
  const modules = keptModules(before, after, facts);
  return [
    ...modules,
    ...newQuizzes(after, modules, facts),
    ...keptRules(before, after, facts),
    ...keptHours(before, after, facts),
  ];
}

function keptModules(before: Edition, after: Edition, facts: LearningFacts): KeptRow[] {
  const settled = settledIn(facts);
  const finished = before.modules.filter((module) => isFinished(module, settled)).map(({ id }) => id);
  const names = new Set([...facts.kept.modules, ...finished].map((id) => moduleNow(after, id)));
  return [...names].map((target) => ({ scope: 'module', target, amount: 0 }));
}

function newQuizzes(after: Edition, modules: readonly KeptRow[], facts: LearningFacts): KeptRow[] {
  const now = renamer(after);
  const settled = new Set([...facts.done, ...facts.waived].map(now));
  const finished = new Set(modules.map(({ target }) => target));
  const added = after.modules
    .filter(({ id }) => finished.has(id))
    .flatMap((module) =>
      module.steps.map((step) => ({ step, key: stepKey({ module: module.id, step: step.id }) })),
    )
    .filter(({ step, key }) => step.kind === 'quiz' && !settled.has(key))
    .map(({ key }) => key);
  const names = new Set([...[...facts.kept.quizzes].map(now), ...added]);
  return [...names].map((target) => ({ scope: 'quiz', target, amount: 0 }));
}

function keptRules(before: Edition, after: Edition, facts: LearningFacts): KeptRow[] {
  const held = keyedRules(before.track.complete)
    .filter(({ rule }) => rule.kind !== 'modules' || rule.count !== 'all')
    .filter(({ key, rule }) => facts.kept.rules.has(key) || holds(before, rule, facts))
    .map(({ rule }) => JSON.stringify(renamed(rule, after)));
  return keyedRules(after.track.complete)
    .filter(({ rule }) => held.includes(JSON.stringify(rule)))
    .map(({ key }) => ({ scope: 'rule', target: key, amount: 0 }));
}

function holds(edition: Edition, rule: CompletionRule, facts: LearningFacts): boolean {
  const alone = { ...edition, track: { ...edition.track, complete: [rule] } };
  const kept = { ...facts.kept, rules: new Set<string>() };
  return completionOf(alone, { ...facts, kept, waivedRules: new Set() }).isDone;
}

function renamed(rule: CompletionRule, edition: Edition): CompletionRule {
  const now = ({ module, step }: StepRef) => refOf(renamer(edition)(stepKey({ module, step })));
  switch (rule.kind) {
    case 'dialogues':
    case 'quizzes':
    case 'worksheets':
      return { ...rule, steps: rule.steps.map(now) };
    case 'hand-in':
      return { ...rule, step: now(rule.step) };
    case 'any':
    case 'at-least':
      return { ...rule, rules: rule.rules.map((one) => renamed(one, edition)) };
    default:
      return rule;
  }
}

function keptHours(before: Edition, after: Edition, facts: LearningFacts): KeptRow[] {
  const attended = before.modules.flatMap((module) =>
    module.steps.flatMap((step) => {
      const key = stepKey({ module: module.id, step: step.id });
      const counts = step.kind === 'session' && (facts.done.has(key) || facts.waived.has(key));
      return counts ? [[key, step.hours] as const] : [];
    }),
  );
  const most = new Map<string, number>();
  for (const [key, hours] of [...facts.kept.hours, ...attended]) {
    const now = renamer(after)(key);
    most.set(now, Math.max(most.get(now) ?? 0, hours));
  }
  return [...most]
    .filter(([key, hours]) => facts.kept.hours.has(key) || hours > hoursIn(after, key))
    .map(([target, hours]) => ({ scope: 'session', target, amount: Math.round(hours * 1000) }));
}

/** -1 where the edition has no such session: its having taken place counts, too. */
function hoursIn(edition: Edition, key: string): number {
  const step = findStep(edition, refOf(key));
  return step?.kind === 'session' ? step.hours : -1;
}
