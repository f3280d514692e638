import type { Edition, ModuleModel } from '../curriculum/edition.js';
import type { Rendered } from '../curriculum/rendered.js';
import type { ReflectionStep, StepModel } from '../curriculum/step.js';
import type { Seat } from '../learning/seat.service.js';
import { stepHref, stepKey } from '../learning/step-ref.rules.js';

export type ReflectionSeat = Seat<ReflectionStep>;

/** Words of a curriculum as HTML, the easy version where it is asked for. */
export type Show = (words: Rendered, easy?: Rendered | null) => string;

/** Whose reflection, under all names that its step has had: what was written under an old one is not lost. */
export interface ReflectionPlace {
  readonly enrolmentId: string;
  readonly module: string;
  readonly step: string;
  /** As `stepKey` makes them. */
  readonly keys: readonly string[];
}

export function placeOf({ enrolmentId, module, step }: ReflectionSeat): ReflectionPlace {
  return { enrolmentId, module: module.id, step: step.id, keys: keysOf(module, step) };
}

function keysOf(module: ModuleModel, step: StepModel): string[] {
  return [module.id, ...module.formerly].flatMap((was) =>
    [step.id, ...step.formerly].map((id) => stepKey({ module: was, step: id })),
  );
}

export function hrefOf({
  edition,
  module,
  step,
}: Pick<ReflectionSeat, 'edition' | 'module' | 'step'>): string {
  return stepHref(edition.track.id, { module: module.id, step: step.id }, 'reflection');
}

/** What is asked, in trusted HTML: the easy version is one text, whatever the number of questions. */
export interface Ask {
  readonly questions: readonly string[];
  readonly easy: string | null;
}

export function toAsk(step: ReflectionStep, isEasy: boolean, show: Show): Ask {
  return isEasy && step.easy
    ? { questions: [], easy: show(step.easy) }
    : { questions: step.ask.map((question) => show(question)), easy: null };
}

/** The reflection a sending answers, as its edition has it; null once that edition has no such step. */
export function findReflection(
  edition: Edition,
  ref: { readonly module: string; readonly step: string },
): { readonly module: ModuleModel; readonly step: ReflectionStep } | null {
  const module = edition.modules.find(({ id }) => id === ref.module);
  const step = module?.steps.find(({ id }) => id === ref.step);
  return module && step?.kind === 'reflection' ? { module, step } : null;
}
