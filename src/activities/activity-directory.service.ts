import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { Database, list } from '../database/database.js';
import { CalendarDay } from '../shared/calendar-day.js';
import { Clock } from '../shared/clock.js';
import { NotFound } from '../shared/domain-error.js';
import type { ActivityTimes, Place } from './activity-content.rules.js';
import { toEntry } from './activity-entry.rules.js';
import type { ActivityEntry, EntryRow } from './activity-entry.rules.js';
import { bitsOfQuestion, EVERY_SLOT } from './activity-question.rules.js';
import type { ActivityQuestion, SoughtBits } from './activity-question.rules.js';
import { freshnessOf, shownSince } from './freshness.rules.js';
import { datesBetween, nextDates } from './times.rules.js';
import type { Occurrence } from './times.rules.js';

/** Entries on one page of the list. */
export const ENTRIES_PER_PAGE = 20;
const NEXT_DATES = 5;
const MINUTE_MS = 60_000;
const PLACES: readonly (Place | undefined)[] = [undefined, 'venue', 'online', 'both'];
/** More would not be read in one month by anybody; whoever has so many looks for something. */
const CALENDAR_MOST = 1000;
const EVERYTHING = 1_000_000;
/** Entries that are read at once where all of them are. */
const AT_ONCE = 100;

/** Once in a calendar. */
export interface CalendarEntry extends Occurrence {
  readonly id: string;
  readonly title: string;
  readonly area: string;
  readonly place: Place;
  readonly isUnconfirmed: boolean;
}

interface FoundRow extends EntryRow {
  readonly total: number;
  readonly title: string;
  readonly times: string;
  readonly area: string;
  readonly places: number;
}

interface Wanted {
  readonly slots: number;
  readonly most: number;
  readonly from: number;
  /** Whether everything that an entry says is read, or its title and times. */
  readonly isWhole: boolean;
}

/** What anybody may read in the directory: neither closed entries nor those that nobody confirmed for too long. */
@Injectable()
export class ActivityDirectory {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /**
   * A part of what fits the question, those first that were confirmed last, and how many there are in all (0 behind
   * the last one). One statement.
   */
  async search(
    question: ActivityQuestion,
    { from = 0, most = ENTRIES_PER_PAGE } = {},
  ): Promise<{ entries: readonly ActivityEntry[]; total: number }> {
    const sought = bitsOfQuestion(question, this.config.council.activities.areas);
    const rows = await this.rows(question, sought, { slots: sought.slots, most, from, isWhole: true });
    return { entries: rows.map((row) => this.entryOf(row)), total: rows[0]?.total ?? 0 };
  }

  /**
   * All that fits the question, a part at a time: looked for once, so that nothing is missed or told twice when others
   * confirm and change entries meanwhile.
   */
  async *every(question: ActivityQuestion): AsyncGenerator<readonly ActivityEntry[]> {
    const sought = bitsOfQuestion(question, this.config.council.activities.areas);
    const wanted = { slots: sought.slots, most: EVERYTHING, from: 0, isWhole: false };
    const ids = (await this.rows(question, sought, wanted)).map(({ id }) => id);
    for (let at = 0; at < ids.length; at += AT_ONCE) {
      // One statement is prepared for all parts, the last one too.
      const part = Array.from({ length: AT_ONCE }, (_, place) => ids[at + place] ?? '');
      const rows = await this.db.sql<EntryRow>`
        select a.id, a.organiser_id, o.name as organiser, a.version, a.content, a.confirmed_on, a.published_at,
          a.changed_at
        from activity a join organiser o on o.id = a.organiser_id
        where a.id in ${list(part)} and a.closed_at is null and a.confirmed_on >= ${this.since().toString()}
        order by a.id`;
      yield rows.map((row) => this.entryOf(row));
      await nextTurn();
    }
  }

  /** @throws NotFound where the public sees no such entry */
  async get(id: string): Promise<ActivityEntry> {
    const row = await this.db.one<EntryRow>`
      select a.id, a.organiser_id, o.name as organiser, a.version, a.content, a.confirmed_on, a.published_at,
        a.changed_at
      from activity a join organiser o on o.id = a.organiser_id
      where a.id = ${id} and a.closed_at is null and a.confirmed_on >= ${this.since().toString()}`;
    if (!row) throw new NotFound(`activity ${id}`);
    return this.entryOf(row);
  }

