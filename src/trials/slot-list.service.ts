import { Injectable } from '@nestjs/common';
import type { ActivityContent } from '../activities/activity-content.rules.js';
import { shownSince } from '../activities/freshness.rules.js';
import { foldedText } from '../activities/activity-columns.rules.js';
import { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import { CalendarDay } from '../shared/calendar-day.js';
import { Clock } from '../shared/clock.js';
import { NotFound } from '../shared/domain-error.js';
import { isId } from '../shared/ids.js';
import { MOST_SHOWN, planOf } from './slot.rules.js';
import type { SlotPlan } from './slot.rules.js';

/** Whose entries somebody may look after: the office all of them. */
export type Hosted = 'office' | readonly string[];

/** An entry as its times for visitors need it. */
export interface HostedEntry {
  readonly id: string;
  readonly title: string;
  readonly organiserId: string;
  readonly content: ActivityContent;
  /** Whether it is in the directory today. */
  readonly isShown: boolean;
}

export interface HostedSlot extends SlotPlan {
  readonly id: string;
  readonly activityId: string;
  readonly organiserId: string;
  readonly title: string;
  readonly taken: number;
  readonly version: number;
  readonly cancelledAt: Date | null;
  readonly cancelledWhy: string;
}

interface SlotRow {
  id: string;
  activity_id: string;
  organiser_id: string;
  title: string;
  day: string;
  from_minute: number;
  to_minute: number;
  seats: number;
  ways: number;
  meeting_point: string;
  note: string;
  version: number;
  cancelled_at: number | null;
  cancelled_why: string;
  taken: number;
}

interface EntryRow {
  id: string;
  title: string;
  organiser_id: string;
  content: string;
  confirmed_on: string;
  closed_at: number | null;
}

/** Reads what hosts and the office need of visits. */
@Injectable()
export class SlotList {
  constructor(
    private readonly database: Database,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** Days after a visit for which what was told stays. */
  get keptDays(): number {
    return this.config.council.activities.keepVisitsDays;
  }

  /** @throws NotFound also for an entry of another group */
  async getEntry(hosted: Hosted, id: string): Promise<HostedEntry> {
    const row = isId(id)
      ? await this.database.one<EntryRow>`
          select id, title, organiser_id, content, confirmed_on, closed_at from activity where id = ${id}`
      : null;
    if (!row || !isHosted(hosted, row.organiser_id)) throw new NotFound(`activity ${id}`);
    return {
      id,
      title: row.title,
      organiserId: row.organiser_id,
      content: JSON.parse(row.content) as ActivityContent,
      isShown: row.closed_at === null && row.confirmed_on >= this.shownSince(),
    };
  }

  /** Entries in the directory whose name, or whose group's name, holds these words; one more than is shown at most. */
  async findEntries(q: string): Promise<{ id: string; title: string; organiser: string }[]> {
    const [part, named] = [foldedText(q), q.toLowerCase()].map(
      (text) => `%${text.replace(/[\\%_]/g, '\\$&')}%`,
    ) as [string, string];
    return this.database.sql<{ id: string; title: string; organiser: string }>`
      select a.id, a.title, o.name as organiser from activity a join organiser o on o.id = a.organiser_id
      where a.closed_at is null and a.confirmed_on >= ${this.shownSince()}
        and (a.sorted_as like ${part} escape '\\' or lower(o.name) like ${named} escape '\\')
      order by a.sorted_as, a.id limit ${MOST_SHOWN + 1}`;
  }

  /** Of an entry: those to come, then the newest of those that are over. */
  async listOf(activityId: string): Promise<HostedSlot[]> {
    const rows = await this.database.sql<SlotRow>`
      select s.*, a.title, a.organiser_id, (select count(*) from trial_request r
        where r.slot_id = s.id and r.state <> 'cancelled') as taken
      from trial_slot s join activity a on a.id = s.activity_id
      where s.activity_id = ${activityId} and s.day >= ${this.keptSince()}
      order by s.day, s.from_minute, s.id`;
    return rows.map(toSlot);
  }

  /** Of all entries, those of today and later. */
  async listComing(): Promise<HostedSlot[]> {
    const rows = await this.database.sql<SlotRow>`
      select s.*, a.title, a.organiser_id, (select count(*) from trial_request r
        where r.slot_id = s.id and r.state <> 'cancelled') as taken
      from trial_slot s join activity a on a.id = s.activity_id
      where s.day >= ${this.clock.today().toString()} and s.cancelled_at is null
      order by s.day, s.from_minute, s.id`;
    return rows.map(toSlot);
  }

  /** Of all entries, those that are over or were cancelled: the newest first, one more than is shown at most. */
  async listRecent(): Promise<HostedSlot[]> {
    const rows = await this.database.sql<SlotRow>`
      select s.*, a.title, a.organiser_id, (select count(*) from trial_request r
        where r.slot_id = s.id and r.state <> 'cancelled') as taken
      from trial_slot s join activity a on a.id = s.activity_id
      where s.day >= ${this.keptSince()} and (s.day < ${this.clock.today().toString()} or s.cancelled_at is not null)
      order by s.day desc, s.from_minute desc, s.id desc limit ${MOST_SHOWN + 1}`;
    return rows.map(toSlot);
  }

  /** @throws NotFound also for a slot of another group's entry, and for one whose visitors are to be forgotten */
  async get(hosted: Hosted, id: string): Promise<HostedSlot> {
    const row = isId(id)
      ? await this.database.one<SlotRow>`
          select s.*, a.title, a.organiser_id, (select count(*) from trial_request r
            where r.slot_id = s.id and r.state <> 'cancelled') as taken
          from trial_slot s join activity a on a.id = s.activity_id
          where s.id = ${id} and s.day >= ${this.keptSince()}`
      : null;
    if (!row || !isHosted(hosted, row.organiser_id)) throw new NotFound(`slot ${id}`);
    return toSlot(row);
  }

  private shownSince(): string {
    return shownSince(this.clock.today(), this.config.council.activities.freshness).toString();
  }

  private keptSince(): string {
    return this.clock.today().plusDays(-this.keptDays).toString();
  }
}

function isHosted(hosted: Hosted, organiserId: string): boolean {
  return hosted === 'office' || hosted.includes(organiserId);
}

function toSlot(row: SlotRow): HostedSlot {
  return {
    ...planOf({
      day: CalendarDay.parse(row.day)!,
      fromMinute: row.from_minute,
      toMinute: row.to_minute,
      seats: row.seats,
      ways: row.ways,
      meetingPoint: row.meeting_point,
      note: row.note,
    }),
    id: row.id,
    activityId: row.activity_id,
    organiserId: row.organiser_id,
    title: row.title,
    taken: Number(row.taken),
    version: row.version,
    cancelledAt: row.cancelled_at === null ? null : new Date(Number(row.cancelled_at)),
    cancelledWhy: row.cancelled_why,
  };
}
