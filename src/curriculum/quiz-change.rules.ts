import { changedCare, changedDuty, compatible, consequential, isSame, paired } from './change.js';
import type { Change } from './change.js';
import type { Choice, ChooseQuestion, MatchQuestion, Question } from './question.js';
import type { Rendered } from './rendered.js';
import type { QuizStep } from './step.js';

/** What changed in a quiz beyond its words. */
export function changesInQuiz(before: QuizStep, after: QuizStep, place: string): Change[] {
  const questions = paired(before.questions, after.questions);
  return [
    ...changedTerms(before, after, place),
    ...questions.removed.map(({ id }) => consequential('question-removed', `${place}#${id}`)),
    ...questions.added.map((question) =>
      isDrawn(question, after) || !question.required
        ? compatible('question-added', `${place}#${question.id}`)
        : consequential('question-added', `${place}#${question.id}`),
    ),
    ...questions.kept.flatMap(([old, now]) => changesInQuestion(old, now, `${place}#${now.id}`)),
  ];
}

/** Whether further questions beside it leave an attempt as long as it was. */
function isDrawn(question: Question, quiz: QuizStep): boolean {
  return quiz.pools.length === 0 ? quiz.draw !== null : quiz.pools.some(({ id }) => id === question.pool);
}

function changedTerms(before: QuizStep, after: QuizStep, place: string): Change[] {
  const cap = (quiz: QuizStep) => quiz.attempts ?? Infinity;
  const draw = (quiz: QuizStep) => [quiz.draw, quiz.pools];
  return [
    ...(before.passPercent === after.passPercent ? [] : [consequential('pass-changed', place)]),
    ...(isSame(draw(before), draw(after)) ? [] : [consequential('draw-changed', place)]),
    ...(before.keep === after.keep ? [] : [consequential('keep-changed', place)]),
    ...(cap(after) < cap(before) ? [consequential('attempts-lowered', place)] : []),
    ...(cap(after) > cap(before) ? [compatible('attempts-raised', place)] : []),
    ...(after.waitHours > before.waitHours ? [consequential('wait-raised', place)] : []),
    ...(after.waitHours < before.waitHours ? [compatible('wait-lowered', place)] : []),
    ...(before.showAnswers === after.showAnswers ? [] : [compatible('show-answers-changed', place)]),
  ];
}

function changesInQuestion(before: Question, after: Question, place: string): Change[] {
  return [
    ...changedDuty(before, after, place),
    ...changedCare(before.care, after.care, place),
    ...(before.pool === after.pool ? [] : [consequential('pool-changed', place)]),
    ...(hasSameKey(before, after) ? [] : [consequential('answer-changed', place)]),
  ];
}

/** Whether the same answers are right. An edited wording of an answer is editorial: its mark stayed. */
function hasSameKey(before: Question, after: Question): boolean {
  if (isChoice(before) && isChoice(after))
    return before.partial === after.partial && haveSameMarks(before.choices, after.choices);
  if (before.kind === 'put-in-order' && after.kind === 'put-in-order')
    return keepPlaces(sources(before.items), sources(after.items));
  if (before.kind === 'match' && after.kind === 'match')
    return (
      keepPlaces(rightsByLeft(before), rightsByLeft(after)) &&
      isSame(sources(before.extra).sort(), sources(after.extra).sort())
    );
  return before.kind !== after.kind || isSame(keyOf(before), keyOf(after));
}

/** As many as before, and none that is still there stands elsewhere. */
function keepPlaces(before: readonly string[], after: readonly string[]): boolean {
  return (
    before.length === after.length &&
    after.every((text, index) => !before.includes(text) || before.indexOf(text) === index)
  );
}

/** The right sides in the order of their left sides, so that moving a whole pair changes nothing. */
function rightsByLeft({ pairs }: MatchQuestion): readonly string[] {
  return pairs
    .map(({ left, right }) => [left.source, right.source] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, right]) => right);
}

function sources(words: readonly Rendered[]): string[] {
  return words.map(({ source }) => source);
}

function isChoice(question: Question): question is ChooseQuestion {
  return question.kind === 'choose-one' || question.kind === 'choose-many';
}

/** Choices have no ids: one that says the same must be worth the same, and as many of each worth must stand. */
function haveSameMarks(before: readonly Choice[], after: readonly Choice[]): boolean {
  const worth = ({ mark, score }: Choice) => `${mark} ${score}`;
  const known = new Map(before.map((choice) => [choice.text.source, worth(choice)]));
  return (
    isSame(before.map(worth).sort(), after.map(worth).sort()) &&
    after.every((choice) => (known.get(choice.text.source) ?? worth(choice)) === worth(choice))
  );
}

function keyOf(question: Question): unknown {
  switch (question.kind) {
    case 'true-false':
      return question.answer;
    case 'fill-in':
      return question.parts.map((part) => ('accepts' in part ? part.accepts : null)).filter(Boolean);
    case 'number':
      return [question.answer, question.tolerance];
    case 'scale':
      return question.steps.map((step) => step.value);
    default:
      return null;
  }
}
