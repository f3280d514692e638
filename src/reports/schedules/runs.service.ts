import { Injectable, Logger } from '@nestjs/common';
import { Audit } from '../../audit/audit.service.js';
import { Database } from '../../database/database.js';
import type { Tx } from '../../database/database.js';
import { CalendarDay } from '../../shared/calendar-day.js';
import { Clock } from '../../shared/clock.js';
import { newId } from '../../shared/ids.js';
import { NameFiles } from '../name-files.service.js';
import type { AskedNames } from '../name-files.service.js';
import { typedQuestion } from '../report-question.rules.js';
import type { Format } from '../report.form.js';
import { fileColumns } from '../templates/template.rules.js';
import { Templates } from '../templates/templates.service.js';
import { ExportRun } from './export-run.entity.js';
import { ExportSchedule } from './export-schedule.entity.js';
import { nextAfter, questionOn } from './schedule.rules.js';

/** Longer than any list takes; who has not ended by then has died. */
const HELD_MS = 15 * 60 * 1000;

interface Begun {
  readonly id: string;
  readonly scheduleId: string;
  readonly plannedOn: CalendarDay;
  readonly begunAt: Date;
  readonly asked: Omit<AskedNames, 'exportId'>;
  readonly format: Format;
}

/**
 * Makes what was set to be made. Of two processes one holds a run while it makes it; a run that was missed while nothing
 * served is made afterwards, with its own as-of day, and once.
 */
@Injectable()
export class Runs {
  private readonly log = new Logger('Reports');

  constructor(
    private readonly database: Database,
    private readonly files: NameFiles,
    private readonly templates: Templates,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** How many were made. */
  async makeDue(): Promise<number> {
    let made = 0;
    const seen = new Set<string>();
    for (let begun = await this.begin(seen); begun; begun = await this.begin(seen)) {
      seen.add(`${begun.scheduleId} ${begun.plannedOn.toString()}`);
      try {
        await this.end(begun, await this.files.fingerprint(begun.asked, begun.format));
        made += 1;
      } catch (err) {
        this.log.error({ err, runId: begun.id }, 'a list that was due could not be made; it is tried again');
      }
    }
    return made;
  }

  /** Takes hold of one that is due and that nobody holds; null when there is none. */
  private begin(seen: ReadonlySet<string>): Promise<Begun | null> {
    return this.database.write(async (tx) => {
      const today = this.clock.today().toString();
      const due = await tx.sql<{ id: string }>`
        select id from export_schedule where next_on <= ${today} order by next_on, id`;
      for (const { id } of due) {
        const schedule = (await tx.findOne(ExportSchedule, { id }))!;
        if (seen.has(`${id} ${schedule.nextOn!.toString()}`)) continue;
        const begun = await this.beginOne(tx, schedule);
        if (begun) return begun;
      }
      return null;
    });
  }

  private async beginOne(tx: Tx, schedule: ExportSchedule): Promise<Begun | null> {
    const { id: scheduleId, templateId } = schedule;
    const plannedOn = schedule.nextOn!;
    const begunAt = this.clock.now();
    const held = await tx.findOne(ExportRun, { scheduleId, plannedOn });
    if (held && held.begunAt.getTime() + HELD_MS > begunAt.getTime()) return null;
    const template = await this.templates.find(tx, templateId);
    if (!template) {
      await tx.update(ExportSchedule, { id: scheduleId }, { nextOn: null });
      return null;
    }
    const last = await tx.one<{ seq: number | null }>`select max(seq) as seq from reported_fact`;
    const columns = fileColumns(template);
    const question = questionOn(plannedOn, schedule.trackCode);
    const id = held?.id ?? newId(begunAt);
    const { order, format } = template;
    const upTo = last?.seq ?? 0;
    const run = {
      ...{ templateId, templateName: template.name, question: JSON.stringify(typedQuestion(question)) },
      ...{ columns: columns.join(','), rowOrder: order, format, upTo, begunAt },
    };
    if (held) await tx.update(ExportRun, { id }, run);
    else await tx.insert(ExportRun, { id, scheduleId, plannedOn, ...run, ...NOT_YET });
    return { id, scheduleId, plannedOn, begunAt, asked: { question, columns, order, upTo }, format };
  }

  private async end(
    { id, scheduleId, plannedOn, begunAt }: Begun,
    found: { sha256: string; rowsSha256: string; people: number },
  ): Promise<void> {
    await this.database.write(async (tx) => {
      const madeAt = this.clock.now();
      // Somebody else may have taken it over, or stopped the schedule.
      const changed = await tx.update(ExportRun, { id, begunAt }, { ...found, madeAt });
      if (changed === 0) return;
      const schedule = (await tx.findOne(ExportSchedule, { id: scheduleId }))!;
      if (schedule.nextOn?.equals(plannedOn))
        await tx.update(ExportSchedule, { id: scheduleId }, { nextOn: nextAfter(plannedOn, schedule) });
      const detail = { schedule: scheduleId, planned: plannedOn.toString(), sha256: found.sha256 };
      await this.audit.record(tx, { actor: null, act: 'report.run-made', object: `run:${id}`, detail });
    });
  }
}

const NOT_YET = {
  ...{ madeAt: null, people: null, sha256: null, rowsSha256: null },
  ...{ rebuiltAt: null, rebuiltSha256: null, rebuiltRowsSha256: null },
};
