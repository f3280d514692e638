import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { newId, sha256 } from '../shared/ids.js';
import type { Me } from '../web/me.js';
import { ReportDownload } from './report-download.entity.js';
import { typedQuestion } from './report-question.rules.js';
import type { ReportQuestion } from './report-question.rules.js';

/** A file that is about to leave. */
export interface Begun {
  readonly id: string;
  /** The last fact that it may hold. */
  readonly upTo: number;
}

/** Writes down every file of a report that leaves: that it began before its first byte, its hash after its last. */
@Injectable()
export class ExportDownloads {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  begin(
    me: Me,
    { exportId, question, upTo: bound }: { exportId: string; question: ReportQuestion; upTo?: number },
  ): Promise<Begun> {
    return this.database.write(async (tx) => {
      const startedAt = this.clock.now();
      const id = newId(startedAt);
      const last = await tx.one<{ seq: number | null }>`select max(seq) as seq from reported_fact`;
      const upTo = bound ?? last?.seq ?? 0;
      await tx.insert(ReportDownload, {
        id,
        kind: 'names',
        exportId,
        personId: me.personId,
        question: JSON.stringify(typedQuestion(question)),
        startedAt,
        upTo,
        finishedAt: null,
        sha256: null,
        people: null,
        hidden: 0,
      });
      const object = `export:${exportId}` as const;
      await this.audit.record(tx, { actor: me, act: 'report.downloaded', object, detail: { download: id } });
      return { id, upTo };
    });
  }

  async finish({ id }: Begun, file: { readonly sha256: string; readonly people: number }): Promise<void> {
    const finishedAt = this.clock.now();
    await this.database.write((tx) => tx.update(ReportDownload, { id }, { finishedAt, ...file }));
  }

  /** Totals hold no names and ask for no purpose; that they left is written down all the same. */
  async recordTotals(
    me: Me,
    question: ReportQuestion,
    made: { file: Buffer; hidden: number },
  ): Promise<void> {
    const hash = sha256(made.file);
    await this.database.write(async (tx) => {
      const now = this.clock.now();
      const id = newId(now);
      await tx.insert(ReportDownload, {
        id,
        kind: 'totals',
        exportId: null,
        personId: me.personId,
        question: JSON.stringify(typedQuestion(question)),
        startedAt: now,
        upTo: null,
        finishedAt: now,
        sha256: hash,
        people: null,
        hidden: made.hidden,
      });
      const detail = { ...typedQuestion(question) };
      await this.audit.record(tx, {
        actor: me,
        act: 'report.totals-saved',
        object: `download:${id}`,
        detail,
      });
    });
  }
}
