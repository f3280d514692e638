import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { afterStep } from '../learning/after-step.rules.js';
import { careOf } from '../learning/care.rules.js';
import { renamer } from '../learning/facts.rules.js';
import { LearningService } from '../learning/learning.service.js';
import { SeatService } from '../learning/seat.service.js';
import type { StepAddress } from '../learning/seat.service.js';
import { stepKey } from '../learning/step-ref.rules.js';
import { VisitRecorder } from '../learning/visit-recorder.js';
import { Clock } from '../shared/clock.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { AbsenceNotice } from './absence-notice.entity.js';
import { hasNotBegun, isMakeUpOpen, makeUpSteps } from './attendance.rules.js';
import { MakeUpService } from './make-up.service.js';
import { hrefOf, refOf } from './session-seat.js';
import type { SessionSeat } from './session-seat.js';
import { SessionFactsService } from './session-facts.service.js';
import type { OwnDate, SessionFacts } from './session-facts.service.js';

/** A session as its page shows it to somebody. */
export interface OpenedSession {
  readonly seat: SessionSeat;
  readonly facts: SessionFacts;
  readonly isMakeUpOpen: boolean;
  /** Keys of steps that are done. */
  readonly done: ReadonlySet<string>;
  readonly now: Date;
}

/** What a trainee can do with a session of their track. Acts return where one goes next. */
@Injectable()
export class SessionService {
  constructor(
    private readonly seats: SeatService,
    private readonly facts: SessionFactsService,
    private readonly makeUps: MakeUpService,
    private readonly learning: LearningService,
    private readonly visits: VisitRecorder,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  enter(personId: string, address: StepAddress): Promise<SessionSeat> {
    return this.seats.enter(personId, address, 'session');
  }

  /** Enters to read. What was made up for already is written down once the page was sent. */
  async open(personId: string, address: StepAddress, isVisit: boolean): Promise<OpenedSession> {
    const seat = await this.enter(personId, address);
    const session = { edition: seat.edition, ref: refOf(seat) };
    const [facts, done] = await Promise.all([this.facts.of(seat.enrolmentId, session), this.listDone(seat)]);
    const now = this.clock.now();
    const isOpen = isMakeUpOpen(facts.cohort, facts.dates, { now, today: this.clock.today() });
    const isMadeUp =
      facts.attended === null && isOpen && makeUpSteps(seat.step).some((one) => done.has(stepKey(one)));
    if (isMadeUp && isVisit) this.visits.later((tx) => this.makeUps.settle(tx, seat.enrolmentId, session));
    const attended = isMadeUp ? { kind: 'made-up' as const, at: null } : facts.attended;
    return { seat, facts: { ...facts, attended }, isMakeUpOpen: isOpen, done, now };
  }

  /** Says that one will not come. No reason is asked, and it can be taken back until the session begins. */
  async giveNotice(tx: Tx, seat: SessionSeat, dateId: string): Promise<string> {
    await this.getComing(tx, seat, dateId);
    const key = { enrolmentId: seat.enrolmentId, trainingSessionId: dateId };
    if (!(await tx.findOne(AbsenceNotice, key)))
      await tx.insert(AbsenceNotice, { ...key, givenAt: this.clock.now() });
    await this.makeUps.settle(tx, seat.enrolmentId, { edition: seat.edition, ref: refOf(seat) });
    return `${hrefOf(seat)}?notice=given`;
  }

  async takeBackNotice(tx: Tx, seat: SessionSeat, dateId: string): Promise<string> {
    await this.getComing(tx, seat, dateId);
    await tx.delete(AbsenceNotice, { enrolmentId: seat.enrolmentId, trainingSessionId: dateId });
    return `${hrefOf(seat)}?notice=back`;
  }

  /** @throws NotFound where there is no content note to pass by */
  async passByCare(tx: Tx, seat: SessionSeat): Promise<string> {
    if (!careOf(seat.module, seat.step)) throw new NotFound('content note');
    const act = { status: 'done', skippedByCare: true } as const;
    await this.learning.record(tx, { enrolmentId: seat.enrolmentId, ref: refOf(seat), ...act });
    return afterStep(seat);
  }

  private async getComing(tx: Tx, seat: SessionSeat, dateId: string): Promise<OwnDate> {
    const session = { edition: seat.edition, ref: refOf(seat) };
    const { dates } = await this.facts.of(seat.enrolmentId, session, tx);
    const date = dates.find(({ id }) => id === dateId);
    if (!date) throw new NotFound(`date ${dateId}`);
    if (!hasNotBegun(date, this.clock.now())) throw new DomainError('attendance.session.too-late');
    return date;
  }

  private async listDone({ enrolmentId, edition }: SessionSeat): Promise<ReadonlySet<string>> {
    const rows = await this.database.sql<{ module: string; step: string }>`
      select module, step from step_progress where enrolment_id = ${enrolmentId} and status = 'done'`;
    const now = renamer(edition);
    return new Set(rows.map((row) => now(stepKey(row))));
  }
}
