import { Injectable } from '@nestjs/common';
import { findModule, findStep } from '../curriculum/edition.js';
import type { Edition } from '../curriculum/edition.js';
import { EditionService } from '../curriculum/edition.service.js';
import type { StepRef } from '../curriculum/step.js';
import { list } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { EnrolmentService } from '../enrolment/enrolment.service.js';
import { CalendarDay } from '../shared/calendar-day.js';
import { Clock } from '../shared/clock.js';
import { DomainError } from '../shared/domain-error.js';
import { completionOf } from './completion.rules.js';
import type { LearningFacts } from './completion.rules.js';
import { EditionMove } from './edition-move.entity.js';
import { factsOf, moduleNow, renamer, stepsOf } from './facts.rules.js';
import type { ProgressRow, ScoreRow } from './facts.rules.js';
import { KeptPlace } from './kept-place.entity.js';
import type { KeptRow } from './kept.rules.js';
import { grow, growScores } from './ledger.rules.js';
import type { Scored, StepAct } from './ledger.rules.js';
import { QuestionScore } from './question-score.entity.js';
import { SignOff } from './sign-off.entity.js';
import { StepProgress } from './step-progress.entity.js';
import { Waiver } from './waiver.entity.js';
import { namesOf, stepKey } from './step-ref.rules.js';
import { refOf, standingOf } from './waiver.rules.js';
import type { Target, TargetStanding } from './waiver.rules.js';

export interface Recorded extends StepAct {
  readonly enrolmentId: string;
  readonly ref: StepRef;
  /** Kept in scored tracks only. */
  readonly scores?: readonly Scored[];
}

/** A step that was done a moment ago, in the edition that its person learns with. */
export interface DoneStep {
  readonly enrolmentId: string;
  readonly edition: Edition;
  readonly ref: StepRef;
}

type WaiverConfirmed = Pick<Waiver, 'id' | 'enrolmentId'> & { readonly confirmedById: string };
type WaiverClosed = Pick<Waiver, 'id' | 'enrolmentId'> & { readonly closedById: string };

/** The end of the year 9999, in milliseconds: after everything that is written down. */
const FAR_AHEAD = 253_402_300_799_999;

interface Enrolled {
  readonly edition: Edition;
  readonly isCompleted: boolean;
}

/** What follows elsewhere, in the same unit, from a step that is done. */
type Consequence = (tx: Tx, done: DoneStep) => Promise<void>;

/** The ledger of what was done. Rooms that know how a step is done (quizzes, sessions) write it here. */
@Injectable()
export class LearningService {
  private readonly consequences: Consequence[] = [];

  constructor(
    private readonly editions: EditionService,
    private readonly enrolments: EnrolmentService,
    private readonly clock: Clock,
  ) {}

  /** Registers work of a higher room. */
  whenDone(work: Consequence): void {
    this.consequences.push(work);
  }

  /** Lets the ledger grow; when that completes the track, writes it down, once. */
  async record(tx: Tx, { enrolmentId, ref, scores = [], ...act }: Recorded): Promise<void> {
    const key = { enrolmentId, module: ref.module, step: ref.step };
    const known = await tx.findOne(StepProgress, key);
    await tx.upsert(StepProgress, { ...key, ...grow(known, act, this.clock.now()) }, [
      'enrolmentId',
      'module',
      'step',
    ]);
    if (act.status !== 'done') return;
    const enrolled = await this.editionOf(tx, enrolmentId);
    if (enrolled.edition.track.scored) {
      await this.recordScores(tx, key, scores);
      await this.replaceFormer(tx, enrolled.edition, { enrolmentId, ref, scores });
    }
    for (const work of this.consequences) await work(tx, { enrolmentId, edition: enrolled.edition, ref });
    await this.completeWhenDone(tx, enrolmentId, enrolled);
  }

  /** A facilitator confirms somebody; when that completes the track, it is written down. A second time changes nothing. */
  async signOff(tx: Tx, enrolmentId: string, signedById: string): Promise<void> {
    if (await tx.findOne(SignOff, { enrolmentId })) return;
    await tx.insert(SignOff, { enrolmentId, signedById, signedAt: this.clock.now() });
    await this.completeWhenDone(tx, enrolmentId, await this.editionOf(tx, enrolmentId));
  }

  /** @throws DomainError once the track is completed: a genuine completion is never taken back */
  async takeBackSignOff(tx: Tx, enrolmentId: string): Promise<void> {
    const { isCompleted } = await this.editionOf(tx, enrolmentId);
    if (isCompleted) throw new DomainError('learning.completed');
    await tx.delete(SignOff, { enrolmentId });
  }

