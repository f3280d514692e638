import { Injectable } from '@nestjs/common';
import { foldedText } from '../activities/activity-columns.rules.js';
import type { ActivityContent } from '../activities/activity-content.rules.js';
import { freshnessOf } from '../activities/freshness.rules.js';
import type { Freshness } from '../activities/freshness.rules.js';
import { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import { CalendarDay } from '../shared/calendar-day.js';
import { Clock } from '../shared/clock.js';
import { withoutRuby } from '../web/view-helpers-ruby.js';
import { confirmedWithin, LINES } from './office-list.rules.js';
import type { Shown } from './office-list.rules.js';

/** What a group sent and nobody has decided yet. */
export interface WaitingChange {
  readonly id: string;
  readonly title: string;
  readonly organiser: string;
  readonly isNew: boolean;
  readonly sentAt: Date;
}

/** An entry, as the office sees it in a list. */
export interface OfficeEntry {
  readonly id: string;
  readonly title: string;
  readonly organiser: string;
  readonly phone: string | null;
  readonly hasMail: boolean;
  readonly freshness: Freshness;
  readonly confirmedOn: CalendarDay;
  readonly askedAt: Date | null;
  readonly closedAt: Date | null;
}

export interface Listed<T> {
  readonly lines: readonly T[];
  readonly total: number;
}

export interface OfficeOverview {
  readonly waiting: Listed<WaitingChange>;
  readonly calls: Listed<OfficeEntry>;
  readonly entries: Listed<OfficeEntry>;
  readonly counts: Readonly<Record<Shown, number>>;
}

export interface OfficeQuestion {
  readonly shown: Shown;
  /** As it was typed; empty for all. */
  readonly words: string;
  readonly from: number;
}

interface EntryRow {
  id: string;
  title: string;
  organiser: string;
  phone: string | null;
  email: string | null;
  confirmed_on: string;
  asked_at: number | null;
  closed_at: number | null;
  total: number;
}

/** What waits at the office: changes to decide, entries to call about, and all entries by their freshness. */
@Injectable()
export class OfficeList {
  constructor(
    private readonly database: Database,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  async overview(question: OfficeQuestion): Promise<OfficeOverview> {
    const [waiting, calls, entries, counts] = await Promise.all([
      this.waiting(),
      this.calls(),
      this.entries(question),
      this.counts(question.words),
    ]);
    return { waiting, calls, entries, counts };
  }

  async countWaiting(): Promise<number> {
    const row = await this.database.one<{ n: number }>`
      select count(*) as n from activity_change where state = 'waiting'`;
    return Number(row!.n);
  }

  /** Entries that no mail can ask about any more. */
  async countCalls(): Promise<number> {
    const { asked, hidden } = this.limits();
    const row = await this.database.one<{ n: number }>`
      select count(*) as n from activity a join organiser o on o.id = a.organiser_id
      where a.closed_at is null and a.confirmed_on <= ${asked}
        and (o.email is null or a.confirmed_on <= ${hidden})
        and not exists (select 1 from activity_change c where c.activity_id = a.id and c.state = 'waiting')`;
    return Number(row!.n);
  }

  /** Who has waited longest comes first. */
  private async waiting(): Promise<Listed<WaitingChange>> {
    const rows = await this.database.sql<{
      id: string;
      activity_id: string | null;
      content: string;
      sent_at: number;
      organiser: string;
      total: number;
    }>`
      select c.id, c.activity_id, c.content, c.sent_at, o.name as organiser, count(*) over () as total
      from activity_change c join organiser o on o.id = c.organiser_id
      where c.state = 'waiting' order by c.sent_at, c.id limit ${LINES}`;
    const lines = rows.map((row) => ({
      id: row.id,
      title: withoutRuby((JSON.parse(row.content) as ActivityContent).title),
      organiser: row.organiser,
      isNew: row.activity_id === null,
      sentAt: new Date(Number(row.sent_at)),
    }));
    return { lines, total: Number(rows[0]?.total ?? 0) };
  }

  /**
   * Who has no mail is called from the day on which others are asked, everybody once the entry is hidden. Not those
   * from whom a change has come meanwhile.
   */
  private async calls(): Promise<Listed<OfficeEntry>> {
    const { asked, hidden } = this.limits();
    return this.toListed(
      await this.database.sql<EntryRow>`
        select a.id, a.title, o.name as organiser, o.phone, o.email, a.confirmed_on, a.asked_at, a.closed_at,
          count(*) over () as total
        from activity a join organiser o on o.id = a.organiser_id
        where a.closed_at is null and a.confirmed_on <= ${asked}
          and (o.email is null or a.confirmed_on <= ${hidden})
          and not exists (select 1 from activity_change c where c.activity_id = a.id and c.state = 'waiting')
        order by a.confirmed_on, a.id limit ${LINES}`,
    );
  }

  /** Those first that nobody has confirmed for the longest time. */
  private async entries({ shown, words, from }: OfficeQuestion): Promise<Listed<OfficeEntry>> {
    const days = confirmedWithin(shown, this.today(), this.terms());
    const isClosed = shown === 'closed' ? 1 : 0;
    const { title, name, lower } = patternsOf(words);
    return this.toListed(
      await this.database.sql<EntryRow>`
        select a.id, a.title, o.name as organiser, o.phone, o.email, a.confirmed_on, a.asked_at, a.closed_at,
          count(*) over () as total
        from activity a join organiser o on o.id = a.organiser_id
        where case when a.closed_at is null then 0 else 1 end = ${isClosed}
          and a.confirmed_on >= ${days.from} and a.confirmed_on <= ${days.to}
          and (a.sorted_as like ${title} escape '\\' or o.name like ${name} escape '\\'
            or lower(o.name) like ${lower} escape '\\')
        order by a.confirmed_on, a.sorted_as, a.id limit ${LINES} offset ${from}`,
    );
  }

  /** How many of each are found by these words. */
  private async counts(words: string): Promise<Record<Shown, number>> {
    const { asked, unconfirmed, hidden } = this.limits();
    const { title, name, lower } = patternsOf(words);
    const row = (await this.database.one<Record<'open' | 'old' | 'older' | 'oldest' | 'closed', number>>`
      select count(*) - count(a.closed_at) as "open", count(a.closed_at) as closed,
        count(case when a.closed_at is null and a.confirmed_on <= ${asked} then 1 end) as old,
        count(case when a.closed_at is null and a.confirmed_on <= ${unconfirmed} then 1 end) as older,
        count(case when a.closed_at is null and a.confirmed_on <= ${hidden} then 1 end) as oldest
      from activity a join organiser o on o.id = a.organiser_id
      where a.sorted_as like ${title} escape '\\' or o.name like ${name} escape '\\'
            or lower(o.name) like ${lower} escape '\\'`)!;
    const [open, old, older, oldest] = [row.open, row.old, row.older, row.oldest].map(Number) as [
      number,
      number,
      number,
      number,
    ];
    return {
      open,
      fresh: open - old,
      asked: old - older,
      unconfirmed: older - oldest,
      hidden: oldest,
      closed: Number(row.closed),
    };
  }

  private toListed(rows: readonly EntryRow[]): Listed<OfficeEntry> {
    const [today, terms] = [this.today(), this.terms()];
    const lines = rows.map((row) => {
      const confirmedOn = CalendarDay.parse(row.confirmed_on)!;
      return {
        id: row.id,
        title: row.title,
        organiser: row.organiser,
        phone: row.phone,
        hasMail: row.email !== null,
        freshness: freshnessOf(confirmedOn, today, terms),
        confirmedOn,
        askedAt: row.asked_at === null ? null : new Date(Number(row.asked_at)),
        closedAt: row.closed_at === null ? null : new Date(Number(row.closed_at)),
      };
    });
    return { lines, total: Number(rows[0]?.total ?? 0) };
  }

  /** The latest days of confirmation with which an entry is that old today. */
  private limits(): { asked: string; unconfirmed: string; hidden: string } {
    const [today, terms] = [this.today(), this.terms()];
    const before = (days: number) => today.plusDays(-days).toString();
    return { asked: before(terms.ask), unconfirmed: before(terms.unconfirmed), hidden: before(terms.hidden) };
  }

  private today(): CalendarDay {
    return CalendarDay.at(this.clock.now());
  }

  private terms() {
    return this.config.council.activities.freshness;
  }
}

/** What was typed, anywhere in a title and in a name of a group: as it stands, and in small letters. */
function patternsOf(words: string): { title: string; name: string; lower: string } {
  const within = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  return { title: within(foldedText(words)), name: within(words), lower: within(words.toLowerCase()) };
}
