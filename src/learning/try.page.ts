import { tryHref } from '../curriculum/try-href.rules.js';
import { stepsInOrder } from '../curriculum/edition.js';
import type { Edition, ModuleModel } from '../curriculum/edition.js';
import type { StepModel } from '../curriculum/step.js';
import type { KeptHtml } from '../web/page-frame.js';
import { careOf, documentTitleOf } from './care.rules.js';
import type { LessonAt } from './lesson-text.js';

export interface TryPage {
  readonly title: string;
  readonly documentTitle: string;
  readonly trackTitle: string;
  readonly trackHref: string;
  readonly moduleTitle: string;
  readonly minutes: number;
  /** Trusted HTML. */
  readonly text: KeptHtml;
  readonly hasCare: boolean;
  readonly isOpen: boolean;
  /** The next lesson that can be read without an account. */
  readonly next: { readonly title: string; readonly href: string } | null;
}

export function toTryPage(at: LessonAt, text: KeptHtml): TryPage {
  const { edition, module, step } = at;
  const title = step.title ?? module.title;
  return {
    title,
    documentTitle: documentTitleOf(module, step, title),
    trackTitle: edition.track.title,
    trackHref: `/tracks/${edition.track.id}`,
    moduleTitle: module.title,
    minutes: step.minutes,
    text,
    hasCare: careOf(module, step) !== null,
    isOpen: edition.track.access === 'open',
    next: nextLesson(at),
  };
}

/** Lessons of an open track, and the trial lesson of any. */
export function isReadableByAnyone({ track }: Edition, module: ModuleModel, step: StepModel): boolean {
  if (step.kind !== 'lesson') return false;
  return track.access === 'open' || (track.trial?.module === module.id && track.trial.step === step.id);
}

function nextLesson({ edition, step }: LessonAt): TryPage['next'] {
  const readable = stepsInOrder(edition).filter((at) => isReadableByAnyone(edition, at.module, at.step));
  const after = readable[readable.findIndex((at) => at.step === step) + 1];
  if (!after) return null;
  const href = tryHref(edition.track.id, { module: after.module.id, step: after.step.id });
  return { title: after.step.title ?? after.module.title, href };
}
