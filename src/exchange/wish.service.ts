import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { ActivityForm } from '../activities/activity-content.rules.js';
import { Audit } from '../audit/audit.service.js';
import { Config } from '../config/config.js';
import type { Area } from '../config/directory-settings.js';
import { Database, list } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { CalendarDay } from '../shared/calendar-day.js';
import { Clock } from '../shared/clock.js';
import { DomainError } from '../shared/domain-error.js';
import { isId } from '../shared/ids.js';
import type { Me } from '../web/me.js';
import { ActivityWish } from './activity-wish.entity.js';
import type { WishForm } from './wish.form.js';
import {
  KEEP_SET_ASIDE_DAYS,
  KEEP_UNSHOWN_DAYS,
  MOST_A_DAY,
  MOST_SHOWN,
  countedDays,
  keptSince,
  toWishTable,
} from './wish.rules.js';
import type { WishAct, WishCount, WishHours, WishKind, WishList, WishTable } from './wish.rules.js';

/** One wish as the office reads it. */
export interface ListedWish {
  readonly id: string;
  readonly kind: WishKind;
  readonly form: ActivityForm | '';
  /** Name of the area; empty where none was chosen. */
  readonly area: string;
  readonly hours: WishHours | '';
  readonly text: string;
  readonly sentOn: CalendarDay;
}

interface Row {
  id: string;
  kind: WishKind;
  form: ActivityForm | '';
  area: string;
  hours: WishHours | '';
  text: string;
  sent_on: string;
  total: number;
}

/** What people say is missing. Nobody is written down with it. */
@Injectable()
export class WishService {
  private worked: { key: string; table: WishTable } | null = null;

  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  areas(): readonly Area[] {
    return this.config.council.activities.areas;
  }

  /**
   * Keeps a wish under `id`; the same id is the same sending and is kept once. No submission is recorded beside it: its row
   * would hold the moment and, of who is signed in, a hash that can be tried.
   * @throws DomainError when there are more on one day than a town has to say
   */
  async send(id: string | null, wish: WishForm): Promise<void> {
    const sentOn = this.clock.today();
    const { kind, form, area, hours, text } = wish;
    await this.database.write(async (tx) => {
      if (id !== null && (await tx.findOne(ActivityWish, { id }))) return;
      const today = await tx.one<{ n: number }>`
        select count(*) as n from activity_wish where sent_on = ${sentOn.toString()}`;
      if (Number(today!.n) >= MOST_A_DAY) throw new DomainError('wishes.wishes.full');
      await tx.insert(ActivityWish, {
        ...{ id: id ?? randomUUID(), kind, form, area, hours, text, sentOn },
        ...{ state: 'waiting', showsText: false, decidedOn: null },
      });
    });
  }

  /** Counts and approved words, as anybody may see them. */
  async published(): Promise<{ table: WishTable; from: CalendarDay; to: CalendarDay; texts: string[] }> {
    const { from, to } = countedDays(this.clock.today());
    const [counts, texts] = await Promise.all([
      this.database.sql<WishCount>`
        select form, area, count(*) as n from activity_wish
        where state = 'counted' and decided_on between ${from.toString()} and ${to.toString()}
        group by form, area order by form, area`,
      this.database.sql<{ id: string; text: string }>`
        select id, text from activity_wish where state = 'counted' and shows_text = ${true} and text <> ''
        order by decided_on desc, id limit ${MOST_SHOWN}`,
    ]);
    const numbers = counts.map(({ form, area, n }) => ({ form, area, n: Number(n) }));
    // In an order that says nothing of who came when: ids are made without a time.
    const unordered = texts.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(({ text }) => text);
    return { table: this.table(numbers), from, to, texts: unordered };
  }

  /** For the office: what waits, the oldest first; what was decided, the newest first. */
  async list(
    which: WishList,
    { from, size }: { from: number; size: number },
  ): Promise<{ wishes: ListedWish[]; total: number }> {
    const state = which === 'shown' ? 'counted' : which;
    const showsText = which === 'shown';
    const rows =
      which === 'waiting'
        ? await this.database.sql<Row>`
            select id, kind, form, area, hours, text, sent_on, count(*) over () as total from activity_wish
            where state = 'waiting' order by sent_on, id limit ${size} offset ${from}`
        : await this.database.sql<Row>`
            select id, kind, form, area, hours, text, sent_on, count(*) over () as total from activity_wish
            where state = ${state} and shows_text = ${showsText}
            order by decided_on desc, id limit ${size} offset ${from}`;
    const names = new Map(this.areas().map(({ id, name }) => [id, name]));
    const wishes = rows.map(({ sent_on: sentOn, area, total: _, ...row }) => ({
      ...row,
      area: names.get(area) ?? '',
      sentOn: CalendarDay.parse(sentOn)!,
    }));
    return { wishes, total: Number(rows[0]?.total ?? 0) };
  }

  async countWaiting(): Promise<number> {
    const row = await this.database.one<{ n: number }>`
      select count(*) as n from activity_wish where state = 'waiting'`;
    return Number(row!.n);
  }

  /** Does the same with several. What is gone meanwhile is passed over; how many there were is answered. */
  async decide(tx: Tx, me: Me, { wish, act }: { wish: readonly string[]; act: WishAct }): Promise<number> {
    const ids = [...new Set(wish.filter(isId))];
    if (ids.length === 0) return 0;
    const rows = await tx.sql<{ id: string; text: string; state: string; shows_text: boolean | number }>`
      select id, text, state, shows_text from activity_wish where id in ${list(ids)} order by id`;
    const decidedOn = this.clock.today();
    const state = act === 'set-aside' ? 'set-aside' : 'counted';
    for (const row of rows) {
      const showsText = act === 'show' && row.text !== '';
      if (row.state === state && Boolean(row.shows_text) === showsText) continue;
      // What is counted stays in the month in which it was first counted.
      const day = row.state === state ? {} : { decidedOn };
      await tx.update(ActivityWish, { id: row.id }, { state, showsText, ...day });
      await this.audit.record(tx, {
        actor: me,
        act: act === 'set-aside' ? 'wish.set-aside' : act === 'show' ? 'wish.shown' : 'wish.counted',
        object: `activity-wish:${row.id}`,
      });
    }
    return rows.length;
  }

  /** What was set aside, words that nobody was shown, and what is older than the numbers. */
  async forgetOld(): Promise<void> {
    const today = this.clock.today();
    const setAside = today.plusDays(-KEEP_SET_ASIDE_DAYS).toString();
    const unshown = today.plusDays(-KEEP_UNSHOWN_DAYS).toString();
    const oldest = keptSince(today).toString();
    await this.database.write(async (tx) => {
      await tx.sql`delete from activity_wish where state = 'set-aside' and decided_on < ${setAside}`;
      await tx.sql`
        update activity_wish set text = '' where state = 'counted' and shows_text = ${false} and text <> ''
          and decided_on < ${unshown}`;
      await tx.sql`delete from activity_wish where coalesce(decided_on, sent_on) < ${oldest}`;
    });
  }

  /** Hiding small numbers costs some hundredths of a second; the numbers change once a month. */
  private table(counts: readonly WishCount[]): WishTable {
    const key = JSON.stringify(counts);
    if (this.worked?.key !== key) this.worked = { key, table: toWishTable(counts, this.areas()) };
    return this.worked.table;
  }
}
