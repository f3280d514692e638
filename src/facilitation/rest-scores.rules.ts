import type { FirstAnswer, FirstAttempt } from './first-answer.js';
import type { Scores } from './item-statistics.rules.js';

/** Which question, as it was asked. */
export interface Asked {
  readonly question: string;
  readonly revision: string;
}

/**
 * The scores at one question beside those at the rest of the quiz, of people who answered exactly the same questions in the
 * same revisions to the end: where several sets of questions were asked, of the largest group. What was passed by its note,
 * and what has no right answer, counts nowhere.
 */
export function scoresBeside(attempts: readonly FirstAttempt[], wanted: Asked): Scores {
  const groups = new Map<string, { own: number[]; rest: number[] }>();
  for (const { answers, isFinished } of attempts) {
    const counted = answers.filter(({ isSkipped, result }) => !isSkipped && result !== 'noted');
    const own = counted.find((answer) => isOf(answer, wanted));
    if (!isFinished || !own) continue;
    const key = setOf(counted);
    const group = groups.get(key) ?? { own: [], rest: [] };
    group.own.push(own.points);
    group.rest.push(sum(counted.filter((answer) => answer !== own)));
    groups.set(key, group);
  }
  return [...groups.values()].reduce((most, group) => (group.own.length > most.own.length ? group : most), {
    own: [],
    rest: [],
  });
}

export function isOf(answer: Asked, { question, revision }: Asked): boolean {
  return answer.question === question && answer.revision === revision;
}

function setOf(answers: readonly FirstAnswer[]): string {
  return answers
    .map(({ question, revision }) => `${question}@${revision}`)
    .sort()
    .join(' ');
}

function sum(answers: readonly FirstAnswer[]): number {
  return answers.reduce((total, { points }) => total + points, 0);
}
