import type { ModuleContent } from '../schema/module-schema.js';
import { baseText } from '../words/ruby-signs.js';

/** A wrong answer that somebody may choose, the belief behind it, and what it is told. */
export interface AnsweredBelief {
  readonly code: string;
  /** module/step/question or module/step/scene */
  readonly place: string;
  readonly chosen: string;
  /** Null: nothing is said to it. */
  readonly answer: string | null;
  /** In a quiz each wrong answer has an answer of its own; in a dialogue the next scene may be it. */
  readonly kind: 'choice' | 'reply';
}

type Step = ModuleContent['steps'][number];

/** Every wrong answer of a module that stands for a belief, in the order of the file. */
export function answeredBeliefs({ module, steps }: ModuleContent): AnsweredBelief[] {
  return steps.flatMap((step) => {
    const place = `${module}/${step.value}`;
    if (step.kind === 'quiz') return step.questions.flatMap((one) => inQuestion(place, one));
    return step.kind === 'dialogue' ? inDialogue(place, step) : [];
  });
}

function inQuestion(
  step: string,
  question: (Step & { kind: 'quiz' })['questions'][number],
): AnsweredBelief[] {
  const found = (code: string | null, chosen: string, answer: string | null): AnsweredBelief[] =>
    code === null
      ? []
      : [
          {
            code,
            place: `${step}/${question.value}`,
            chosen: baseText(chosen),
            answer: answer === null ? null : baseText(answer),
            kind: 'choice',
          },
        ];
  switch (question.kind) {
    case 'choose-one':
    case 'choose-many':
      return question.choices.flatMap((one) => found(one.misconception, one.value, one.feedback));
    case 'true-false':
      return found(question.misconception, question.ask, question.feedback);
    case 'fill-in':
      return question['also-wrong'].flatMap((one) => found(one.misconception, one.text, one.feedback));
    default:
      return [];
  }
}

function inDialogue(place: string, { scenes }: Step & { kind: 'dialogue' }): AnsweredBelief[] {
  return scenes.flatMap(({ key, value }) =>
    (value.you ?? []).flatMap(({ misconception, say, feedback }) =>
      misconception === null
        ? []
        : [
            {
              code: misconception,
              place: `${place}/${key}`,
              chosen: baseText(say),
              answer: feedback === null ? null : baseText(feedback),
              kind: 'reply' as const,
            },
          ],
    ),
  );
}
