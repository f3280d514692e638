import type { QuizStep } from '../curriculum/step.js';
import type { Question } from '../curriculum/question.js';
import { shuffled } from '../shared/shuffled.js';
import type { Random } from '../shared/shuffled.js';
import { shownCount } from './scoring.rules.js';

/** One question of an attempt and the order in which its options stand on the page. */
export interface DrawnQuestion {
  readonly id: string;
  readonly revision: string;
  /**
   * Places in the curriculum's list (options, things to order, right sides), in the order shown: a form names each by where
   * it stands here, so that the file's order tells nothing.
   */
  readonly order: readonly number[];
}

/** Chooses the questions of an attempt (fixed ones, so many of each pool, `draw` of all) and shuffles the options. */
export function drawQuestions(quiz: QuizStep, random: Random): DrawnQuestion[] {
  const pools = new Map(quiz.pools.map((pool) => [pool.id, pool.draw]));
  const kept = new Set<string>(
    quiz.questions
      .filter((question) => question.pool === null || !pools.has(question.pool))
      .map(({ id }) => id),
  );
  for (const [pool, count] of pools)
    for (const question of shuffled(
      quiz.questions.filter((one) => one.pool === pool),
      random,
    ).slice(0, count))
      kept.add(question.id);
  const chosen = quiz.questions.filter(({ id }) => kept.has(id));
  const asked = quiz.draw === null ? chosen : pick(chosen, quiz.draw, random);
  return asked.map((question) => ({
    id: question.id,
    revision: question.revision,
    order: orderOf(shownCount(question), isShuffled(question, quiz), random),
  }));
}

/** Where the file's order is the answer it is never shown; where it has a meaning of its own it always is. */
function isShuffled({ kind }: Question, { shuffle }: QuizStep): boolean {
  if (kind === 'put-in-order' || kind === 'match') return true;
  return shuffle && kind !== 'true-false' && kind !== 'scale';
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
