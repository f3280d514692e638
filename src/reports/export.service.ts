import { createHash } from 'node:crypto';
import { PassThrough } from 'node:stream';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable, Logger } from '@nestjs/common';
import { Audit } from '../audit/audit.service.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { newId } from '../shared/ids.js';
import { Locales } from '../web/locales.js';
import type { Me } from '../web/me.js';
import { csvHeader, csvLines } from './completion-csv.rules.js';
import { CompletionsService } from './completions.service.js';
import type { NamedRow } from './completions.service.js';
import { ExportDownloads } from './export-downloads.service.js';
import type { Begun } from './export-downloads.service.js';
import { countedSince, EXPORTS_AN_HOUR, minutesToWait } from './export-limit.rules.js';
import { ReportExport } from './report-export.entity.js';
import { readQuestion, typedQuestion } from './report-question.rules.js';
import type { ReportQuestion, TypedQuestion } from './report-question.rules.js';

const USABLE_MS = 60 * 60 * 1000;
const LONGEST_DOWNLOAD_MS = 15 * 60 * 1000;

interface Chunk {
  readonly bytes: Buffer;
  readonly rows: number;
}

/** Exports with names: each has its purpose and its place in the audit record before a byte leaves. */
@Injectable()
export class ExportService {
  private readonly log = new Logger('Reports');

  constructor(
    private readonly database: Database,
    private readonly completions: CompletionsService,
    private readonly downloads: ExportDownloads,
    private readonly audit: Audit,
    private readonly locales: Locales,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError when too many were asked for within the hour */
  async record(tx: Tx, me: Me, asked: { question: ReportQuestion; purpose: string }): Promise<string> {
    const now = this.clock.now();
    await this.keepLimit(tx, me, now);
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

  /**
   * The file, made while it is sent: nothing of it stays here but its hash. That it leaves is written down first. A
   * fault on the way ends the download visibly.
   */
  async csv(me: Me, id: string, question: ReportQuestion): Promise<Readable> {
    const begun = await this.downloads.begin(me, { exportId: id, question });
    const out = new PassThrough();
    const signal = AbortSignal.timeout(LONGEST_DOWNLOAD_MS);
    this.database
      .snapshot((rows) => {
        const names = this.completions.names(rows, question, begun.startedAt);
        return pipeline(this.noted(begun, this.chunks(names, question)), out, { signal });
      })
      .catch((err: unknown) => {
        this.log.warn({ err }, 'an export ended early');
        out.destroy(err as Error);
      });
    return out;
  }

  /** Passes the file on, and notes its hash before its end is told. */
  private async *noted(begun: Begun, chunks: AsyncIterable<Chunk>): AsyncGenerator<Buffer> {
    const hash = createHash('sha256');
    let people = 0;
    for await (const { bytes, rows } of chunks) {
      hash.update(bytes);
      people += rows;
      yield bytes;
    }
    await this.downloads.finish(begun, { sha256: hash.digest('hex'), people });
  }

  private async *chunks(rows: AsyncIterable<NamedRow[]>, question: ReportQuestion): AsyncGenerator<Chunk> {
    // The file goes to authorities: its words are Japanese whatever the official's screen speaks.
    const words = this.locales.in('ja');
    const lines = csvLines(words, question);
    yield { bytes: Buffer.from(csvHeader(words)), rows: 0 };
    for await (const some of rows) yield { bytes: Buffer.from(lines(some)), rows: some.length };
  }

  private async keepLimit(tx: Tx, me: Me, now: Date): Promise<void> {
    const rows = await tx.sql<{ asked_at: number }>`
      select asked_at from report_export where person_id = ${me.personId} and asked_at > ${countedSince(now)}`;
    const minutes = minutesToWait(
      rows.map(({ asked_at: at }) => Number(at)),
      now,
    );
    if (minutes !== null) throw new DomainError('reports.names.limit', { most: EXPORTS_AN_HOUR, minutes });
  }
}
