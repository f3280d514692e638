import { BYTE_ORDER_MARK, csvRow } from '../shared/csv.rules.js';
import type { Words } from '../web/locales.js';
import { toAuditLine } from './audit-lines.rules.js';
import type { AuditRow } from './audit-log.service.js';

const COLUMNS = ['number', 'at', 'role', 'name', 'what', 'code', 'thing', 'id', 'hash'] as const;
const JAPAN_MS = 9 * 60 * 60 * 1000;

export function auditCsvHeader(words: Words): string {
  return BYTE_ORDER_MARK + csvRow(COLUMNS.map((name) => words.text(`oversight.csv.${name}`)));
}

/** The page's words, with the hash of each row: whoever has the database can lay the two side by side. */
export function auditCsvLines(words: Words, rows: readonly AuditRow[]): string {
  return rows
    .map((row) => {
      const { seq, at, role, name, act, isWorded, thing, objectId } = toAuditLine(row);
      return csvRow([
        seq,
        inJapan(at),
        role && words.text(`web.role.${role}`),
        name,
        isWorded ? words.text(`audit.act.${act}`) : act,
        act,
        thing && words.text(`audit.thing.${thing}`),
        objectId,
        row.hash,
      ]);
    })
    .join('');
}

/** ISO 8601 with the offset of Japan, to the second. */
function inJapan(at: Date): string {
  return `${new Date(at.getTime() + JAPAN_MS).toISOString().slice(0, 19)}+09:00`;
}
