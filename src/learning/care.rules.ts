import type { Care } from '../curriculum/care.js';
import type { ModuleModel } from '../curriculum/edition.js';
import type { StepModel } from '../curriculum/step.js';

/**
 * What comes up in a step: its own note, or its module's where that is stronger. A light note of the module says on
 * its first page what comes up somewhere; where its author also told the very places, the other steps need none.
 */
export function careOf(module: ModuleModel, step: StepModel): Care | null {
  const ofModule = module.care?.level === 1 && module.steps.some(isMarked) ? null : module.care;
  const stronger = (step.care?.level ?? 0) >= (ofModule?.level ?? 0) ? step.care : ofModule;
  return stronger !== null && stronger.level > 0 ? stronger : null;
}

function isMarked(step: StepModel): boolean {
  if (step.care !== null) return true;
  if (step.kind === 'quiz') return step.questions.some(({ care }) => care !== null);
  return step.kind === 'dialogue' && step.scenes.some(({ care }) => care !== null);
}

/** What comes up, as words of one sentence. The curriculum speaks Japanese in every language of the pages. */
export function topicsOf({ topics }: Care): string {
  return topics.join('\u3001');
}

/** For the browser's tab and history: what comes up in a hard module is nobody else's business. */
export function documentTitleOf(module: ModuleModel, step: StepModel, title: string): string {
  return careOf(module, step)?.level === 2 ? module.short : title;
}
