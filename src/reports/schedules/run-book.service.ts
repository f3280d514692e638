import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/audit.service.js';
import { Database } from '../../database/database.js';
import type { Tx } from '../../database/database.js';
import { CalendarDay } from '../../shared/calendar-day.js';
import { Clock } from '../../shared/clock.js';
import { NotFound } from '../../shared/domain-error.js';
import type { Me } from '../../web/me.js';
import { ExportService } from '../export.service.js';
import { isNameColumn } from '../name-columns.rules.js';
import type { NameColumn } from '../name-columns.rules.js';
import { NameFiles } from '../name-files.service.js';
import type { Fingerprint } from '../name-files.service.js';
import type { RowOrder } from '../name-orders.rules.js';
import { readQuestion } from '../report-question.rules.js';
import type { ReportQuestion, TypedQuestion } from '../report-question.rules.js';
import type { Format } from '../report.form.js';
import { ExportRun } from './export-run.entity.js';

/** A list that was made at its time. */
export interface Run {
  readonly id: string;
  readonly templateId: string;
  readonly templateName: string;
  readonly plannedOn: CalendarDay;
  /** Null while it is being made. */
  readonly madeAt: Date | null;
  readonly question: ReportQuestion;
  readonly columns: readonly NameColumn[];
  readonly order: RowOrder;
  readonly format: Format;
  readonly upTo: number;
  readonly purpose: string;
  readonly people: number | null;
  readonly sha256: string | null;
  readonly rowsSha256: string | null;
  readonly rebuiltAt: Date | null;
  readonly rebuiltSha256: string | null;
  readonly rebuiltRowsSha256: string | null;
}

interface Row {
  id: string;
  template_id: string;
  template_name: string;
  planned_on: string;
  made_at: number | null;
  question: string;
  columns: string;
  row_order: RowOrder;
  format: Format;
  up_to: number;
  purpose: string;
  people: number | null;
  sha256: string | null;
  rows_sha256: string | null;
  rebuilt_at: number | null;
  rebuilt_sha256: string | null;
  rebuilt_rows_sha256: string | null;
}

export const RUNS_SHOWN = 60;

/** The runs that were made, and their files made again. */
@Injectable()
export class RunBook {
  constructor(
    private readonly database: Database,
    private readonly files: NameFiles,
    private readonly exports: ExportService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Newest first. */
  async list(): Promise<Run[]> {
    const rows = await this.database.sql<Row>`
      select r.*, s.purpose from export_run r join export_schedule s on s.id = r.schedule_id
      order by r.planned_on desc, r.id desc limit ${RUNS_SHOWN}`;
    return rows.map(toRun);
  }

  /** @throws NotFound */
  async get(id: string): Promise<Run> {
    const row = await this.database.one<Row>`
      select r.*, s.purpose from export_run r join export_schedule s on s.id = r.schedule_id where r.id = ${id}`;
    if (!row) throw new NotFound(`run ${id}`);
    return toRun(row);
  }

  /** Those of the same template that were to be made before it, newest first. */
  async listEarlier({ templateId, plannedOn, id }: Run): Promise<Run[]> {
    const rows = await this.database.sql<Row>`
      select r.*, s.purpose from export_run r join export_schedule s on s.id = r.schedule_id
      where r.template_id = ${templateId} and r.made_at is not null and r.id <> ${id}
        and r.planned_on <= ${plannedOn.toString()}
      order by r.planned_on desc, r.id desc limit ${RUNS_SHOWN}`;
    return rows.map(toRun);
  }

  /** Before the unit in which it is taken: makes it again and says what that gives. @throws NotFound while it is not made */
  async rebuild({ question, columns, order, upTo, format, id, madeAt }: Run): Promise<Fingerprint> {
    if (madeAt === null) throw new NotFound(`run ${id} is not made yet`);
    return this.files.fingerprint({ question, columns, order, upTo }, format);
  }

  /** Leads to the file: to this official, within the hour. @throws DomainError when too many were asked for */
  async take(tx: Tx, me: Me, { run, found }: { run: Run; found: Fingerprint }): Promise<string> {
    const { question, columns, order, purpose, id } = run;
    const rebuilt = {
      rebuiltAt: this.clock.now(),
      rebuiltSha256: found.sha256,
      rebuiltRowsSha256: found.rowsSha256,
    };
    await tx.update(ExportRun, { id }, rebuilt);
    const detail = { isSame: found.sha256 === run.sha256 };
    await this.audit.record(tx, { actor: me, act: 'report.run-rebuilt', object: `run:${id}`, detail });
    return this.exports.record(tx, me, { question, columns, order, purpose, runId: id });
  }
}

function toRun(row: Row): Run {
  const at = (stored: number | null) => (stored === null ? null : new Date(Number(stored)));
  const plannedOn = CalendarDay.parse(row.planned_on)!;
  return {
    id: row.id,
    templateId: row.template_id,
    templateName: row.template_name,
    plannedOn,
    madeAt: at(row.made_at),
    question: readQuestion(JSON.parse(row.question) as TypedQuestion, plannedOn),
    columns: row.columns.split(',').filter(isNameColumn),
    order: row.row_order,
    format: row.format,
    upTo: row.up_to,
    purpose: row.purpose,
    people: row.people,
    sha256: row.sha256,
    rowsSha256: row.rows_sha256,
    rebuiltAt: at(row.rebuilt_at),
    rebuiltSha256: row.rebuilt_sha256,
    rebuiltRowsSha256: row.rebuilt_rows_sha256,
  };
}
