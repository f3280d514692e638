import { findStep } from '../curriculum/edition.js';
import type { Edition } from '../curriculum/edition.js';
import type { EditionService } from '../curriculum/edition.service.js';
import type { QuizStep } from '../curriculum/step.js';
import { list } from '../database/database.js';
import type { Tx } from '../database/database.js';
import type { Seat } from '../learning/seat.service.js';
import { namesOf, stepHref } from '../learning/step-ref.rules.js';
import { stateOf } from './attempt-state.rules.js';
import type { Answered, AttemptState } from './attempt-state.rules.js';
import { Attempt } from './attempt.entity.js';
import type { AttemptRule } from './attempt.entity.js';
import type { DrawnQuestion } from './draw.rules.js';
import type { Asked } from './asked.js';
import { isJudged } from './scoring.rules.js';
import type { Result } from './scoring.rules.js';

export type QuizSeat = Seat<QuizStep>;

/** Where the pages of the quiz stand. */
export function baseOf({ edition, module, step }: QuizSeat): string {
  return stepHref(edition.track.id, { module: module.id, step: step.id }, step.kind);
}

/** The last attempt of one person at one quiz, with its questions read from the edition it was started on. */
export interface Sitting {
  readonly edition: Edition;
  readonly attempt: Attempt;
  /** Every answer given in it. */
  readonly answers: readonly Answered[];
  readonly state: AttemptState;
  readonly asked: readonly Asked[];
}

interface AttemptRow {
  id: string;
  module: string;
  step: string;
  number: number;
  edition_hash: string;
  questions: string;
  rule: string;
  finished_at: number | null;
}

interface ResponseRow {
  question: string;
  turn: number;
  chosen: string;
  texts: string | null;
  result: Result;
  points: number;
  is_skipped: boolean | number;
}

/** The sitting as it stands where `from` reads: outside a unit, or inside it. Null before the first attempt. */
export async function readSitting(
  from: Pick<Tx, 'one' | 'sql'>,
  editions: EditionService,
  seat: QuizSeat,
): Promise<Sitting | null> {
  const { enrolmentId } = seat;
  const row = await from.one<AttemptRow>`
      select id, module, step, number, edition_hash, questions, rule, finished_at from attempt
      where enrolment_id = ${enrolmentId} and module || '/' || step in ${list(namesOf(seat.module, seat.step))}
      order by number desc limit 1`;
  if (!row) return null;
  const responses = await from.sql<ResponseRow>`
      select question, turn, chosen, texts, result, points, is_skipped from response where attempt_id = ${row.id}`;
  const attempt = toAttempt(row, seat);
  const answers = responses.map(toAnswered);
  const edition = await editions.get(attempt.editionHash, from);
  const quiz = findStep(edition, { module: row.module, step: row.step });
  const asked = toAsked(quiz?.kind === 'quiz' ? quiz : seat.step, attempt.questions);
  return { edition, attempt, answers, asked, state: stateOf(attempt, answers, judgedOf(asked)) };
}

/** The questions of an attempt that have a right answer. */
export function judgedOf(asked: readonly Asked[]): ReadonlySet<string> {
  return new Set(asked.filter(({ question }) => isJudged(question)).map(({ question }) => question.id));
}

function toAttempt(row: AttemptRow, seat: QuizSeat): Attempt {
  return Object.assign(new Attempt(), {
    id: row.id,
    enrolmentId: seat.enrolmentId,
    module: seat.module.id,
    step: seat.step.id,
    number: row.number,
    editionHash: row.edition_hash,
    questions: JSON.parse(row.questions) as DrawnQuestion[],
    rule: JSON.parse(row.rule) as AttemptRule,
    finishedAt: row.finished_at === null ? null : new Date(row.finished_at),
  });
}

function toAnswered(row: ResponseRow): Answered {
  return {
    question: row.question,
    turn: row.turn,
    chosen: JSON.parse(row.chosen) as number[],
    texts: row.texts === null ? null : (JSON.parse(row.texts) as string[]),
    result: row.result,
    points: row.points,
    isSkipped: Boolean(row.is_skipped),
  };
}

function toAsked(quiz: QuizStep, drawn: readonly DrawnQuestion[]): Asked[] {
  return drawn.map(({ id, order }, index) => {
    const question = quiz.questions.find((one) => one.id === id);
    if (!question) throw new Error(`question ${id} is not in the edition of its attempt`);
    return { question, position: index + 1, total: drawn.length, order };
  });
}
