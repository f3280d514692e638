import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.service.js';
import type { StepRef } from '../curriculum/step.js';
import type { Tx } from '../database/database.js';
import { LearningService } from '../learning/learning.service.js';
import { Clock } from '../shared/clock.js';
import { NotFound } from '../shared/domain-error.js';
import type { Me } from '../web/me.js';
import { Absence } from './absence.entity.js';
import { Attendance } from './attendance.entity.js';
import type { Reason } from './reasons.js';

/** That somebody was there, or made up for it. */
export interface Attended {
  readonly enrolmentId: string;
  readonly ref: StepRef;
  readonly kind: Attendance['kind'];
  /** The date on which they were there. */
  readonly trainingSessionId: string | null;
  readonly minutesLate: number | null;
  readonly minutesEarly: number | null;
}

/** The only writer of attendance. What is recorded is done in the ledger, in the same unit. */
@Injectable()
export class AttendanceService {
  constructor(
    private readonly learning: LearningService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Being there counts more than making up for it, and is not overwritten by it. Null: it came about by itself. */
  async record(tx: Tx, { enrolmentId, ref, ...attended }: Attended, by: Me | null): Promise<void> {
    const key = { enrolmentId, module: ref.module, step: ref.step };
    const known = await tx.findOne(Attendance, key);
    if (known && (isSame(known, attended) || (known.kind === 'present' && attended.kind === 'made-up')))
      return;
    const row = { ...attended, recordedBy: by?.personId ?? null, recordedAt: this.clock.now() };
    await tx.upsert(Attendance, { ...key, ...row }, ['enrolmentId', 'module', 'step']);
    if (by && by.role !== 'trainee')
      await this.audit.record(tx, {
        actor: by,
        act: 'attendance.recorded',
        object: `enrolment:${enrolmentId}`,
        detail: { module: ref.module, step: ref.step, kind: attended.kind },
      });
    if (attended.trainingSessionId !== null)
      await tx.delete(Absence, { enrolmentId, trainingSessionId: attended.trainingSessionId });
    await this.learning.record(tx, { enrolmentId, ref, status: 'done' });
  }

  /** Somebody was not there on that date. It stays when they make up for it, and goes when they were there after all. */
  async recordAbsence(
    tx: Tx,
    me: Me,
    key: { readonly enrolmentId: string; readonly trainingSessionId: string },
  ): Promise<void> {
    if (await tx.findOne(Absence, key)) return;
    await tx.insert(Absence, { ...key, recordedBy: me.personId, recordedAt: this.clock.now() });
    await this.audit.record(tx, {
      actor: me,
      act: 'attendance.recorded',
      object: `enrolment:${key.enrolmentId}`,
      detail: { kind: 'absent', session: key.trainingSessionId },
    });
  }

  /**
   * Takes back what was recorded of somebody by mistake.
   * @throws NotFound when nothing is recorded
   * @throws DomainError once their track is completed
   */
  async correct(
    tx: Tx,
    me: Me,
    { enrolmentId, ref, reason }: { enrolmentId: string; ref: StepRef; reason: Reason },
  ): Promise<void> {
    const key = { enrolmentId, module: ref.module, step: ref.step };
    if ((await tx.delete(Attendance, key)) === 0) throw new NotFound(`attendance of ${enrolmentId}`);
    await this.learning.takeBack(tx, { enrolmentId, ref });
    await this.audit.record(tx, {
      actor: me,
      act: 'attendance.corrected',
      object: `enrolment:${enrolmentId}`,
      detail: { module: ref.module, step: ref.step, reason },
    });
  }
}

function isSame(known: Attendance, next: Omit<Attended, 'enrolmentId' | 'ref'>): boolean {
  return (
    known.kind === next.kind &&
    known.trainingSessionId === next.trainingSessionId &&
    known.minutesLate === next.minutesLate &&
    known.minutesEarly === next.minutesEarly
  );
}
