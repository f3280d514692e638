import type { Result } from '../assessment/scoring.rules.js';
import type { StepRef } from '../curriculum/step.js';
import type { FirstAnswer, FirstAttempt } from './first-answer.js';

/** One first answer as the database gives it; whose it is tells only which belong together. */
export interface AnswerRow {
  readonly person_id: string;
  readonly attempt_id: string;
  readonly module: string;
  readonly step: string;
  readonly edition_hash: string;
  readonly is_finished: number;
  readonly question: string;
  readonly revision: string;
  readonly chosen: string;
  readonly texts: string | null;
  readonly result: Result;
  readonly points: number;
  readonly is_skipped: boolean | number;
}

/** The edition of an attempt, with the names the quiz had in it. */
interface Met {
  readonly hash: string;
  readonly ref: StepRef;
}

/**
 * The first attempt of each person, and the editions in which the quiz was met, the newest first. `rows` come in the order in
 * which attempts began: a quiz that got another name has a first attempt under each of them.
 */
export function toAttempts(rows: readonly AnswerRow[]): {
  attempts: FirstAttempt[];
  met: Met[];
} {
  const first = new Map<string, string>();
  const answers = new Map<string, FirstAnswer[]>();
  const heads = new Map<string, AnswerRow>();
  for (const row of rows) {
    const attempt = first.get(row.person_id) ?? row.attempt_id;
    first.set(row.person_id, attempt);
    if (attempt !== row.attempt_id) continue;
    heads.set(attempt, row);
    answers.set(attempt, [...(answers.get(attempt) ?? []), toAnswer(row)]);
  }
  const attempts = [...heads].map(([id, { is_finished }]) => ({
    isFinished: Boolean(Number(is_finished)),
    answers: answers.get(id)!,
  }));
  const met = new Map<string, Met>();
  for (const { edition_hash: hash, module, step } of [...heads.values()].toReversed())
    if (!met.has(hash)) met.set(hash, { hash, ref: { module, step } });
  return { attempts, met: [...met.values()] };
}

function toAnswer(row: AnswerRow): FirstAnswer {
  return {
    question: row.question,
    revision: row.revision,
    chosen: JSON.parse(row.chosen) as number[],
    texts: row.texts === null ? null : (JSON.parse(row.texts) as string[]),
    result: row.result,
    points: row.points,
    isSkipped: Boolean(row.is_skipped),
  };
}
