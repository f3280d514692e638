import { Injectable } from '@nestjs/common';
import { Database, list } from '../database/database.js';
import type { DownloadKind } from '../reports/report-download.entity.js';

/** What was asked for to take along, as the database has it. */
export interface AskedRow {
  readonly id: string;
  readonly kind: DownloadKind;
  /** Blank once erased. */
  readonly name: string;
  /** Null for totals. */
  readonly purpose: string | null;
  readonly question: string;
  readonly at: number;
}

/** A file that left for it. */
export interface FileRow {
  /** Of the named export, or of the totals themselves. */
  readonly asked_id: string;
  readonly started_at: number;
  readonly sha256: string | null;
  readonly people: number | null;
  readonly hidden: number;
}

export const EXPORTS_A_PAGE = 30;
const AFTER_ALL = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** What officials asked for to take out of the house, and the files that left. */
@Injectable()
export class ExportHistory {
  constructor(private readonly database: Database) {}

  /** Newest first; one more than a page when there are more. Ids go by time, so that pages go by id. */
  async listPage(before: string | null): Promise<{ asked: AskedRow[]; files: FileRow[] }> {
    const [upTo, most] = [before ?? AFTER_ALL, EXPORTS_A_PAGE + 1];
    const asked = await this.database.sql<AskedRow>`
      select * from (
        select x.id, 'names' as kind, p.display_name as name, x.purpose, x.question, x.asked_at as at
        from report_export x join person p on p.id = x.person_id
        where x.id < ${upTo} order by x.id desc limit ${most}) named
      union all
      select * from (
        select d.id, 'totals' as kind, p.display_name as name, null as purpose, d.question, d.started_at as at
        from report_download d join person p on p.id = d.person_id
        where d.kind = 'totals' and d.id < ${upTo} order by d.id desc limit ${most}) totals
      order by id desc limit ${most}`;
    const ids = asked.map(({ id }) => id);
    const files = await this.database.sql<FileRow>`
      select export_id as asked_id, started_at, sha256, people, hidden, id from report_download
      where export_id in ${list(ids)}
      union all
      select id as asked_id, started_at, sha256, people, hidden, id from report_download
      where kind = 'totals' and id in ${list(ids)}
      order by id`;
    return { asked, files };
  }
}
