import { findStep, stepsInOrder } from '../curriculum/edition.js';
import type { CompletionRule, Edition } from '../curriculum/edition.js';
import type { Label } from '../curriculum/rendered.js';
import { servedKinds } from '../curriculum/step.js';
import type { StepKind } from '../curriculum/step.js';
import { countedSteps } from './completion.rules.js';
import { renamer } from './facts.rules.js';
import { keyedRules } from './rule-key.rules.js';
import type { KeyedRule } from './rule-key.rules.js';
import { stepKey } from './step-ref.rules.js';
import { refOf } from './waiver.rules.js';
import type { Target } from './waiver.rules.js';

/** A rule of completion, for a template to word: `learning.rule.<kind>`. */
export interface RuleView {
  readonly kind: CompletionRule['kind'] | 'modules-all';
  readonly needed: number;
  /** Which of its kind, from the second on; else null. */
  readonly nth: number | null;
}

/** What somebody is freed from, for a template to word. Everything is null where the edition has it no more. */
export interface TargetView {
  readonly scope: Target['scope'];
  readonly module: Label | null;
  readonly step: Label | null;
  readonly stepKind: StepKind | null;
  readonly rule: RuleView | null;
}

const NOTHING = { module: null, step: null, stepKind: null, rule: null };

export function toTargetView(edition: Edition, { scope, target }: Target): TargetView {
  if (scope === 'rule') {
    const found = keyedRules(edition.track.complete).find(({ key }) => key === target);
    return { ...NOTHING, scope, rule: found ? toRuleView(found) : null };
  }
  const titleOf = (id: string) =>
    edition.modules.find((one) => one.id === id || one.formerly.includes(id))?.title ?? null;
  if (scope === 'module') return { ...NOTHING, scope, module: titleOf(target) };
  const ref = refOf(renamer(edition)(target));
  const step = findStep(edition, ref);
  return {
    ...NOTHING,
    scope,
    module: titleOf(ref.module),
    step: step?.title ?? null,
    stepKind: step?.kind ?? null,
  };
}

/** Everything in a track from which somebody may be freed: rules, modules, steps, each in its order. */
export function targetsOf(edition: Edition): readonly Target[] {
  const rules = keyedRules(edition.track.complete).map(({ key }) => key);
  const modules = edition.modules.filter((module) => countedSteps(module).length > 0).map(({ id }) => id);
  const steps = stepsInOrder(edition)
    .filter(({ step }) => step.kind !== 'survey' && servedKinds.has(step.kind))
    .map(({ module, step }) => stepKey({ module: module.id, step: step.id }));
  return [
    ...rules.map((target) => ({ scope: 'rule' as const, target })),
    ...modules.map((target) => ({ scope: 'module' as const, target })),
    ...steps.map((target) => ({ scope: 'step' as const, target })),
  ];
}

function toRuleView({ key, rule }: KeyedRule): RuleView {
  const nth = key.split('#')[1];
  return { ...measureOf(rule), nth: nth === undefined ? null : Number(nth) };
}

function measureOf(rule: CompletionRule): Omit<RuleView, 'nth'> {
  switch (rule.kind) {
    case 'modules':
      return rule.count === 'all'
        ? { kind: 'modules-all', needed: 0 }
        : { kind: 'modules', needed: rule.count };
    case 'sessions':
    case 'at-least':
      return { kind: rule.kind, needed: rule.count };
    case 'hours':
      return { kind: rule.kind, needed: rule.hours };
    case 'score':
      return { kind: rule.kind, needed: rule.percent };
    default:
      return { kind: rule.kind, needed: 1 };
  }
}
