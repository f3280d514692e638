import type { CalendarDay } from '../../shared/calendar-day.js';
import type { FormView } from '../../web/form.js';
import type { NameColumn } from '../name-columns.rules.js';
import type { RowOrder } from '../name-orders.rules.js';
import { periodOf } from '../report-question.rules.js';
import type { Format } from '../report.form.js';
import type { Restatement } from './restatements.service.js';
import type { Run } from './run-book.service.js';
import { RUNS, toRunLine } from './schedules.page.js';
import type { RunLine } from './schedules.page.js';

export interface RunPage extends RunLine {
  readonly form: FormView;
  readonly purpose: string;
  readonly trackCode: string | null;
  readonly from: CalendarDay;
  readonly to: CalendarDay;
  readonly asOf: CalendarDay;
  readonly columns: readonly NameColumn[];
  readonly order: RowOrder;
  readonly format: Format;
  readonly rebuiltAt: Date | null;
  readonly rebuiltSha256: string | null;
  readonly fileAction: string;
  readonly earlier: readonly (RunLine & { readonly compareHref: string })[];
}

export function toRunPage(run: Run, earlier: readonly Run[], form: FormView): RunPage {
  const { id, purpose, question, columns, order, format, rebuiltAt, rebuiltSha256 } = run;
  return {
    ...toRunLine(run),
    form,
    purpose,
    trackCode: question.trackCode,
    ...periodOf(question),
    asOf: question.asOf,
    ...{ columns, order, format, rebuiltAt, rebuiltSha256 },
    fileAction: `${RUNS}/${id}/file`,
    earlier: earlier.map((one) => ({ ...toRunLine(one), compareHref: `${RUNS}/${id}/since/${one.id}` })),
  };
}

export interface RebuiltPage extends RunLine {
  readonly rebuiltSha256: string | null;
  /** Rows that are not what they were, where the file is not the same. */
  readonly restatement: Restatement;
  readonly fileHref: string;
  readonly runHref: string;
}

export function toRebuiltPage(run: Run, restatement: Restatement, fileHref: string): RebuiltPage {
  const { id, rebuiltSha256 } = run;
  return { ...toRunLine(run), rebuiltSha256, restatement, fileHref, runHref: `${RUNS}/${id}` };
}

export interface SincePage {
  readonly later: RunLine;
  readonly earlier: RunLine;
  readonly restatement: Restatement;
  readonly backHref: string;
}

export function toSincePage(later: Run, earlier: Run, restatement: Restatement): SincePage {
  return {
    later: toRunLine(later),
    earlier: toRunLine(earlier),
    restatement,
    backHref: `${RUNS}/${later.id}`,
  };
}
