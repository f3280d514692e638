import { Injectable } from '@nestjs/common';
import type { Tx } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import type { ActCode, Thing } from './acts.rules.js';
import { AuditEvent } from './audit-event.entity.js';
import { canonical, hashOf, NOTHING_BEFORE } from './chain.rules.js';
import type { Detail, Head } from './chain.rules.js';

export interface Act {
  /** Null for the system itself and for visitors. */
  readonly actor: { readonly personId: string; readonly role: string } | null;
  /** Room and verb: `certificate.issued`. */
  readonly act: ActCode;
  /** Thing and id: `certificate:<id>`. */
  readonly object: `${Thing}:${string}`;
  readonly detail?: Detail;
}

/** The record of acts: ids only, in the unit of the act, so that neither exists without the other. */
@Injectable()
export class Audit {
  constructor(private readonly clock: Clock) {}

  /** Units run one at a time, so the chain never forks. @throws Error when the detail may hold a name. */
  async record(tx: Tx, { actor, act, object, detail = {} }: Act): Promise<void> {
    const head = await this.headIn(tx);
    const at = this.clock.now();
    const entry = {
      seq: head.seq + 1,
      actorId: actor?.personId ?? null,
      role: actor?.role ?? null,
      act,
      object,
      detail: canonical(detail),
      previousHash: head.hash,
    };
    await tx.insert(AuditEvent, { ...entry, at, hash: hashOf({ ...entry, at: at.getTime() }) });
  }

  private async headIn(tx: Tx): Promise<Head> {
    const last = await tx.one<Head>`select seq, hash from audit_event order by seq desc limit 1`;
    return last ?? { seq: 0, hash: NOTHING_BEFORE };
  }
}
