import type { Answer } from './given-answer.rules.js';
import { ACCEPTED, blanksOf, OTHER, pairing } from './scoring.rules.js';
import type { Question } from '../curriculum/question.js';

/** One answer that is right, or cannot be wrong, and one that asks to think again; null where there is none. */
export function sampleAnswers(question: Question): { right: Answer; wrong: Answer | null } {
  switch (question.kind) {
    case 'choose-one':
    case 'choose-many': {
      const of = (mark: 'right' | 'wrong') =>
        [...question.choices.keys()].filter((place) => question.choices[place]!.mark === mark);
      const isMany = question.kind === 'choose-many';
      return {
        right: placed(...(isMany ? of('right') : of('right').slice(0, 1))),
        wrong: orNone(of('wrong').slice(0, 1)),
      };
    }
    case 'true-false':
      return { right: placed(question.answer ? 0 : 1), wrong: placed(question.answer ? 1 : 0) };
    case 'put-in-order': {
      const places = [...question.items.keys()];
      return { right: placed(...places), wrong: placed(...places.reverse()) };
    }
    case 'match': {
      const right = pairing(question);
      return { right: placed(...right), wrong: placed(...right.map(() => right[0]!)) };
    }
    case 'fill-in':
      return typed(blanksOf(question).map(([answer = '']) => answer));
    case 'number':
      return typed([String(question.answer)]);
    case 'scale':
      return { right: placed(Math.floor(question.steps.length / 2)), wrong: null };
    case 'free-text':
      return { right: { ...placed(), texts: null }, wrong: null };
  }
}

function placed(...chosen: readonly number[]): Answer {
  return { chosen, texts: null, isSkipped: false };
}

function orNone(chosen: readonly number[]): Answer | null {
  return chosen.length === 0 ? null : placed(...chosen);
}

function typed(texts: readonly string[]): { right: Answer; wrong: Answer } {
  return {
    right: { ...placed(...texts.map(() => ACCEPTED)), texts },
    wrong: { ...placed(...texts.map(() => OTHER)), texts: texts.map(() => '\uff1f') },
  };
}
