import { Injectable } from '@nestjs/common';
import { findStep } from '../curriculum/edition.js';
import type { Edition } from '../curriculum/edition.js';
import type { StepRef } from '../curriculum/step.js';
import type { Tx } from '../database/database.js';
import { renamer } from '../learning/facts.rules.js';
import type { DoneStep } from '../learning/learning.service.js';
import { stepKey } from '../learning/step-ref.rules.js';
import { Clock } from '../shared/clock.js';
import { AttendanceService } from './attendance.service.js';
import { isMakeUpOpen, madeUpBy, makeUpSteps } from './attendance.rules.js';
import { SessionFactsService } from './session-facts.service.js';

/** Making up for a session by another step: nobody has to judge it, so it records itself. */
@Injectable()
export class MakeUpService {
  constructor(
    private readonly facts: SessionFactsService,
    private readonly attendance: AttendanceService,
    private readonly clock: Clock,
  ) {}

  /** After a step was done: the sessions for which it makes up, where they are made up for by now. */
  async follow(tx: Tx, { enrolmentId, edition, ref }: DoneStep): Promise<void> {
    for (const session of madeUpBy(edition, ref))
      await this.record(tx, enrolmentId, { edition, ref: session });
  }

  /** Where the time to make up has come and a step that does was done before. Else nothing happens. */
  async settle(tx: Tx, enrolmentId: string, session: { edition: Edition; ref: StepRef }): Promise<void> {
    const step = findStep(session.edition, session.ref);
    if (step?.kind !== 'session') return;
    const now = renamer(session.edition);
    const rows = await tx.sql<{ module: string; step: string }>`
      select module, step from step_progress where enrolment_id = ${enrolmentId} and status = 'done'`;
    const done = new Set(rows.map((row) => now(stepKey(row))));
    if (makeUpSteps(step).some((one) => done.has(stepKey(one)))) await this.record(tx, enrolmentId, session);
  }

  private async record(tx: Tx, enrolmentId: string, session: { edition: Edition; ref: StepRef }) {
    const { cohort, dates, attended } = await this.facts.of(enrolmentId, session, tx);
    const time = { now: this.clock.now(), today: this.clock.today() };
    if (attended || !isMakeUpOpen(cohort, dates, time)) return;
    const { ref } = session;
    const nothing = { trainingSessionId: null, minutesLate: null, minutesEarly: null };
    await this.attendance.record(tx, { enrolmentId, ref, kind: 'made-up', ...nothing }, null);
  }
}
