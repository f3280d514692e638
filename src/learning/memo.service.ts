import { Injectable } from '@nestjs/common';
import type { StepRef } from '../curriculum/step.js';
import { list } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { DomainError } from '../shared/domain-error.js';
import { Memo } from './memo.entity.js';
import { stepKey } from './step-ref.rules.js';

/** Refuses a memo that was written over an older one. Holds what is saved now, so that both can be shown. */
export class StaleMemo extends DomainError {
  constructor(readonly saved: { readonly text: string; readonly version: number }) {
    super('learning.memo.stale');
  }
}

/** What people write for themselves. */
@Injectable()
export class MemoService {
  constructor(private readonly clock: Clock) {}

  /**
   * Saves over exactly the version that the writer read.
   * What was written under a former name of the step goes on under the present one.
   * @throws StaleMemo when another tab saved other words meanwhile; nothing is overwritten
   */
  async save(
    tx: Tx,
    where: { enrolmentId: string; ref: StepRef; names?: readonly string[] },
    memo: { text: string; version: number },
  ): Promise<void> {
    const key = { enrolmentId: where.enrolmentId, ...where.ref };
    const names = where.names ?? [stepKey(where.ref)];
    const saved = await tx.one<{ module: string; step: string; text: string; version: number }>`
      select module, step, text, version from memo
      where enrolment_id = ${where.enrolmentId} and module || '/' || step in ${list(names)}
      order by version desc limit 1`;
    if (saved?.text === memo.text) return;
    if ((saved?.version ?? 0) !== memo.version)
      throw new StaleMemo({ text: saved?.text ?? '', version: saved?.version ?? 0 });
    const savedAt = this.clock.now();
    const next = { ...key, text: memo.text, version: (saved?.version ?? 0) + 1, savedAt };
    if (saved) await tx.update(Memo, { ...key, module: saved.module, step: saved.step }, next);
    else await tx.insert(Memo, next);
  }
}
