import { Injectable } from '@nestjs/common';
import type { ActivityContent } from '../activities/activity-content.rules.js';
import { freshnessOf } from '../activities/freshness.rules.js';
import type { Freshness } from '../activities/freshness.rules.js';
import { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import { CalendarDay } from '../shared/calendar-day.js';
import { Clock } from '../shared/clock.js';
import { NotFound } from '../shared/domain-error.js';
import type { ChangeState } from './activity-change.entity.js';
import type { WayIn } from './activity-event.entity.js';

/** Whom the office may call or write to. */
export interface OfficeOrganiser {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
}

/** A change with what the entry says today, as the office decides about it. */
export interface OfficeChange {
  readonly id: string;
  readonly organiser: OfficeOrganiser;
  readonly state: ChangeState;
  readonly sentAt: Date;
  readonly way: WayIn;
  readonly sentBy: string | null;
  readonly decidedAt: Date | null;
  readonly decidedBy: string | null;
  readonly reason: string;
  readonly content: ActivityContent;
  /** What it is compared with: the entry as it stands while the change waits, as it stood once that is settled. */
  readonly before: ActivityContent | null;
  /** Null for a new entry that is not approved. */
  readonly activity: {
    readonly id: string;
    readonly version: number;
    readonly isClosed: boolean;
    /** Somebody else changed it after this was sent. */
    readonly hasMoved: boolean;
  } | null;
}

/** One entry with all that the office may know of it. */
export interface OfficeActivity {
  readonly id: string;
  readonly version: number;
  readonly content: ActivityContent;
  readonly organiser: OfficeOrganiser;
  readonly freshness: Freshness;
  readonly confirmedOn: CalendarDay;
  readonly askedAt: Date | null;
  readonly closedAt: Date | null;
  /** The change that waits; null for none. */
  readonly waitingId: string | null;
}

interface ChangeRow {
  id: string;
  organiser_id: string;
  name: string;
  email: string | null;
  phone: string | null;
  activity_id: string | null;
  base_version: number;
  version: number | null;
  closed_at: number | null;
  now_says: string | null;
  before: string | null;
  content: string;
  state: ChangeState;
  sent_at: number;
  sent_by: WayIn;
  sender: string | null;
  decided_at: number | null;
  decider: string | null;
  reason: string;
}

/** Reads single changes, entries and organisers for the office. */
@Injectable()
export class OfficeRecords {
  constructor(
    private readonly database: Database,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound */
  async getChange(id: string): Promise<OfficeChange> {
    const row = await this.database.one<ChangeRow>`
      select c.id, c.organiser_id, o.name, o.email, o.phone, c.activity_id, c.base_version, a.version, a.closed_at,
        a.content as now_says, c.before, c.content, c.state, c.sent_at, c.sent_by, c.decided_at, c.reason,
        case when c.sent_by = 'office' then s.display_name end as sender, d.display_name as decider
      from activity_change c join organiser o on o.id = c.organiser_id
        left join activity a on a.id = c.activity_id
        left join person s on s.id = c.sent_by_id
        left join person d on d.id = c.decided_by_id
      where c.id = ${id}`;
    if (!row) throw new NotFound(`change ${id}`);
    const isWaiting = row.state === 'waiting';
    return {
      id: row.id,
      organiser: { id: row.organiser_id, name: row.name, email: row.email, phone: row.phone },
      state: row.state,
      sentAt: new Date(Number(row.sent_at)),
      way: row.sent_by,
      sentBy: row.sender,
      decidedAt: instantOf(row.decided_at),
      decidedBy: row.decider,
      reason: row.reason,
      content: contentOf(row.content)!,
      before: contentOf(isWaiting ? row.now_says : row.before),
      activity: row.activity_id === null ? null : activityOf(row.activity_id, row),
    };
  }

  /** The change that has waited longest besides this one; null for none. */
  async nextWaiting(besides: string): Promise<string | null> {
    const row = await this.database.one<{ id: string }>`
      select id from activity_change where state = 'waiting' and id <> ${besides} order by sent_at, id limit 1`;
    return row?.id ?? null;
  }

  /** @throws NotFound */
  async getActivity(id: string): Promise<OfficeActivity> {
    const row = await this.database.one<{
      id: string;
      version: number;
      content: string;
      organiser_id: string;
      name: string;
      email: string | null;
      phone: string | null;
      confirmed_on: string;
      asked_at: number | null;
      closed_at: number | null;
      waiting_id: string | null;
    }>`
      select a.id, a.version, a.content, a.organiser_id, o.name, o.email, o.phone, a.confirmed_on, a.asked_at,
        a.closed_at, c.id as waiting_id
      from activity a join organiser o on o.id = a.organiser_id
        left join activity_change c on c.activity_id = a.id and c.state = 'waiting'
      where a.id = ${id}`;
    if (!row) throw new NotFound(`activity ${id}`);
    const confirmedOn = CalendarDay.parse(row.confirmed_on)!;
    const today = CalendarDay.at(this.clock.now());
    return {
      id: row.id,
      version: row.version,
      content: contentOf(row.content)!,
      organiser: { id: row.organiser_id, name: row.name, email: row.email, phone: row.phone },
      freshness: freshnessOf(confirmedOn, today, this.config.council.activities.freshness),
      confirmedOn,
      askedAt: instantOf(row.asked_at),
      closedAt: instantOf(row.closed_at),
      waitingId: row.waiting_id,
    };
  }

  /** @throws NotFound */
  async getOrganiser(id: string): Promise<OfficeOrganiser> {
    const row = await this.database.one<OfficeOrganiser>`
      select id, name, email, phone from organiser where id = ${id}`;
    if (!row) throw new NotFound(`organiser ${id}`);
    return row;
  }

  /** By name. */
  listOrganisers(): Promise<OfficeOrganiser[]> {
    return this.database.sql<OfficeOrganiser>`
      select id, name, email, phone from organiser order by name, id`;
  }

  /** Entries of an organiser, those that are open first, and how many people keep them by an account. */
  async holdings(organiserId: string): Promise<{
    entries: readonly { id: string; title: string; isClosed: boolean }[];
    accounts: number;
  }> {
    const [entries, accounts] = await Promise.all([
      this.database.sql<{ id: string; title: string; closed_at: number | null }>`
        select id, title, closed_at from activity where organiser_id = ${organiserId}
        order by case when closed_at is null then 0 else 1 end, sorted_as, id`,
      this.database.one<{ n: number }>`
        select count(*) as n from organiser_person where organiser_id = ${organiserId}`,
    ]);
    return {
      entries: entries.map(({ id, title, closed_at: closedAt }) => ({
        id,
        title,
        isClosed: closedAt !== null,
      })),
      accounts: Number(accounts!.n),
    };
  }
}

function activityOf(id: string, row: ChangeRow): NonNullable<OfficeChange['activity']> {
  return {
    id,
    version: row.version!,
    isClosed: row.closed_at !== null,
    hasMoved: row.version !== row.base_version,
  };
}

function contentOf(text: string | null): ActivityContent | null {
  return text === null ? null : (JSON.parse(text) as ActivityContent);
}

function instantOf(at: number | null): Date | null {
  return at === null ? null : new Date(Number(at));
}
