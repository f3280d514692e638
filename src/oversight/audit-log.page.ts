import { ACT_KINDS } from '../audit/acts.rules.js';
import type { NotedCheck } from '../audit/audit-keeping.service.js';
import { noteOf } from '../audit/chain.rules.js';
import type { CalendarDay } from '../shared/calendar-day.js';
import type { FormView } from '../web/form.js';
import { toAuditLine } from './audit-lines.rules.js';
import type { AuditLine } from './audit-lines.rules.js';
import type { AuditRow, Reader } from './audit-log.service.js';
import { typedAuditQuestion } from './audit-question.rules.js';
import type { AuditQuestion } from './audit-question.rules.js';

export interface AuditLogPage {
  readonly form: FormView;
  readonly action: string;
  readonly isOffice: boolean;
  readonly kinds: readonly string[];
  /** Null before the first look. */
  readonly chain: ChainState | null;
  readonly isBroken: boolean;
  /** Null when the question cannot be answered. */
  readonly answer: Answer | null;
}

interface ChainState {
  readonly checkedAt: Date;
  readonly rows: number;
  readonly note: string;
  readonly flaw: NotedCheck['flaw'];
}

interface Answer {
  readonly exportsHref: string;
  readonly from: CalendarDay;
  readonly to: CalendarDay;
  readonly lines: readonly AuditLine[];
  readonly olderHref: string | null;
  readonly newestHref: string | null;
  /** Null for who may not. */
  readonly saveHref: string | null;
}

interface Known {
  readonly reader: Reader;
  readonly form: FormView;
  readonly check: NotedCheck | null;
  readonly perPage: number;
}

/** `rows` may hold one more than a page: then there are earlier ones. */
export function toAuditLogPage(
  { reader, form, check, perPage }: Known,
  asked: { question: AuditQuestion; rows: readonly AuditRow[] } | null,
): AuditLogPage {
  const isOffice = reader === 'office';
  const action = isOffice ? '/office/audit' : '/admin/audit';
  return {
    form,
    action,
    isOffice,
    kinds: ACT_KINDS.filter((kind) => !isOffice || kind !== 'entry'),
    chain: check && {
      checkedAt: check.checkedAt,
      rows: check.head.seq,
      note: noteOf(check.head),
      flaw: check.flaw,
    },
    isBroken: Boolean(check?.flaw),
    answer: asked && toAnswer(asked, { action, perPage, maySave: !isOffice }),
  };
}

function toAnswer(
  { question, rows }: { question: AuditQuestion; rows: readonly AuditRow[] },
  { action, perPage, maySave }: { action: string; perPage: number; maySave: boolean },
): Answer {
  const { from, to } = question;
  const shown = rows.slice(0, perPage);
  const href = (path: string, before: number | null) =>
    `${path}?${new URLSearchParams({ ...typedAuditQuestion({ ...question, before }) }).toString()}`;
  return {
    exportsHref: maySave ? '/admin/exports' : '/office/exports',
    from,
    to,
    lines: shown.map(toAuditLine),
    olderHref: rows.length > perPage ? href(action, shown.at(-1)!.seq) : null,
    newestHref: question.before === null ? null : href(action, null),
    saveHref: maySave ? href(`${action}.csv`, null) : null,
  };
}
