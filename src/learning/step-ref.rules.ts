import type { ModuleModel } from '../curriculum/edition.js';
import type { StepKind, StepModel, StepRef } from '../curriculum/step.js';

/** How a step is named in the ledger and in sets: ids hold neither slash nor number sign. */
export function stepKey(ref: StepRef): string {
  return `${ref.module}/${ref.step}`;
}

/** Every key under which something may have been kept for a step: the present one first, then those it had. */
export function namesOf(
  module: Pick<ModuleModel, 'id' | 'formerly'>,
  step: Pick<StepModel, 'id' | 'formerly'>,
): readonly string[] {
  return [module.id, ...module.formerly].flatMap((was) =>
    [step.id, ...step.formerly].map((id) => stepKey({ module: was, step: id })),
  );
}

export function questionKey(ref: StepRef, question: string): string {
  return `${stepKey(ref)}#${question}`;
}

const ROOM: Readonly<Record<StepKind, string>> = {
  lesson: 'learn',
  quiz: 'quiz',
  dialogue: 'dialogue',
  reflection: 'reflection',
  worksheet: 'worksheet',
  session: 'session',
  survey: 'survey',
};

/** The page of a step: its URL names the kind. */
export function stepHref(track: string, ref: StepRef, kind: StepKind): string {
  return `/${ROOM[kind]}/${track}/${ref.module}/${ref.step}`;
}

/** The page on which a module ends. */
export function moduleHref(track: string, module: string): string {
  return `/learn/${track}/${module}`;
}

/** The same module on paper. */
export function workbookHref(track: string, module: string): string {
  return `/workbook/${track}/${module}`;
}
