import { paired } from './change.js';
import type { DifferencePlace } from './difference.js';
import {
  partsOfModule,
  partsOfQuestion,
  partsOfScene,
  partsOfStep,
  partsOfTrack,
} from './difference-parts.rules.js';
import type { Parts } from './difference-parts.rules.js';
import type { Edition, ModuleModel } from './edition.js';
import { shown } from './sentence-diff.rules.js';
import type { StepModel } from './step.js';

interface Named {
  readonly id: string;
  readonly formerly?: readonly string[];
}

/** One thing of a track in both editions: null where it is not. */
export interface DifferenceNode {
  /** As `classifyChange` names it. */
  readonly place: string;
  readonly at: DifferencePlace;
  readonly before: object | null;
  readonly after: object | null;
  readonly parts: { readonly before: Parts; readonly after: Parts } | null;
  readonly renamed: { readonly before: string; readonly after: string } | null;
  /** Former names were written or taken out, and it is still called the same. */
  readonly isFormerlyEdited: boolean;
}

const LONGEST_NAME = 60;

/** The track, its modules, their steps, their questions and scenes, in the order of the new path; what is gone stands where it stood. */
export function nodesOf(before: Edition, after: Edition): DifferenceNode[] {
  const at = { of: 'track' as const, module: '', stepKind: null, step: null, item: '' };
  const pair = { before: before.track, after: after.track };
  return [
    toNode({ place: '', at, parts: partsOfTrack }, pair),
    ...inOneOrder(before.modules, after.modules).flatMap(nodesOfModule),
  ];
}

interface Pair<T> {
  readonly before: T | null;
  readonly after: T | null;
}

function nodesOfModule(pair: Pair<ModuleModel>): DifferenceNode[] {
  const module = (pair.after ?? pair.before)!;
  const at = { of: 'module' as const, module: shown(module.title), stepKind: null, step: null, item: '' };
  const own = toNode({ place: module.id, at, parts: partsOfModule }, pair);
  if (!pair.before || !pair.after) return [own];
  // The quick exit of a module is one thing: it is not told again at each of its steps.
  const isExitChanged = pair.before.exit !== pair.after.exit;
  const steps = inOneOrder(pair.before.steps, pair.after.steps);
  return [own, ...steps.flatMap((step) => nodesOfStep(module, step, isExitChanged))];
}

function nodesOfStep(module: ModuleModel, pair: Pair<StepModel>, isExitChanged: boolean): DifferenceNode[] {
  const step = (pair.after ?? pair.before)!;
  const place = `${module.id}/${step.id}`;
  const at: DifferencePlace = {
    of: 'step',
    module: shown(module.title),
    stepKind: step.kind,
    step: step.title === null ? null : shown(step.title),
    item: '',
  };
  const parts = (model: StepModel) => partsOfStep(isExitChanged ? { ...model, exit: false } : model);
  const own = toNode({ place, at, parts }, pair);
  const { before, after } = pair;
  if (before?.kind === 'quiz' && after?.kind === 'quiz')
    return [
      own,
      ...inOneOrder(before.questions, after.questions).map((questions) => {
        const { id, ask } = (questions.after ?? questions.before)!;
        const item = shown(ask.source, LONGEST_NAME);
        const where = { place: `${place}#${id}`, at: { ...at, of: 'question' as const, item } };
        return toNode({ ...where, parts: partsOfQuestion }, questions);
      }),
    ];
  if (before?.kind === 'dialogue' && after?.kind === 'dialogue')
    return [
      own,
      ...inOneOrder(before.scenes, after.scenes).map((scenes) => {
        const { id, says } = (scenes.after ?? scenes.before)!;
        const item = shown(says[0]?.text.source ?? id, LONGEST_NAME);
        const where = { place: `${place}#${id}`, at: { ...at, of: 'scene' as const, item } };
        return toNode({ ...where, parts: partsOfScene }, scenes);
      }),
    ];
  return [own];
}

function toNode<T extends Named>(
  { place, at, parts }: { place: string; at: DifferencePlace; parts: (model: T) => Parts },
  { before, after }: Pair<T>,
): DifferenceNode {
  const both = before && after;
  const isRenamed = both && before.id !== after.id;
  return {
    place,
    at,
    before,
    after,
    // Of another kind under the same id there is nothing to compare.
    parts: both && kindOf(before) === kindOf(after) ? { before: parts(before), after: parts(after) } : null,
    renamed: isRenamed ? { before: before.id, after: after.id } : null,
    isFormerlyEdited: Boolean(
      both &&
      !isRenamed &&
      JSON.stringify(before.formerly ?? []) !== JSON.stringify(after.formerly ?? []) &&
      // Those that are gone are a change of their own.
      (before.formerly ?? []).every((name) => after.formerly?.includes(name)),
    ),
  };
}

const kindOf = (model: object): unknown => ('kind' in model ? model.kind : null);

/** Matched by id or former id; what was taken out follows what it followed. */
export function inOneOrder<T extends Named>(before: readonly T[], after: readonly T[]): Pair<T>[] {
  const { kept } = paired(before, after);
  const oldOf = new Map(kept.map(([old, now]) => [now, old]));
  const nowOf = new Map(kept);
  const goneAfter = new Map<T | null, T[]>();
  let last: T | null = null;
  for (const old of before) {
    const now = nowOf.get(old);
    if (now) last = now;
    else goneAfter.set(last, [...(goneAfter.get(last) ?? []), old]);
  }
  const gone = (place: T | null) => (goneAfter.get(place) ?? []).map((old) => ({ before: old, after: null }));
  return [
    ...gone(null),
    ...after.flatMap((now) => [{ before: oldOf.get(now) ?? null, after: now }, ...gone(now)]),
  ];
}
