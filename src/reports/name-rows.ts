import type { Snapshot } from '../database/database.js';
import type { RowOrder } from './name-orders.rules.js';
import { cutOff, periodOf } from './report-question.rules.js';
import type { ReportQuestion } from './report-question.rules.js';

const AFTER_ALL = 2 ** 31 - 1;

/** One line of the named export, as the database has it. */
export interface NamedRow {
  readonly enrolment_id: string;
  readonly track_code: string;
  readonly track_title: string;
  readonly cohort_name: string | null;
  readonly enrolment_number: number;
  readonly certificate_number: string | null;
  readonly certificate_name: string | null;
  readonly name_reading: string | null;
  readonly display_name: string;
  readonly enrolled_on: string;
  /** A pause is nobody's business outside: it counts as active here. */
  readonly standing: 'completed' | 'active' | 'left';
  readonly completed_on: string | null;
  readonly issued_on: string | null;
}

/** Which of the facts there are, and how their rows are laid out. */
export interface NamesAsked {
  readonly question: ReportQuestion;
  readonly order: RowOrder;
  /**
   * Facts after this one are not there even while the as-of day lasts: so the rows of a file can be found again
   * (`holds`).
   */
  readonly upTo?: number;
}

// Each order has an index that holds it, so that the first row comes at once: sorting a hundred thousand rows would
// hold up everybody else for a third of a second.
const USUAL = 'f.track_code, f.cohort_id, f.enrolment_number, f.enrolment_id';

/** The rows of a list with names, in batches. */
export async function* nameRows(rows: Snapshot, asked: NamesAsked): AsyncGenerator<NamedRow[]> {
  for (const { isCompleted, by } of PARTS[asked.order]) yield* part(rows, asked, { isCompleted, by });
}

/** Who completed in the period, who did not, or everybody (null): one after the other. */
interface Part {
  readonly isCompleted: boolean | null;
  readonly by: string;
}

const PARTS: Readonly<Record<RowOrder, readonly Part[]>> = {
  track: [{ isCompleted: null, by: USUAL }],
  reading: [{ isCompleted: null, by: `f.reading_key, ${USUAL}` }],
  enrolled: [{ isCompleted: null, by: `f.enrolled_on, ${USUAL}` }],
  completed: [
    { isCompleted: true, by: `f.completed_on, ${USUAL}` },
    { isCompleted: false, by: USUAL },
  ],
};

function part(
  rows: Snapshot,
  { question, upTo = AFTER_ALL }: NamesAsked,
  { isCompleted, by }: Part,
): AsyncIterable<NamedRow[]> {
  const period = periodOf(question);
  const [from, to, end] = [period.from.toString(), period.to.toString(), cutOff(question)];
  const track = question.trackCode ?? '';
  const which = isCompleted === null ? 'all' : isCompleted ? 'completed' : 'others';
  const { strings, values } = statement`
    select f.enrolment_id, f.track_code, f.track_title, f.cohort_name, f.enrolment_number, f.certificate_name, f.name_reading, f.display_name,
      f.enrolled_on,
      case when f.completed_on between ${from} and ${to} then 'completed'
        when f.status = 'left' then 'left' else 'active' end as standing,
      case when f.completed_on between ${from} and ${to} then f.completed_on end as completed_on,
      case when f.completed_on between ${from} and ${to} then f.certificate_number end as certificate_number,
      case when f.completed_on between ${from} and ${to} then f.issued_on end as issued_on
    from reported_fact f
    where f.recorded_at < ${end} and f.seq <= ${upTo}
      and not exists (select 1 from reported_fact later where later.enrolment_id = f.enrolment_id
        and later.seq > f.seq and later.seq <= ${upTo} and later.recorded_at < ${end})
      and f.enrolled_on <= ${to}
      and (f.completed_on is null or f.completed_on >= ${from})
      and (f.status <> 'left' or f.occurred_on >= ${from})
      and (${track} = '' or f.track_code = ${track})
      and (${which} = 'all' or (${which} = 'completed') = (f.completed_on is not null and f.completed_on <= ${to}))
    order by `;
  return rows.iterate<NamedRow>(orderedBy(strings, by), ...values);
}

function statement(strings: TemplateStringsArray, ...values: (string | number)[]) {
  return { strings, values };
}

const ordered = new Map<string, TemplateStringsArray>();

/** The same statement with one of our own orders at its end; the same object each time, as statements are kept by it. */
function orderedBy(strings: TemplateStringsArray, by: string): TemplateStringsArray {
  const known = ordered.get(by);
  if (known) return known;
  const made = [...strings.slice(0, -1), `${strings.at(-1)}${by}`];
  const template = Object.assign(made, { raw: made });
  ordered.set(by, template);
  return template;
}
