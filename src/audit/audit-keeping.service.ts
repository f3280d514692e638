import { Injectable, Logger } from '@nestjs/common';
import { Database } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { AuditChain } from './audit-chain.js';
import type { ChainReport } from './audit-chain.js';
import { AuditCheck } from './audit-check.entity.js';
import { NOTHING_BEFORE, noteOf } from './chain.rules.js';
import type { Head } from './chain.rules.js';

const CHECK_AGAIN_MS = 23 * 60 * 60 * 1000;

/** The last look at the record, as it was noted. */
export interface NotedCheck extends ChainReport {
  readonly checkedAt: Date;
}

interface Row {
  checked_at: number;
  seq: number;
  hash: string;
  flaw_seq: number | null;
  flaw_kind: AuditCheck['flawKind'];
}

/** Looks over the record of acts and notes what was found: once a day, and whenever the command is given. */
@Injectable()
export class AuditKeeping {
  private readonly log = new Logger('Audit');

  constructor(
    private readonly database: Database,
    private readonly chain: AuditChain,
    private readonly clock: Clock,
  ) {}

  /** Null before the first look. */
  async findLast(): Promise<NotedCheck | null> {
    const row = await this.database.one<Row>`
      select checked_at, seq, hash, flaw_seq, flaw_kind from audit_check where subject = 'chain'`;
    if (!row) return null;
    const flaw = row.flaw_kind === null ? null : { seq: Number(row.flaw_seq), kind: row.flaw_kind };
    const head = { seq: Number(row.seq), hash: row.hash };
    return { checkedAt: new Date(Number(row.checked_at)), head, flaw };
  }

  /** Reads all of it, against the end that was found last and the one that somebody noted on paper. */
  async check(noted: readonly Head[] = []): Promise<ChainReport> {
    const last = await this.findLast();
    const report = await this.chain.verifyChain(...noted, ...(last ? [last.head] : []));
    const { flaw } = report;
    // What only a paper says is told to who holds it: the paper may be of another house.
    if (flaw?.kind === 'cut' && noted.some(({ seq }) => seq === flaw.seq)) return report;
    // The end of a broken record is no measure: the one before stays, so that the break is found again.
    const head = flaw ? (last?.head ?? { seq: 0, hash: NOTHING_BEFORE }) : report.head;
    const checkedAt = this.clock.now();
    const found = { checkedAt, ...head, flawSeq: flaw?.seq ?? null, flawKind: flaw?.kind ?? null };
    await this.database.write((tx) => tx.upsert(AuditCheck, { subject: 'chain', ...found }, ['subject']));
    // In the log the end stands outside the database.
    if (flaw) this.log.error({ ...flaw }, 'the record of acts is not as it was written');
    else this.log.log({ head: noteOf(report.head) }, 'the record of acts is as it was written');
    return report;
  }

  /** For the timed job. */
  async checkDaily(now: Date): Promise<void> {
    const last = await this.findLast();
    if (!last || now.getTime() - last.checkedAt.getTime() >= CHECK_AGAIN_MS) await this.check();
  }
}
