import { Injectable } from '@nestjs/common';
import type { ActivityContent } from '../activities/activity-content.rules.js';
import { Config } from '../config/config.js';
import { Database, list } from '../database/database.js';
import { CalendarDay } from '../shared/calendar-day.js';
import { Clock } from '../shared/clock.js';
import { NotFound } from '../shared/domain-error.js';
import { isId } from '../shared/ids.js';
import type { FormView } from '../web/form.js';
import type { ChangeState } from './activity-change.entity.js';
import { toEntryLines } from './activity-lines.page.js';
import { entryHref, toEntriesPage } from './organise.page.js';
import type { ConfirmPage, EntriesPage } from './organise.page.js';
import type { Access } from './organiser-access.service.js';
import type { OwnChange, OwnEntry, OwnGroup, WholeChange, WholeEntry } from './own-entry.js';

interface EntryRow {
  id: string;
  organiser_id: string;
  title: string;
  version: number;
  confirmed_on: string;
  closed_at: number | null;
}

interface ChangeRow {
  id: string;
  organiser_id: string;
  activity_id: string | null;
  state: ChangeState;
  content: string;
  reason: string;
  sent_at: number;
  base_version: number;
}

/** What organisers read of their own entries. Another organiser's are answered like none. */
@Injectable()
export class OwnEntries {
  constructor(
    private readonly database: Database,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** The page of who is inside. */
  async home(access: Access, done: string | undefined): Promise<EntriesPage> {
    const { freshness: terms } = this.config.council.activities;
    const groups = await this.listGroups(access.organiserIds);
    return toEntriesPage(groups, { access, today: this.clock.today(), terms, done });
  }

  toConfirmPage(entry: WholeEntry, form: FormView): ConfirmPage {
    const { title, version, confirmedOn, isClosed, content } = entry;
    const lines = toEntryLines(content, this.config.council.activities.areas);
    return { entryTitle: title, href: entryHref(entry.id), version, confirmedOn, isClosed, lines, form };
  }

  /** Their groups with entries and with what was sent, in the order in which they came. */
  async listGroups(organiserIds: readonly string[]): Promise<OwnGroup[]> {
    if (organiserIds.length === 0) return [];
    const ids = list(organiserIds);
    const [organisers, entries, changes] = await Promise.all([
      this.database.sql<{ id: string; name: string }>`
        select id, name from organiser where id in ${ids} order by created_at, id`,
      this.database.sql<EntryRow>`
        select id, organiser_id, title, version, confirmed_on, closed_at from activity
        where organiser_id in ${ids} order by published_at, id`,
      this.database.sql<ChangeRow>`
        select c.id, c.organiser_id, c.activity_id, c.state, c.content, c.reason, c.sent_at, c.base_version
        from activity_change c
        where c.organiser_id in ${ids} and (c.state = 'waiting' or c.state = 'declined' and (c.activity_id is null
          or not exists (select 1 from activity_change n where n.activity_id = c.activity_id and n.sent_at > c.sent_at)))
        order by c.sent_at, c.id`,
    ]);
    return organisers.map(({ id, name }) => ({
      id,
      name,
      entries: entries.filter((row) => row.organiser_id === id).map(toEntry),
      changes: changes.filter((row) => row.organiser_id === id).map(toChange),
    }));
  }

  /** @throws NotFound unless it is an entry of one of these organisers */
  async get(id: string, organiserIds: readonly string[]): Promise<WholeEntry> {
    const entry = await this.find(id, organiserIds);
    if (!entry) throw new NotFound(`activity ${id}`);
    return entry;
  }

  async find(id: string, organiserIds: readonly string[]): Promise<WholeEntry | null> {
    const row =
      !isId(id) || organiserIds.length === 0
        ? null
        : await this.database.one<EntryRow & { content: string }>`
            select id, organiser_id, title, version, confirmed_on, closed_at, content from activity
            where id = ${id} and organiser_id in ${list(organiserIds)}`;
    return row && { ...toEntry(row), content: JSON.parse(row.content) as ActivityContent };
  }

  /** @throws NotFound unless one of these organisers sent it */
  async getChange(id: string, organiserIds: readonly string[]): Promise<WholeChange> {
    const row =
      !isId(id) || organiserIds.length === 0
        ? null
        : await this.database.one<ChangeRow>`
            select id, organiser_id, activity_id, state, content, reason, sent_at, base_version
            from activity_change where id = ${id} and organiser_id in ${list(organiserIds)}`;
    if (!row) throw new NotFound(`change ${id}`);
    return toWholeChange(row);
  }

  /** What waits at the office for this entry. */
  async findWaiting(activityId: string): Promise<WholeChange | null> {
    const row = await this.database.one<ChangeRow>`
      select id, organiser_id, activity_id, state, content, reason, sent_at, base_version
      from activity_change where activity_id = ${activityId} and state = 'waiting'`;
    return row && toWholeChange(row);
  }
}

function toEntry(row: EntryRow): OwnEntry {
  return {
    id: row.id,
    organiserId: row.organiser_id,
    title: row.title,
    version: row.version,
    confirmedOn: CalendarDay.parse(row.confirmed_on)!,
    isClosed: row.closed_at !== null,
  };
}

function toChange(row: ChangeRow): OwnChange {
  return {
    id: row.id,
    organiserId: row.organiser_id,
    activityId: row.activity_id,
    state: row.state,
    title: (JSON.parse(row.content) as ActivityContent).title,
    reason: row.reason,
    sentAt: new Date(Number(row.sent_at)),
  };
}

function toWholeChange(row: ChangeRow): WholeChange {
  const content = JSON.parse(row.content) as ActivityContent;
  return { ...toChange(row), baseVersion: row.base_version, content };
}
