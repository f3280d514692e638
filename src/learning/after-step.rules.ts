import type { Edition, ModuleModel } from '../curriculum/edition.js';
import type { StepModel } from '../curriculum/step.js';
import { stepAfter } from './path.rules.js';
import { moduleHref, stepHref } from './step-ref.rules.js';

/** Where one goes after a step: the next one, or the end of its module; the path, where the module may have gone. */
export function afterStep(at: {
  edition: Edition;
  module: ModuleModel;
  step: StepModel;
  isFormer?: boolean;
}): string {
  const { edition, module, step, isFormer = false } = at;
  if (isFormer) return `/path/${edition.track.id}`;
  const next = stepAfter(module, step);
  return next
    ? stepHref(edition.track.id, { module: module.id, step: next.id }, next.kind)
    : moduleHref(edition.track.id, module.id);
}
