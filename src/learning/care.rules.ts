import type { Care } from '../curriculum/care.js';
import type { ModuleModel } from '../curriculum/edition.js';
import type { StepModel } from '../curriculum/step.js';

/** The content note that holds for a step: its own, or its module's where that is the stronger. Null: none. */
export function careOf(module: ModuleModel, step: StepModel): Care | null {
  const stronger = (step.care?.level ?? 0) >= (module.care?.level ?? 0) ? step.care : module.care;
  return stronger !== null && stronger.level > 0 ? stronger : null;
}

/** What comes up, as words of one sentence. The curriculum speaks Japanese in every language of the pages. */
export function topicsOf({ topics }: Care): string {
  return topics.join('\u3001');
}

/** For the browser's tab and history: what comes up in a hard module is nobody else's business. */
export function documentTitleOf(module: ModuleModel, step: StepModel, title: string): string {
  return careOf(module, step)?.level === 2 ? module.short : title;
}
