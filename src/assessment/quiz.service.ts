import { Injectable } from '@nestjs/common';
import { randomInt } from 'node:crypto';
import { findStep } from '../curriculum/edition.js';
import type { Edition } from '../curriculum/edition.js';
import { EditionService } from '../curriculum/edition.service.js';
import type { QuizStep } from '../curriculum/step.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { LearningService } from '../learning/learning.service.js';
import type { Seat } from '../learning/seat.service.js';
import { Clock } from '../shared/clock.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { newId } from '../shared/ids.js';
import { stateOf } from './attempt-state.rules.js';
import type { AttemptState } from './attempt-state.rules.js';
import { Attempt } from './attempt.entity.js';
import type { AttemptRule } from './attempt.entity.js';
import { drawQuestions } from './draw.rules.js';
import type { DrawnQuestion } from './draw.rules.js';
import type { Asked } from './quiz.page.js';
import { Response } from './response.entity.js';
import { isServed, scoreOf } from './scoring.rules.js';
import type { Result } from './scoring.rules.js';

type QuizSeat = Seat<QuizStep>;

/** The last attempt of one person at one quiz, with its questions read from the edition it was started on. */
export interface Sitting {
  readonly edition: Edition;
  readonly attempt: Attempt;
  readonly state: AttemptState;
  readonly asked: readonly Asked[];
}

interface AttemptRow {
  id: string;
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
  result: Result;
  points: number;
  is_skipped: boolean | number;
}

const HOUR = 60 * 60 * 1000;

/** An answer as the page of an attempt sent it. */
export interface GivenTo {
  /** The attempt whose page it was. */
  readonly attempt: string;
  readonly position: number;
  readonly chosen: readonly number[];
  readonly isSkipped: boolean;
}

/** Attempts at quizzes. Every answer is a row; nothing is overwritten, and leaving never submits anything. */
@Injectable()
export class QuizService {
  constructor(
    private readonly db: Database,
    private readonly editions: EditionService,
    private readonly learning: LearningService,
    private readonly clock: Clock,
  ) {}

  /** Null before the first attempt. */
  findSitting(seat: QuizSeat): Promise<Sitting | null> {
    return this.sittingIn(this.db, seat);
  }

  /** Begins an attempt; one that is still open goes on instead. @throws DomainError where the author allows no further one (yet). */
  async start(tx: Tx, seat: QuizSeat): Promise<void> {
    const last = await this.sittingIn(tx, seat);
    if (last && last.state.next !== null) return;
    const quiz = seat.step;
    const now = this.clock.now();
    refuseTooMany(quiz, last?.attempt ?? null, now);
    await tx.insert(Attempt, {
      id: newId(now),
      enrolmentId: seat.enrolmentId,
      module: seat.module.id,
      step: quiz.id,
      number: (last?.attempt.number ?? 0) + 1,
      editionHash: seat.edition.hash,
      questions: drawQuestions(quiz, secureRandom),
      rule: {
        showAnswers: quiz.showAnswers,
        pass: quiz.passPercent,
        again: quiz.attempts === null,
      } satisfies AttemptRule,
      startedAt: now,
      finishedAt: null,
    });
    await this.learning.record(tx, { enrolmentId: seat.enrolmentId, ref: refOf(seat), status: 'started' });
  }

  /** Keeps an answer and lets the ledger know. Where a question may be answered once only, a second answer changes nothing. */
  async answer(tx: Tx, seat: QuizSeat, given: GivenTo): Promise<void> {
    const sitting = await this.sittingIn(tx, seat);
    const asked = sitting?.asked[given.position - 1];
    if (!sitting || !asked || sitting.attempt.id !== given.attempt)
      throw new NotFound(`question ${given.position}`);
    const { attempt } = sitting;
    const turns = sitting.state.questions[given.position - 1]!.turns;
    if (turns > 0 && !attempt.rule.again) return;
    const now = this.clock.now();
    await tx.insert(Response, {
      id: newId(now),
      attemptId: attempt.id,
      question: asked.question.id,
      turn: turns + 1,
      revision: asked.question.revision,
      chosen: given.chosen,
      ...scoreOf(asked.question, given.chosen),
      isSkipped: given.isSkipped,
      answeredAt: now,
    });
    await this.settle(tx, seat, attempt);
  }

