import type { Edition } from '../curriculum/edition.js';
import { findModule, findStep } from '../curriculum/edition.js';
import type { StepRef } from '../curriculum/step.js';
import { withoutRuby } from '../web/view-helpers-ruby.js';

/** Titles instead of ids, as far as the edition still knows them. */
export function stepWords(edition: Edition) {
  return {
    track: withoutRuby(edition.track.title),
    of: ({ module, step }: StepRef) => ({
      module: withoutRuby(findModule(edition, module)?.title ?? module),
      step: withoutRuby(findStep(edition, { module, step })?.title ?? step),
    }),
  };
}

export function questionWords(edition: Edition, ref: StepRef & { readonly question: string }): string {
  const step = findStep(edition, ref);
  const question = step?.kind === 'quiz' ? step.questions.find(({ id }) => id === ref.question) : undefined;
  return question ? withoutRuby(question.ask.source) : ref.question;
}