  /** The next times of an entry that are not over. @throws NotFound as `get` */
  async upcoming(id: string): Promise<readonly Occurrence[]> {
    const { content } = await this.get(id);
    return nextDates(content.times, this.clock.now(), NEXT_DATES);
  }

  /**
   * Every time from `first` to `last` of what fits the question, by day and hour. `total` counts the activities with
   * times, `read` those that were looked at: the first of them, where there are more than a calendar can hold.
   */
  async between(
    question: ActivityQuestion,
    first: CalendarDay,
    last: CalendarDay,
  ): Promise<{ times: readonly CalendarEntry[]; total: number; read: number }> {
    const sought = bitsOfQuestion(question, this.config.council.activities.areas);
    const wanted = { slots: sought.slots || EVERY_SLOT, most: CALENDAR_MOST, from: 0, isWhole: false };
    const rows = await this.rows(question, sought, wanted);
    const times = rows.flatMap((row) => {
      const line = this.lineOf(row);
      return datesBetween(JSON.parse(row.times) as ActivityTimes, first, last).map((once) => ({
        at: once.day.startsAt().getTime() + once.from * MINUTE_MS,
        once: { ...once, ...line },
      }));
    });
    times.sort((a, b) => a.at - b.at || a.once.to - b.once.to);
    return { times: times.map(({ once }) => once), total: rows[0]?.total ?? 0, read: rows.length };
  }

  /** By the bits first: long texts are read for the rows that are shown, and for words where somebody typed them. */
  private rows(
    { area, isOnline, isFree, needsNoBooking }: ActivityQuestion,
    { forms, audiences, access, words: [first, second, third] }: SoughtBits,
    { slots, most, from, isWhole }: Wanted,
  ): Promise<FoundRow[]> {
    return this.db.sql<FoundRow>`
      select a.id, a.organiser_id, o.name as organiser, a.version, a.title, a.times, a.area, a.places, a.confirmed_on, a.published_at,
        a.changed_at, p.total, case when ${isWhole ? 1 : 0} = 1 then a.content else '' end as content
      from (
        select id, count(*) over () as total from activity
        where closed_at is null and confirmed_on >= ${this.since().toString()}
          and (${area} = '' or area = ${area})
          and (${isOnline ? 1 : 0} = 0 or places >= 2)
          and (${forms} = 0 or (forms & ${forms}) <> 0)
          and (${audiences} = 0 or (audiences & ${audiences}) <> 0)
          and (access & ${access}) = ${access}
          and (${slots} = 0 or (slots & ${slots}) <> 0)
          and (${isFree ? 1 : 0} = 0 or is_free)
          and (${needsNoBooking ? 1 : 0} = 0 or needs_no_booking)
          and (${first.text} = '' or searched like ${first.text} escape '!' or area in ${list(first.areas)}
            or organiser_id in (select id from organiser where lower(name) like ${first.name} escape '!'))
          and (${second.text} = '' or searched like ${second.text} escape '!' or area in ${list(second.areas)}
            or organiser_id in (select id from organiser where lower(name) like ${second.name} escape '!'))
          and (${third.text} = '' or searched like ${third.text} escape '!' or area in ${list(third.areas)}
            or organiser_id in (select id from organiser where lower(name) like ${third.name} escape '!'))
        order by confirmed_on desc, id desc limit ${most} offset ${from}
      ) p join activity a on a.id = p.id join organiser o on o.id = a.organiser_id
      order by a.confirmed_on desc, a.id desc`;
  }

  private lineOf({ id, title, area, places, confirmed_on }: FoundRow): Omit<CalendarEntry, keyof Occurrence> {
    const { freshness } = this.config.council.activities;
    const confirmedOn = CalendarDay.parse(confirmed_on)!;
    const isUnconfirmed = freshnessOf(confirmedOn, this.clock.today(), freshness) === 'unconfirmed';
    return { id, title, area, place: PLACES[places]!, isUnconfirmed };
  }

  private since(): CalendarDay {
    return shownSince(this.clock.today(), this.config.council.activities.freshness);
  }

  private entryOf(row: EntryRow): ActivityEntry {
    const today = this.clock.today();
    return toEntry(row, { today, terms: this.config.council.activities.freshness });
  }
}
