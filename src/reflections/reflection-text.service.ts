import { Injectable } from '@nestjs/common';
import { Database, list } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { DomainError } from '../shared/domain-error.js';
import { ReflectionText } from './reflection-text.entity.js';
import type { ReflectionPlace } from './reflection-view.js';

export interface WrittenText {
  readonly text: string;
  readonly version: number;
}

/** Refuses a text that was written over an older one. Holds what is saved now, so that both can be shown. */
export class StaleText extends DomainError {
  constructor(readonly saved: WrittenText) {
    super('reflections.text.stale');
  }
}

/** What people write to themselves at a reflection. */
@Injectable()
export class ReflectionTexts {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** What stands there now; an empty text of version 0 before anything was written. */
  async get(place: ReflectionPlace, from: Pick<Tx, 'one'> = this.database): Promise<WrittenText> {
    const row = await from.one<WrittenText>`
      select text, version from reflection_text
      where enrolment_id = ${place.enrolmentId} and module || '/' || step in ${list(place.keys)}
      order by version desc limit 1`;
    return row ?? { text: '', version: 0 };
  }

  /** Every text that was saved, the newest first. */
  async listHistory(place: ReflectionPlace): Promise<{ text: string; savedAt: Date }[]> {
    const rows = await this.database.sql<{ text: string; saved_at: number }>`
      select text, saved_at from reflection_text
      where enrolment_id = ${place.enrolmentId} and module || '/' || step in ${list(place.keys)}
      order by version desc`;
    return rows.map((row) => ({ text: row.text, savedAt: new Date(row.saved_at) }));
  }

  /**
   * Adds a version after exactly the one that the writer read; the same words again add nothing.
   * @throws StaleText when another tab saved other words meanwhile
   */
  async save(tx: Tx, place: ReflectionPlace, written: WrittenText): Promise<void> {
    const saved = await this.get(place, tx);
    if (saved.text === written.text) return;
    if (saved.version !== written.version) throw new StaleText(saved);
    const { enrolmentId, module, step } = place;
    await tx.insert(ReflectionText, {
      enrolmentId,
      module,
      step,
      version: saved.version + 1,
      text: written.text,
      savedAt: this.clock.now(),
    });
  }

  /** Takes away everything that the person wrote here for themselves. What was sent is another matter. */
  async erase(tx: Tx, place: ReflectionPlace): Promise<void> {
    await tx.sql`
      delete from reflection_text
      where enrolment_id = ${place.enrolmentId} and module || '/' || step in ${list(place.keys)}`;
  }
}
