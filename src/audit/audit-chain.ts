import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { flawOf, NOTHING_BEFORE } from './chain.rules.js';
import type { Head } from './chain.rules.js';

export interface Flaw {
  readonly seq: number;
  /** `cut`: a head noted earlier is not in the chain any more, or was rewritten. */
  readonly kind: 'missing' | 'unlinked' | 'changed' | 'cut';
}

export interface ChainReport {
  readonly head: Head;
  /** The first row that is not as it was written; null when all are. */
  readonly flaw: Flaw | null;
}

interface Row {
  readonly seq: number;
  readonly at: number;
  readonly actor_id: string | null;
  readonly role: string | null;
  readonly act: string;
  readonly object: string;
  readonly detail: string;
  readonly previous_hash: string;
  readonly hash: string;
}

@Injectable()
export class AuditChain {
  constructor(private readonly database: Database) {}

  /**
   * Reads the whole chain. `noted` are heads written down earlier, whole or by their first signs: without one, a cut
   * end goes unseen.
   */
  verifyChain(...noted: readonly Head[]): Promise<ChainReport> {
    return this.database.snapshot(async (rows) => {
      let head: Head = { seq: 0, hash: NOTHING_BEFORE };
      const unmet = new Set(noted.filter(({ seq }) => seq > 0));
      const all = rows.iterate<Row>`
        select seq, at, actor_id, role, act, object, detail, previous_hash, hash from audit_event order by seq`;
      for await (const some of all)
        for (const row of some) {
          const kind = flawOf(toEntry(row), head);
          if (kind) return { head, flaw: { seq: kind === 'missing' ? head.seq + 1 : row.seq, kind } };
          head = { seq: row.seq, hash: row.hash };
          for (const met of unmet)
            if (met.seq === head.seq && head.hash.startsWith(met.hash)) unmet.delete(met);
        }
      if (unmet.size === 0) return { head, flaw: null };
      return { head, flaw: { seq: Math.min(...[...unmet].map(({ seq }) => seq)), kind: 'cut' } };
    });
  }
}

function toEntry(row: Row) {
  const { actor_id: actorId, previous_hash: previousHash, ...same } = row;
  return { ...same, actorId, previousHash };
}
