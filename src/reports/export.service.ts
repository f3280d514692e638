import { PassThrough } from 'node:stream';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable, Logger } from '@nestjs/common';
import { Audit } from '../audit/audit.service.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { NotFound } from '../shared/domain-error.js';
import { newId } from '../shared/ids.js';
import { Locales } from '../web/locales.js';
import type { Me } from '../web/me.js';
import { csvHeader, csvLines } from './completion-csv.rules.js';
import { CompletionsService } from './completions.service.js';
import type { NamedRow } from './completions.service.js';
import { ReportExport } from './report-export.entity.js';
import { readQuestion, typedQuestion } from './report-question.rules.js';
import type { ReportQuestion, TypedQuestion } from './report-question.rules.js';

const USABLE_MS = 60 * 60 * 1000;
const LONGEST_DOWNLOAD_MS = 15 * 60 * 1000;

/** Exports with names: each has its purpose and its place in the audit record before a byte leaves. */
@Injectable()
export class ExportService {
  private readonly log = new Logger('Reports');

  constructor(
    private readonly database: Database,
    private readonly completions: CompletionsService,
    private readonly audit: Audit,
    private readonly locales: Locales,
    private readonly clock: Clock,
  ) {}

  async record(tx: Tx, me: Me, asked: { question: ReportQuestion; purpose: string }): Promise<string> {
    const now = this.clock.now();
    const id = newId(now);
    const question = typedQuestion(asked.question);
    await tx.insert(ReportExport, {
      id,
      personId: me.personId,
      purpose: asked.purpose,
      question: JSON.stringify(question),
      askedAt: now,
    });
    const detail = { ...question };
    await this.audit.record(tx, { actor: me, act: 'report.exported', object: `export:${id}`, detail });
    return id;
  }

  /** The question of one's own export, within the hour. @throws NotFound */
  async getQuestion(personId: string, id: string): Promise<ReportQuestion> {
    const since = this.clock.now().getTime() - USABLE_MS;
    const row = await this.database.one<{ question: string }>`
      select question from report_export where id = ${id} and person_id = ${personId} and asked_at > ${since}`;
    if (!row) throw new NotFound(`export ${id}`);
    return readQuestion(JSON.parse(row.question) as TypedQuestion, this.clock.today());
  }

  /** The file, made while it is sent: nothing of it stays here. A fault on the way ends the download visibly. */
  csv(question: ReportQuestion): Readable {
    const out = new PassThrough();
    const signal = AbortSignal.timeout(LONGEST_DOWNLOAD_MS);
    this.database
      .snapshot((rows) =>
        pipeline(this.chunks(this.completions.names(rows, question), question), out, { signal }),
      )
      .catch((err: unknown) => {
        this.log.warn({ err }, 'an export ended early');
        out.destroy(err as Error);
      });
    return out;
  }

  private async *chunks(rows: AsyncIterable<NamedRow[]>, question: ReportQuestion): AsyncGenerator<Buffer> {
    // The file goes to authorities: its words are Japanese whatever the official's screen speaks.
    const words = this.locales.in('ja');
    const lines = csvLines(words, question);
    yield Buffer.from(csvHeader(words));
    for await (const some of rows) yield Buffer.from(lines(some));
  }
}
