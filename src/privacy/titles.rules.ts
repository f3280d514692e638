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

type QuestionRef = StepRef & { readonly question: string };
const TRUE_FALSE = ['○', '×'];

export function questionWords(edition: Edition, ref: QuestionRef): string {
  const question = findQuestion(edition, ref);
  return question ? withoutRuby(question.ask.source) : ref.question;
}

/** What was chosen, in the order of the file; empty for "not sure yet". */
export function chosenWords(edition: Edition, ref: QuestionRef, places: readonly number[]): string[] {
  const question = findQuestion(edition, ref);
  if (!question) return [];
  const options =
    'choices' in question ? question.choices.map(({ text }) => withoutRuby(text.source)) : TRUE_FALSE;
  return places.flatMap((place) => options[place] ?? []);
}

function findQuestion(edition: Edition, ref: QuestionRef) {
  const step = findStep(edition, ref);
  return step?.kind === 'quiz' ? step.questions.find(({ id }) => id === ref.question) : undefined;
}
