import { Injectable } from '@nestjs/common';
import type { StepRef } from '../curriculum/step.js';
import type { Tx } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { DomainError } from '../shared/domain-error.js';
import { Memo } from './memo.entity.js';

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
   * @throws StaleMemo when another tab saved other words meanwhile; nothing is overwritten
   */
  async save(
    tx: Tx,
    where: { enrolmentId: string; ref: StepRef },
    memo: { text: string; version: number },
  ): Promise<void> {
    const key = { enrolmentId: where.enrolmentId, ...where.ref };
    const saved = await tx.findOne(Memo, key);
    if (saved?.text === memo.text) return;
    if ((saved?.version ?? 0) !== memo.version)
      throw new StaleMemo({ text: saved?.text ?? '', version: saved?.version ?? 0 });
    const savedAt = this.clock.now();
    if (saved) await tx.update(Memo, key, { text: memo.text, version: saved.version + 1, savedAt });
    else await tx.insert(Memo, { ...key, text: memo.text, version: 1, savedAt });
  }
}
