import { Injectable } from '@nestjs/common';
import type { ActCode } from '../audit/acts.rules.js';
import { Audit } from '../audit/audit.service.js';
import type { Detail } from '../audit/chain.rules.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { NotFound } from '../shared/domain-error.js';
import { newId } from '../shared/ids.js';
import type { Actor } from './issue.service.js';
import { RosterViewing } from './roster-viewing.entity.js';
import type { ViewingKind } from './roster-viewing.entity.js';
import { USABLE_MS } from './viewing-holding.rules.js';

export const ACT_OF = {
  roster: 'roster.viewed',
  batch: 'certificate.batch-previewed',
  correction: 'certificate.correction-viewed',
  waivers: 'waiver.listed',
} as const satisfies Record<ViewingKind, ActCode>;

interface Wanted {
  readonly kind: ViewingKind;
  readonly purpose: string | null;
  readonly question: object;
  /** What of the question the audit record repeats. */
  readonly detail: Detail;
}

/** Every look at names on certificates, and of who was freed from what, has its place in the audit record before a name is shown. */
@Injectable()
export class ViewingService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async record(tx: Tx, official: Actor, { kind, purpose, question, detail }: Wanted): Promise<string> {
    const askedAt = this.clock.now();
    const id = newId(askedAt);
    const { personId } = official;
    const viewing = { id, personId, kind, purpose, question: JSON.stringify(question), askedAt };
    await tx.insert(RosterViewing, viewing);
    await this.audit.record(tx, { actor: official, act: ACT_OF[kind], object: `viewing:${id}`, detail });
    return id;
  }

  /** What was asked for in one's own viewing, within the hour. @throws NotFound */
  async getQuestion<T>(personId: string, viewing: { id: string; kind: ViewingKind }): Promise<T> {
    const since = this.clock.now().getTime() - USABLE_MS;
    const row = await this.database.one<{ question: string }>`
      select question from roster_viewing
      where id = ${viewing.id} and kind = ${viewing.kind} and person_id = ${personId} and asked_at > ${since}`;
    if (!row) throw new NotFound(`viewing ${viewing.id}`);
    return JSON.parse(row.question) as T;
  }
}
