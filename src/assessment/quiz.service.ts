import { Injectable } from '@nestjs/common';
import { EditionService } from '../curriculum/edition.service.js';
import { Database, list } from '../database/database.js';
import type { Tx } from '../database/database.js';
import type { Gone } from '../learning/edition-moves.service.js';
import { LearningService } from '../learning/learning.service.js';
import { Clock } from '../shared/clock.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { newId } from '../shared/ids.js';
import { secureRandom } from '../shared/secure-random.js';
import { stateOf } from './attempt-state.rules.js';
import { Attempt } from './attempt.entity.js';
import type { AttemptRule } from './attempt.entity.js';
import { drawQuestions } from './draw.rules.js';
import type { Answer } from './given-answer.rules.js';
import { Response } from './response.entity.js';
import { bestScores, lastScores } from './kept-scores.rules.js';
import { scoreOf } from './scoring.rules.js';
import { judgedOf, readSitting } from './sitting.js';
import type { QuizSeat, Sitting } from './sitting.js';
import { termsOf } from './terms.rules.js';
import type { Terms } from './terms.rules.js';

/** As many people as one statement takes. */
const ROWS = 400;
const HOUR = 60 * 60 * 1000;

/** An answer as the page of an attempt sent it. */
export interface GivenTo {
  /** Number of the attempt whose page it was. */
  readonly attempt: number;
  readonly position: number;
  readonly answer: Answer;
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
    return readSitting(this.db, this.editions, seat);
  }

  /** Begins an attempt; one that is still open goes on instead. @throws DomainError where the author allows no further one (yet). */
  async start(tx: Tx, seat: QuizSeat): Promise<void> {
    const last = await readSitting(tx, this.editions, seat);
    if (last && last.state.next !== null) return;
    const now = this.clock.now();
    const terms = termsOf(seat.step, seat.edition.track.scored);
    refuseTooMany(terms, last?.attempt ?? null, now);
    await tx.insert(Attempt, {
      id: newId(now),
      enrolmentId: seat.enrolmentId,
      module: seat.module.id,
      step: seat.step.id,
      number: (last?.attempt.number ?? 0) + 1,
      editionHash: seat.edition.hash,
      questions: drawQuestions(seat.step, secureRandom),
      rule: {
        showAnswers: terms.showAnswers,
        pass: terms.pass,
        again: terms.attempts === null,
        keep: terms.keep,
      } satisfies AttemptRule,
      startedAt: now,
      finishedAt: null,
    });
    await this.learning.record(tx, { enrolmentId: seat.enrolmentId, ref: refOf(seat), status: 'started' });
  }

  /**
   * Keeps an answer and lets the ledger know. Where a question may be answered once only, a second answer changes nothing.
   * @throws DomainError when it was marked on the page of another attempt
   */
  async answer(tx: Tx, seat: QuizSeat, given: GivenTo): Promise<void> {
    const sitting = await readSitting(tx, this.editions, seat);
    const asked = sitting?.asked[given.position - 1];
    if (!sitting || !asked) throw new NotFound(`question ${given.position}`);
    // Another window began anew: there the same place names another option.
    if (sitting.attempt.number !== given.attempt) throw new DomainError('assessment.answer.other-attempt');
    const { attempt } = sitting;
    const { chosen, texts, isSkipped } = given.answer;
    const turns = sitting.state.questions[given.position - 1]!.turns;
    if (turns > 0 && !attempt.rule.again) return;
    const answer = {
      question: asked.question.id,
      turn: turns + 1,
      chosen,
      texts,
      ...scoreOf(asked.question, chosen, seat.edition.track.scored),
      isSkipped,
    };
    const answeredAt = this.clock.now();
    const { revision, kind } = asked.question;
    await tx.insert(Response, {
      id: newId(answeredAt),
      attemptId: attempt.id,
      ...answer,
      revision,
      kind,
      answeredAt,
    });
    const state = stateOf(attempt, [...sitting.answers, answer], judgedOf(sitting.asked));
    await this.settle(tx, seat, { attempt, asked: sitting.asked, state });
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

  /** Where points begin to count, what was answered before counts, too: the best answer of each question. */
  async countEarlier(tx: Tx, { enrolmentIds, before, after }: Gone): Promise<void> {
    if (before.track.scored || !after.track.scored) return;
    for (let at = 0; at < enrolmentIds.length; at += ROWS)
      await tx.sql`
        insert into question_score (enrolment_id, module, step, question, best, skipped_by_care)
        select a.enrolment_id, a.module, a.step, r.question, cast(round(max(r.points) * 1000) as integer),
          max(case when r.is_skipped then 1 else 0 end) = 1
        from response r join attempt a on a.id = r.attempt_id
        where a.enrolment_id in ${list(enrolmentIds.slice(at, at + ROWS))} and coalesce(r.kind, '') not in ('scale', 'free-text')
          and not exists (select 1 from question_score q where q.enrolment_id = a.enrolment_id
            and q.module = a.module and q.step = a.step and q.question = r.question)
        group by a.enrolment_id, a.module, a.step, r.question`;
  }

  private async settle(
    tx: Tx,
    seat: QuizSeat,
    sitting: Pick<Sitting, 'attempt' | 'asked' | 'state'>,
  ): Promise<void> {
    const { attempt } = sitting;
    const isFinished = sitting.state.next === null;
    if (isFinished && attempt.finishedAt === null)
      await tx.update(Attempt, { id: attempt.id }, { finishedAt: this.clock.now() });
    await this.learning.record(tx, {
      enrolmentId: seat.enrolmentId,
      ref: refOf(seat),
      // A further attempt begins only after a finished one.
      status: isFinished || attempt.number > 1 ? 'done' : 'started',
      scores: attempt.rule.keep === 'last' ? lastScores(seat.step, sitting) : bestScores(sitting),
    });
  }
}

function refOf(seat: QuizSeat): { module: string; step: string } {
  return { module: seat.module.id, step: seat.step.id };
}

/** @throws DomainError */
function refuseTooMany({ attempts, waitHours }: Terms, last: Attempt | null, now: Date): void {
  if (attempts !== null && last && last.number >= attempts)
    throw new DomainError('assessment.start.no-more', { attempts });
  const opens = last?.finishedAt ? last.finishedAt.getTime() + waitHours * HOUR : 0;
  if (waitHours > 0 && now.getTime() < opens)
    throw new DomainError('assessment.start.wait', { hours: Math.ceil((opens - now.getTime()) / HOUR) });
}
