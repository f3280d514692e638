import type { Edition } from '../curriculum/edition.js';
import { findModule, findStep } from '../curriculum/edition.js';
import type { StepRef } from '../curriculum/step.js';
import { rightsOf } from '../assessment/scoring.rules.js';
import type { Question } from '../curriculum/question.js';
import type { Rendered } from '../curriculum/rendered.js';
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

interface Given {
  /** See `Response`. */
  readonly chosen: readonly number[];
  readonly texts: readonly string[] | null;
}

/** What was answered, in the words of the curriculum or the person's own; empty for "not sure yet". */
export function answerWords(edition: Edition, ref: QuestionRef, { chosen, texts }: Given): string[] {
  if (texts !== null) return texts.filter((text) => text !== '');
  const question = findQuestion(edition, ref);
  return question ? placedWords(question, chosen) : [];
}

function placedWords(question: Question, chosen: readonly number[]): string[] {
  const inWords = (all: readonly Rendered[]) =>
    chosen.map((place) => all[place] && withoutRuby(all[place].source));
  switch (question.kind) {
    case 'choose-one':
    case 'choose-many':
      return inWords(question.choices.map(({ text }) => text)).filter((words) => words !== undefined);
    case 'true-false':
      return chosen.flatMap((place) => TRUE_FALSE[place] ?? []);
    case 'put-in-order':
      return inWords(question.items).filter((words) => words !== undefined);
    case 'match':
      return inWords(rightsOf(question)).map(
        (right, index) => `${withoutRuby(question.pairs[index]?.left.source ?? '')}\uff1a${right ?? ''}`,
      );
    case 'scale':
      return chosen.flatMap((place) => String(question.steps[place]?.value ?? ''));
    default:
      return [];
  }
}

/** What was said in a dialogue; null where nothing was, or the edition does not know it. */
export function saidWords(
  edition: Edition,
  ref: StepRef & { readonly scene: string; readonly reply: number | null },
): string | null {
  const step = findStep(edition, ref);
  const scene = step?.kind === 'dialogue' ? step.scenes.find(({ id }) => id === ref.scene) : undefined;
  if (scene?.next.kind !== 'you' || ref.reply === null) return null;
  const reply = scene.next.replies[ref.reply];
  return reply ? withoutRuby(reply.say.source) : null;
}

function findQuestion(edition: Edition, ref: QuestionRef) {
  const step = findStep(edition, ref);
  return step?.kind === 'quiz' ? step.questions.find(({ id }) => id === ref.question) : undefined;
}
