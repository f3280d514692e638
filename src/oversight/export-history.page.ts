import { CalendarDay } from '../shared/calendar-day.js';
import type { DownloadKind } from '../reports/report-download.entity.js';
import { periodOf, readQuestion } from '../reports/report-question.rules.js';
import type { TypedQuestion } from '../reports/report-question.rules.js';
import type { AskedRow, FileRow } from './export-history.service.js';

export interface ExportHistoryPage {
  /** Administrators see that something left, not what for and how many people it held. */
  readonly isOffice: boolean;
  readonly lines: readonly ExportLine[];
  readonly olderHref: string | null;
  readonly newestHref: string | null;
  readonly auditHref: string;
}

interface ExportLine {
  readonly at: Date;
  readonly kind: DownloadKind;
  /** Null once erased. */
  readonly name: string | null;
  /** Null where none is asked, and for who may not read it. */
  readonly purpose: string | null;
  readonly trackCode: string | null;
  readonly from: CalendarDay;
  readonly to: CalendarDay;
  readonly asOf: CalendarDay;
  readonly files: readonly SavedFile[];
}

interface SavedFile {
  readonly at: Date;
  /** Null when it ended early. */
  readonly sha256: string | null;
  /** Null for totals, when it ended early, and for who may not know. */
  readonly people: number | null;
  readonly hidden: number;
}

interface Known {
  readonly isOffice: boolean;
  readonly before: string | null;
  readonly perPage: number;
}

/** `asked` may hold one more than a page: then there are earlier ones. */
export function toExportHistoryPage(
  { isOffice, before, perPage }: Known,
  { asked, files }: { asked: readonly AskedRow[]; files: readonly FileRow[] },
): ExportHistoryPage {
  const path = isOffice ? '/office/exports' : '/admin/exports';
  const shown = asked.slice(0, perPage);
  return {
    isOffice,
    lines: shown.map((row) => toLine(row, { files, isOffice })),
    olderHref: asked.length > perPage ? `${path}?before=${shown.at(-1)!.id}` : null,
    newestHref: before === null ? null : path,
    auditHref: isOffice ? '/office/audit' : '/admin/audit',
  };
}

function toLine(
  row: AskedRow,
  { files, isOffice }: { files: readonly FileRow[]; isOffice: boolean },
): ExportLine {
  const at = new Date(Number(row.at));
  const question = readQuestion(JSON.parse(row.question) as TypedQuestion, CalendarDay.at(at));
  return {
    at,
    kind: row.kind,
    name: row.name === '' ? null : row.name,
    purpose: isOffice ? row.purpose : null,
    trackCode: question.trackCode,
    ...periodOf(question),
    asOf: question.asOf,
    files: files
      .filter((file) => file.asked_id === row.id)
      .map(({ started_at: startedAt, sha256, people, hidden }) => ({
        at: new Date(Number(startedAt)),
        sha256,
        people: isOffice ? people : null,
        hidden,
      })),
  };
}
