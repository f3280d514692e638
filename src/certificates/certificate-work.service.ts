import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Waiting } from '../web/waiting-work.js';
import { ProposalExpiry } from './proposal-expiry.service.js';
import { WaitingService } from './waiting.service.js';

const HREF = '/office/certificates';
const KINDS = ['batch', 'correction', 'revocation'] as const;

/** What waits for the office in certificates. */
@Injectable()
export class CertificateWork {
  constructor(
    private readonly database: Database,
    private readonly waiting: WaitingService,
    private readonly expiry: ProposalExpiry,
  ) {}

  /** What one proposed oneself waits for somebody else. */
  async list(personId: string): Promise<Waiting[]> {
    const limit = this.expiry.before().getTime();
    const [cohorts, rows] = await Promise.all([
      this.waiting.listCohorts(),
      this.database.sql<{ kind: string; n: number }>`
        select 'batch' as kind, count(*) as n from certificate_batch
        where outcome is null and proposed_at >= ${limit} and proposed_by_id <> ${personId}
        union all
        select 'correction', count(*) from certificate_correction
        where outcome is null and proposed_at >= ${limit} and proposed_by_id <> ${personId}
        union all
        select 'revocation', count(*) from certificate_revocation
        where outcome is null and proposed_by_id <> ${personId}`,
    ]);
    return [
      ...KINDS.map((kind) => ({
        words: `certificates.work.${kind}`,
        count: Number(rows.find((row) => row.kind === kind)?.n ?? 0),
        href: HREF,
      })),
      {
        words: 'certificates.work.issue',
        count: cohorts.reduce((sum, { count }) => sum + count, 0),
        href: HREF,
      },
    ];
  }
}
