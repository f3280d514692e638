import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { Audit } from '../../audit/audit.service.js';
import { Database } from '../../database/database.js';
import type { Tx } from '../../database/database.js';
import { CalendarDay } from '../../shared/calendar-day.js';
import { Clock } from '../../shared/clock.js';
import { DomainError, NotFound } from '../../shared/domain-error.js';
import { isId, newId } from '../../shared/ids.js';
import type { Me } from '../../web/me.js';
import { Templates } from '../templates/templates.service.js';
import { ExportRun } from './export-run.entity.js';
import { ExportSchedule } from './export-schedule.entity.js';
import type { Cadence, Times } from './schedule.rules.js';

/** Schedules that there may be at a time. */
export const MOST_SCHEDULES = 20;

/** The template was deleted while the form was open. */
export class ScheduledTemplateGone extends DomainError {}

export interface NewSchedule extends Times {
  readonly templateId: string;
  readonly trackCode: string;
  readonly purpose: string;
}

export interface Schedule {
  readonly id: string;
  /** Null once the template was deleted. */
  readonly templateName: string | null;
  readonly trackCode: string;
  readonly cadence: Cadence;
  readonly endsOn: CalendarDay;
  /** Null when nothing is made any more. */
  readonly nextOn: CalendarDay | null;
  readonly purpose: string;
  /** Of who set it; blank once erased. */
  readonly by: string;
}

interface Row {
  id: string;
  template_name: string | null;
  track_code: string;
  cadence: Cadence;
  ends_on: string;
  next_on: string | null;
  purpose: string;
  by_name: string;
}

/** Sets when lists with names are made without anybody at the screen. */
@Injectable()
export class Schedules {
  constructor(
    private readonly database: Database,
    private readonly templates: Templates,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** Those that go on first, by their next day. */
  async list(): Promise<Schedule[]> {
    const rows = await this.database.sql<Row>`
      select s.id, t.name as template_name, s.track_code, s.cadence, s.ends_on, s.next_on, s.purpose,
        p.display_name as by_name
      from export_schedule s join person p on p.id = s.person_id
      left join export_template t on t.id = s.template_id
      order by coalesce(s.next_on, '9999'), s.id desc limit 100`;
    return rows.map((row) => ({
      id: row.id,
      templateName: row.template_name,
      trackCode: row.track_code,
      cadence: row.cadence,
      endsOn: CalendarDay.parse(row.ends_on)!,
      nextOn: row.next_on === null ? null : CalendarDay.parse(row.next_on),
      purpose: row.purpose,
      by: row.by_name,
    }));
  }

  /** @throws DomainError when there are as many as there may be; ScheduledTemplateGone */
  async make(tx: Tx, me: Me, schedule: NewSchedule): Promise<void> {
    const { templateId, trackCode, purpose, cadence, firstOn, endsOn } = schedule;
    if (!isId(templateId) || !(await this.templates.find(tx, templateId)))
      throw new ScheduledTemplateGone('exports.template.gone');
    const going = await tx.one<{ n: number }>`
      select count(*) as n from export_schedule where next_on is not null`;
    if (Number(going!.n) >= MOST_SCHEDULES)
      throw new DomainError('exports.schedule.many', { most: MOST_SCHEDULES });
    const madeAt = this.clock.now();
    const id = newId(madeAt);
    await tx.insert(ExportSchedule, {
      ...{ id, templateId, trackCode, purpose, cadence, firstOn, endsOn },
      ...{ nextOn: firstOn, personId: me.personId, madeAt, stoppedAt: null },
    });
    const detail = {
      ...{ template: templateId, track: trackCode, cadence },
      ...{ first: firstOn.toString(), end: endsOn.toString() },
    };
    await this.audit.record(tx, { actor: me, act: 'report.schedule-made', object: `schedule:${id}`, detail });
  }

  /** What was made stays; nothing is made any more. Again, it changes nothing. @throws NotFound */
  async stop(tx: Tx, me: Me, id: string): Promise<void> {
    const schedule = await tx.findOne(ExportSchedule, { id });
    if (!schedule) throw new NotFound(`schedule ${id}`);
    if (schedule.nextOn === null) return;
    await tx.update(ExportSchedule, { id }, { nextOn: null, stoppedAt: this.clock.now() });
    // What was begun and not ended would be being made for ever.
    await tx.delete(ExportRun, { scheduleId: id, madeAt: IsNull() });
    await this.audit.record(tx, { actor: me, act: 'report.schedule-stopped', object: `schedule:${id}` });
  }
}
