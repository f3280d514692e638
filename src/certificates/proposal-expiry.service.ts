import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.service.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { DomainError } from '../shared/domain-error.js';
import { expiredBefore } from './proposal.rules.js';
import type { ProposalOutcome } from './proposal.rules.js';

/** Ends proposals to issue that nobody confirmed in time. The names in them go. */
@Injectable()
export class ProposalExpiry {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** What was proposed before counts as expired, written down or not. */
  before(): Date {
    return expiredBefore(this.clock.today());
  }

  /** @throws DomainError for what cannot be decided any more */
  checkOpen({ outcome, proposedAt }: { outcome: ProposalOutcome | null; proposedAt: Date }): void {
    if (outcome === 'confirmed' || outcome === 'withdrawn')
      throw new DomainError('certificates.revocation.decided');
    if (outcome === 'expired' || proposedAt < this.before())
      throw new DomainError('certificates.office.expired');
  }

  async expireOld(): Promise<void> {
    const limit = this.before().getTime();
    const found = await this.database.one`
      select 1 as found from certificate_correction where outcome is null and proposed_at < ${limit}
      union all
      select 1 from certificate_batch where outcome is null and proposed_at < ${limit}`;
    if (found) await this.database.write((tx) => this.expire(tx));
  }

  async expire(tx: Tx): Promise<void> {
    const [limit, now] = [this.before().getTime(), this.clock.now().getTime()];
    const corrections = await tx.sql<{ id: string; certificate_id: string }>`
      update certificate_correction set outcome = 'expired', decided_at = ${now}, name = null, name_digest = null
      where outcome is null and proposed_at < ${limit} returning id, certificate_id`;
    for (const { id: proposal, certificate_id: certificate } of corrections) {
      const object = `certificate:${certificate}` as const;
      const act = 'certificate.correction-expired';
      await this.audit.record(tx, { actor: null, act, object, detail: { proposal } });
    }
    const batches = await tx.sql<{ viewing_id: string; cohort_id: string }>`
      update certificate_batch set outcome = 'expired', decided_at = ${now}
      where outcome is null and proposed_at < ${limit} returning viewing_id, cohort_id`;
    for (const { viewing_id: viewing, cohort_id: cohort } of batches) {
      const object = `viewing:${viewing}` as const;
      await this.audit.record(tx, {
        actor: null,
        act: 'certificate.batch-expired',
        object,
        detail: { cohort },
      });
    }
  }
}
