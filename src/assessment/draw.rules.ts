import type { QuizStep } from '../curriculum/step.js';
import { isServed, optionCount } from './scoring.rules.js';

/** One question of an attempt and the order in which its options stand on the page. */
export interface DrawnQuestion {
  readonly id: string;
  readonly revision: string;
  /** Places in the curriculum's list, in the order shown: a form names an option by where it stands here, so that the file's order tells nothing. */
  readonly order: readonly number[];
}

/** Numbers from 0 up to 1. Passed in, so that a draw can be repeated in a test. */
export type Random = () => number;

/** Chooses the questions of an attempt (fixed ones, so many of each pool, `draw` of all) and shuffles the options. */
export function drawQuestions(quiz: QuizStep, random: Random): DrawnQuestion[] {
  const served = quiz.questions.filter(isServed);
  const pools = new Map(quiz.pools.map((pool) => [pool.id, pool.draw]));
  const kept = new Set<string>(
    served.filter((question) => question.pool === null || !pools.has(question.pool)).map(({ id }) => id),
  );
  for (const [pool, count] of pools)
    for (const question of shuffled(
      served.filter((one) => one.pool === pool),
      random,
    ).slice(0, count))
      kept.add(question.id);
  const chosen = served.filter(({ id }) => kept.has(id));
  const asked = quiz.draw === null ? chosen : pick(chosen, quiz.draw, random);
  return asked.map((question) => ({
    id: question.id,
    revision: question.revision,
    order: orderOf(optionCount(question), quiz.shuffle && question.kind !== 'true-false', random),
  }));
}

/** How many questions an attempt asks. */
export function askedCount(quiz: QuizStep): number {
  return drawQuestions(quiz, () => 0).length;
}

/** `count` of the items, in their own order. */
function pick<T>(items: readonly T[], count: number, random: Random): T[] {
  const places = new Set(shuffled([...items.keys()], random).slice(0, count));
  return items.filter((_, place) => places.has(place));
}

function orderOf(count: number, shuffle: boolean, random: Random): number[] {
  const places = Array.from({ length: count }, (_, place) => place);
  return shuffle ? shuffled(places, random) : places;
}

/** Fisher and Yates: every order is equally likely. */
function shuffled<T>(items: readonly T[], random: Random): T[] {
  const mixed = [...items];
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [mixed[last], mixed[other]] = [mixed[other]!, mixed[last]!];
  }
  return mixed;
}
