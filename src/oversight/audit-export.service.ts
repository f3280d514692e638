import { PassThrough } from 'node:stream';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable, Logger } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Snapshot } from '../database/database.js';
import { Locales } from '../web/locales.js';
import { auditCsvHeader, auditCsvLines } from './audit-csv.rules.js';
import { AuditLogService } from './audit-log.service.js';
import type { AuditQuestion } from './audit-question.rules.js';

const LONGEST_DOWNLOAD_MS = 15 * 60 * 1000;

/** The record of a period as a file, made while it is sent. */
@Injectable()
export class AuditExport {
  private readonly log = new Logger('Oversight');

  constructor(
    private readonly database: Database,
    private readonly rows: AuditLogService,
    private readonly locales: Locales,
  ) {}

  /** A fault on the way ends the download visibly. */
  csv(question: AuditQuestion): Readable {
    const out = new PassThrough();
    const signal = AbortSignal.timeout(LONGEST_DOWNLOAD_MS);
    this.database
      .snapshot((rows) => pipeline(this.chunks(rows, question), out, { signal }))
      .catch((err: unknown) => {
        this.log.warn({ err }, 'a file of the record ended early');
        out.destroy(err as Error);
      });
    return out;
  }

  private async *chunks(snapshot: Snapshot, question: AuditQuestion): AsyncGenerator<Buffer> {
    const words = this.locales.in('ja');
    yield Buffer.from(auditCsvHeader(words));
    for await (const some of this.rows.iterate(snapshot, question))
      yield Buffer.from(auditCsvLines(words, some));
  }
}
