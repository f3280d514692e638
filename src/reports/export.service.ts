import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.service.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { newId } from '../shared/ids.js';
import type { Me } from '../web/me.js';
import { countedSince, EXPORTS_AN_HOUR, minutesToWait } from './export-limit.rules.js';
import { isNameColumn, USUAL_COLUMNS } from './name-columns.rules.js';
import type { NameColumn } from './name-columns.rules.js';
import type { AskedNames } from './name-files.service.js';
import { isRowOrder, USUAL_ORDER } from './name-orders.rules.js';
import type { RowOrder } from './name-orders.rules.js';
import { ReportExport } from './report-export.entity.js';
import { readQuestion, typedQuestion } from './report-question.rules.js';
import type { ReportQuestion, TypedQuestion } from './report-question.rules.js';

const USABLE_MS = 60 * 60 * 1000;

interface NewExport {
  readonly question: ReportQuestion;
  readonly purpose: string;
  /** The usual ones when left out. */
  readonly columns?: readonly NameColumn[];
  readonly order?: RowOrder;
  /** The run that is made again. */
  readonly runId?: string;
  /** The template that these come from. */
  readonly templateId?: string;
}

interface AskedRow {
  question: string;
  columns: string | null;
  row_order: string | null;
  run_id: string | null;
  up_to: number | null;
}

/** Exports with names: each has its purpose and its place in the audit record before a byte leaves. */
@Injectable()
export class ExportService {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError when too many were asked for within the hour */
  async record(tx: Tx, me: Me, asked: NewExport): Promise<string> {
    const { question, purpose, columns = USUAL_COLUMNS, order = USUAL_ORDER, templateId, runId } = asked;
    const now = this.clock.now();
    await this.keepLimit(tx, me, now);
    const id = newId(now);
    const typed = typedQuestion(question);
    await tx.insert(ReportExport, {
      id,
      personId: me.personId,
      purpose,
      question: JSON.stringify(typed),
      columns: columns.join(','),
      rowOrder: order,
      runId: runId ?? null,
      askedAt: now,
    });
    const detail = {
      ...typed,
      columns: columns.join(','),
      order,
      ...(templateId && { template: templateId }),
      ...(runId && { run: runId }),
    };
    await this.audit.record(tx, { actor: me, act: 'report.exported', object: `export:${id}`, detail });
    return id;
  }

  /** What was asked in one's own export, within the hour. @throws NotFound */
  async getAsked(personId: string, id: string): Promise<AskedNames> {
    const since = this.clock.now().getTime() - USABLE_MS;
    const row = await this.database.one<AskedRow>`
      select x.question, x.columns, x.row_order, x.run_id, r.up_to
      from report_export x left join export_run r on r.id = x.run_id
      where x.id = ${id} and x.person_id = ${personId} and x.asked_at > ${since}`;
    if (!row) throw new NotFound(`export ${id}`);
    return {
      exportId: id,
      question: readQuestion(JSON.parse(row.question) as TypedQuestion, this.clock.today()),
      columns: row.columns === null ? USUAL_COLUMNS : row.columns.split(',').filter(isNameColumn),
      order: row.row_order !== null && isRowOrder(row.row_order) ? row.row_order : USUAL_ORDER,
      ...(row.up_to !== null && { upTo: row.up_to }),
      runId: row.run_id,
    };
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