  /**
   * Takes back what somebody else wrote down by mistake.
   * @throws DomainError once the track is completed: a genuine completion is never taken back
   */
  async takeBack(tx: Tx, { enrolmentId, ref }: { enrolmentId: string; ref: StepRef }): Promise<void> {
    const { isCompleted } = await this.editionOf(tx, enrolmentId);
    if (isCompleted) throw new DomainError('learning.completed');
    const { edition } = await this.editionOf(tx, enrolmentId);
    const [module, step] = [findModule(edition, ref.module), findStep(edition, ref)];
    for (const name of module && step ? namesOf(module, step) : [stepKey(ref)])
      await tx.delete(StepProgress, { enrolmentId, ...refOf(name) });
    await this.keepNoLonger(tx, enrolmentId, { scope: 'step', target: stepKey(ref) });
  }

  /** How somebody stands to what they may be freed from, and whether they have come to the end without it. */
  async standingTo(
    tx: Tx,
    enrolmentId: string,
    target: Target,
  ): Promise<{ standing: TargetStanding; isCompleted: boolean }> {
    const { edition, isCompleted } = await this.editionOf(tx, enrolmentId);
    return {
      standing: standingOf(edition, await this.factsIn(tx, enrolmentId, edition), target),
      isCompleted,
    };
  }

  /** Somebody is freed from something; when that completes the track, this is the day on which it is completed. */
  async waive(tx: Tx, { id, enrolmentId, confirmedById }: WaiverConfirmed): Promise<void> {
    await tx.update(Waiver, { id }, { confirmedById, confirmedAt: this.clock.now() });
    await this.completeWhenDone(tx, enrolmentId, await this.editionOf(tx, enrolmentId));
  }

  /**
   * It was a mistake. A completion that came about by it, and by nothing else, goes with it; where everything was really
   * done since, the day on which it was takes its place.
   */
  async takeBackWaiver(tx: Tx, { id, enrolmentId, closedById }: WaiverClosed): Promise<void> {
    const { isCompleted } = await this.editionOf(tx, enrolmentId);
    const edition = await this.completedWith(tx, enrolmentId);
    const isDone = async () => completionOf(edition, await this.factsIn(tx, enrolmentId, edition)).isDone;
    const wasDone = await isDone();
    await tx.update(Waiver, { id }, { closedById, closedAt: this.clock.now() });
    const { scope, target } = (await tx.findOne(Waiver, { id }))!;
    await this.keepNoLonger(tx, enrolmentId, { scope, target });
    if (!isCompleted || !wasDone) return;
    if (await isDone())
      await this.enrolments.completeLater(tx, enrolmentId, await this.dayOfEnd(tx, enrolmentId, edition));
    else {
      await this.enrolments.takeBackCompletion(tx, enrolmentId);
      await tx.update(EditionMove, { enrolmentId }, { wasCompleted: false });
    }
  }

  /** What went over to a newer edition as complete by a mistake is judged by what was really done. */
  private async keepNoLonger(tx: Tx, enrolmentId: string, { scope, target }: Target): Promise<void> {
    if (scope === 'rule') {
      await tx.delete(KeptPlace, { enrolmentId, scope, target });
      return;
    }
    const rows = await tx.find(KeptPlace, { where: { enrolmentId } });
    if (rows.length === 0) return;
    const { edition } = await this.editionOf(tx, enrolmentId);
    const { done } = await this.factsIn(tx, enrolmentId, edition);
    const steps = stepsOf(edition, { scope, target }).filter((key) => !done.has(key));
    const modules = scope === 'module' ? [moduleNow(edition, target)] : steps.map((key) => refOf(key).module);
    for (const row of rows) {
      const isOf =
        row.scope === 'module'
          ? modules.includes(moduleNow(edition, row.target))
          : row.scope === 'session' && steps.includes(renamer(edition)(row.target));
      if (isOf && steps.length > 0)
        await tx.delete(KeptPlace, { enrolmentId, scope: row.scope, target: row.target });
    }
  }

  /** The edition with which somebody completed the track; the one they learn with, before that. */
  private async completedWith(tx: Tx, enrolmentId: string): Promise<Edition> {
    const row = await tx.one<{ hash: string }>`
      select from_hash as hash from edition_move
      where enrolment_id = ${enrolmentId} and was_completed order by moved_at, id limit 1`;
    return row ? this.editions.get(row.hash, tx) : (await this.editionOf(tx, enrolmentId)).edition;
  }