  /** Passes the whole quiz by its content note, with full credit. */
  async skip(tx: Tx, seat: QuizSeat): Promise<void> {
    if ((seat.step.care?.level ?? 0) === 0) throw new NotFound('no content note');
    await this.learning.record(tx, {
      enrolmentId: seat.enrolmentId,
      ref: refOf(seat),
      status: 'done',
      skippedByCare: true,
    });
  }

  private async settle(tx: Tx, seat: QuizSeat, attempt: Attempt): Promise<void> {
    const { state } = (await this.sittingIn(tx, seat))!;
    const isFinished = state.next === null;
    if (isFinished && attempt.finishedAt === null)
      await tx.update(Attempt, { id: attempt.id }, { finishedAt: this.clock.now() });
    await this.learning.record(tx, {
      enrolmentId: seat.enrolmentId,
      ref: refOf(seat),
      // A further attempt begins only after a finished one.
      status: isFinished || attempt.number > 1 ? 'done' : 'started',
      scores: state.questions.map((question) => ({
        question: question.id,
        share: question.points,
        skippedByCare: question.isSkipped,
      })),
    });
  }

  private async sittingIn(from: Pick<Tx, 'one' | 'sql'>, seat: QuizSeat): Promise<Sitting | null> {
    const { enrolmentId } = seat;
    const row = await from.one<AttemptRow>`
      select id, number, edition_hash, questions, rule, finished_at from attempt
      where enrolment_id = ${enrolmentId} and module = ${seat.module.id} and step = ${seat.step.id}
      order by number desc limit 1`;
    if (!row) return null;
    const responses = await from.sql<ResponseRow>`
      select question, turn, chosen, result, points, is_skipped from response where attempt_id = ${row.id}`;
    const attempt = toAttempt(row, seat);
    const edition = await this.editions.get(attempt.editionHash, from);
    const quiz = findStep(edition, refOf(seat));
    return {
      edition,
      attempt,
      state: stateOf(attempt, responses.map(toAnswered)),
      asked: toAsked(quiz?.kind === 'quiz' ? quiz : seat.step, attempt.questions),
    };
  }
}

function refOf(seat: QuizSeat): { module: string; step: string } {
  return { module: seat.module.id, step: seat.step.id };
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

function toAnswered(row: ResponseRow) {
  return {
    question: row.question,
    turn: row.turn,
    chosen: JSON.parse(row.chosen) as number[],
    result: row.result,
    points: row.points,
    isSkipped: Boolean(row.is_skipped),
  };
}

function toAsked(quiz: QuizStep, drawn: readonly DrawnQuestion[]): Asked[] {
  const served = quiz.questions.filter(isServed);
  return drawn.map(({ id, order }, index) => {
    const question = served.find((one) => one.id === id);
    if (!question) throw new Error(`question ${id} is not in the edition of its attempt`);
    return { question, position: index + 1, total: drawn.length, order };
  });
}

/** @throws DomainError */
function refuseTooMany(quiz: QuizStep, last: Attempt | null, now: Date): void {
  if (quiz.attempts !== null && last && last.number >= quiz.attempts)
    throw new DomainError('assessment.start.no-more', { attempts: quiz.attempts });
  const opens = last?.finishedAt ? last.finishedAt.getTime() + quiz.waitHours * HOUR : 0;
  if (quiz.waitHours > 0 && now.getTime() < opens)
    throw new DomainError('assessment.start.wait', { hours: Math.ceil((opens - now.getTime()) / HOUR) });
}

function secureRandom(): number {
  return randomInt(2 ** 32) / 2 ** 32;
}
