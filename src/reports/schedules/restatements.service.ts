import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/audit.service.js';
import { Database } from '../../database/database.js';
import type { Snapshot } from '../../database/database.js';
import type { FactKind } from '../../enrolment/reported-fact.entity.js';
import { Locales } from '../../web/locales.js';
import type { Me } from '../../web/me.js';
import { nameValues } from '../name-columns.rules.js';
import type { NameColumn } from '../name-columns.rules.js';
import { nameRows } from '../name-rows.js';
import { cutOff } from '../report-question.rules.js';
import { differenceOf } from './restatement.rules.js';
import type { Difference, ListedRow } from './restatement.rules.js';
import type { Run } from './run-book.service.js';

const MOST_SHOWN = 300;

export interface Restatement {
  /** The first of them. */
  readonly differences: readonly Difference[];
  readonly counts: Readonly<Record<Difference['change'], number>>;
  /** Whether all are among them. */
  readonly isAll: boolean;
}

/** Which rows of a list are not what they were, and why. */
@Injectable()
export class Restatements {
  constructor(
    private readonly database: Database,
    private readonly locales: Locales,
    private readonly audit: Audit,
  ) {}

  /** Who looks is written down. */
  async recordComparison(me: Me, { later, earlier }: { later: Run; earlier: Run }): Promise<void> {
    const detail = { earlier: earlier.id };
    await this.database.write((tx) =>
      this.audit.record(tx, { actor: me, act: 'report.runs-compared', object: `run:${later.id}`, detail }),
    );
  }

  /** Two runs of one template, from one state of the database. */
  async compare(earlier: Run, later: Run): Promise<Restatement> {
    const columns = earlier.columns.filter((column) => later.columns.includes(column));
    return this.database.snapshot(async (rows) => {
      const known = {
        columns,
        facts: await this.factsBetween(rows, earlier, later),
        erased: await this.erasedSince(rows, earlier),
      };
      const before = new Map<string, ListedRow>();
      for await (const row of this.listed(rows, earlier, columns)) before.set(row.enrolmentId, row);
      const told = new Told();
      for await (const after of this.listed(rows, later, columns)) {
        told.take(differenceOf({ before: before.get(after.enrolmentId) ?? null, after }, known));
        before.delete(after.enrolmentId);
      }
      for (const gone of before.values()) told.take(differenceOf({ before: gone, after: null }, known));
      return told;
    });
  }

  /** How many of the rows were erased after the run was made: the only thing that changes a row that was written. */
  async erasedRows(run: Run): Promise<Restatement> {
    return this.database.snapshot(async (rows) => {
      const erased = await this.erasedSince(rows, run);
      const told = new Told();
      if (erased.size === 0) return told;
      const known = { columns: [], facts: new Map<string, FactKind[]>(), erased };
      for await (const row of this.listed(rows, run, []))
        told.take(differenceOf({ before: row, after: row }, known));
      return told;
    });
  }

  private async *listed(rows: Snapshot, run: Run, columns: readonly NameColumn[]): AsyncGenerator<ListedRow> {
    const values = nameValues(this.locales.in('ja'), run.question, columns);
    for await (const batch of nameRows(rows, run))
      for (const row of batch)
        yield {
          enrolmentId: row.enrolment_id,
          trackCode: row.track_code,
          cohortName: row.cohort_name,
          number: row.enrolment_number,
          values: values(row),
        };
  }

  /** Facts that the later list knows and the earlier one did not. */
  private async factsBetween(rows: Snapshot, earlier: Run, later: Run): Promise<Map<string, FactKind[]>> {
    const found = new Map<string, FactKind[]>();
    const batches = rows.iterate<{ enrolment_id: string; kind: FactKind }>`
      select enrolment_id, kind from reported_fact
      where seq <= ${later.upTo} and recorded_at < ${cutOff(later.question)}
        and (seq > ${earlier.upTo} or recorded_at >= ${cutOff(earlier.question)})`;
    for await (const batch of batches)
      for (const { enrolment_id: id, kind } of batch) found.set(id, [...(found.get(id) ?? []), kind]);
    return found;
  }

  private async erasedSince(rows: Snapshot, { madeAt }: Run): Promise<Set<string>> {
    const found = await rows.sql<{ enrolment_id: string }>`
      select distinct f.enrolment_id from reported_fact f join person p on p.id = f.person_id
      where p.erased_at >= ${madeAt?.getTime() ?? 0}`;
    return new Set(found.map(({ enrolment_id: id }) => id));
  }
}

class Told implements Restatement {
  readonly differences: Difference[] = [];
  readonly counts = { added: 0, gone: 0, changed: 0 };

  get isAll(): boolean {
    return this.differences.length === this.counts.added + this.counts.gone + this.counts.changed;
  }

  take(difference: Difference | null): void {
    if (!difference) return;
    this.counts[difference.change] += 1;
    if (this.differences.length < MOST_SHOWN) this.differences.push(difference);
  }
}