  private async completeWhenDone(
    tx: Tx,
    enrolmentId: string,
    { edition, isCompleted }: Enrolled,
  ): Promise<void> {
    if (isCompleted) return;
    const facts = await this.factsIn(tx, enrolmentId, edition);
    if (completionOf(edition, facts).isDone) await this.enrolments.complete(tx, enrolmentId);
  }

  private async recordScores(
    tx: Tx,
    key: { enrolmentId: string; module: string; step: string },
    scores: readonly Scored[],
  ): Promise<void> {
    const { added, grown } = growScores(await tx.find(QuestionScore, { where: key }), scores);
    await tx.insert(
      QuestionScore,
      added.map((score) => ({ ...key, ...score })),
    );
    // An answer makes one question better; further rows only where several are recorded at once.
    for (const { question, ...score } of grown) await tx.update(QuestionScore, { ...key, question }, score);
  }

  /** What replaces an earlier share replaces also one that was written down under a former name. */
  private async replaceFormer(
    tx: Tx,
    edition: Edition,
    { enrolmentId, ref, scores }: { enrolmentId: string; ref: StepRef; scores: readonly Scored[] },
  ): Promise<void> {
    const questions = scores.filter(({ replaces }) => replaces).map(({ question }) => question);
    const [module, step] = [findModule(edition, ref.module), findStep(edition, ref)];
    if (questions.length === 0 || !module || !step) return;
    for (const former of namesOf(module, step).filter((name) => name !== stepKey(ref))) {
      const was = refOf(former);
      await tx.sql`
        update question_score set best = 0
        where enrolment_id = ${enrolmentId} and module = ${was.module} and step = ${was.step}
          and question in ${list(questions)} and best > 0`;
    }
  }

  /** The first day by whose end all was done that completes the track now. More facts never take completion back. */
  private async dayOfEnd(tx: Tx, enrolmentId: string, edition: Edition): Promise<CalendarDay> {
    const instants = await tx.sql<{ at: number }>`
      select completed_at as at from step_progress where enrolment_id = ${enrolmentId} and status = 'done'
      union select signed_at from sign_off where enrolment_id = ${enrolmentId}
      union select confirmed_at from waiver
        where enrolment_id = ${enrolmentId} and confirmed_at is not null and closed_at is null
      order by at`;
    const days = instants.map(({ at }) => CalendarDay.at(new Date(Number(at))));
    for (const day of days) {
      const facts = await this.factsIn(tx, enrolmentId, edition, day.plusDays(1).startsAt());
      if (completionOf(edition, facts).isDone) return day;
    }
    return this.clock.today();
  }

  /** What was written down before an instant. Points have no time of their own: all of them count. */
  private async factsIn(
    tx: Tx,
    enrolmentId: string,
    edition: Edition,
    before = new Date(FAR_AHEAD),
  ): Promise<LearningFacts> {
    const end = before.getTime();
    const progress = await tx.sql<ProgressRow>`
      select module, step, status, skipped_by_care from step_progress
      where enrolment_id = ${enrolmentId} and (completed_at is null or completed_at < ${end})`;
    const signed = await tx.findOne(SignOff, { enrolmentId });
    const isSignedOff = signed !== null && signed.signedAt < before;
    const waivers = await tx.sql<Target>`
      select scope, target from waiver
      where enrolment_id = ${enrolmentId} and confirmed_at < ${end} and closed_at is null`;
    const kept = await tx.sql<KeptRow>`
      select scope, target, amount from kept_place where enrolment_id = ${enrolmentId}`;
    const known = { progress, isSignedOff, waivers, kept };
    if (!edition.track.scored) return factsOf(edition, { ...known, scores: [] });
    const scores = await tx.sql<ScoreRow>`
      select module, step, question, best, skipped_by_care from question_score where enrolment_id = ${enrolmentId}`;
    return factsOf(edition, { ...known, scores });
  }

  private async editionOf(tx: Tx, enrolmentId: string): Promise<Enrolled> {
    const row = await tx.one<{ hash: string; completed_on: string | null }>`
      select r.edition_hash as hash, e.completed_on
      from enrolment e join revision r on r.id = e.revision_id where e.id = ${enrolmentId}`;
    if (!row) throw new Error(`no enrolment ${enrolmentId}`);
    return { edition: await this.editions.get(row.hash, tx), isCompleted: row.completed_on !== null };
  }
}
