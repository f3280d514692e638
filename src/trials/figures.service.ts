import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.service.js';
import { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import { CalendarDay } from '../shared/calendar-day.js';
import { Clock } from '../shared/clock.js';
import { NotFound } from '../shared/domain-error.js';
import { FiscalYear } from '../shared/fiscal-year.js';
import { newId } from '../shared/ids.js';
import type { Me } from '../web/me.js';
import { DirectoryDays } from './directory-days.service.js';
import { daysOfYear, settledOn } from './figures.rules.js';
import type { Counts, DirectoryState } from './figures.rules.js';

/** What the figures of a year are made of. */
export interface YearOfVisits {
  readonly year: number;
  /** Those one may ask for, the newest first. */
  readonly years: readonly number[];
  readonly today: CalendarDay;
  /** Null before the year's second day. */
  readonly days: { readonly from: CalendarDay; readonly to: CalendarDay } | null;
  /** From then on nothing in them changes. */
  readonly settledOn: CalendarDay;
  readonly counts: Counts;
  readonly months: readonly DirectoryState[];
  /** The directory as it is now. */
  readonly now: DirectoryState;
}

/** Counts visits by the fiscal year of the visit's day, from what is there still and from what was counted before it went. */
@Injectable()
export class VisitFiguresService {
  constructor(
    private readonly database: Database,
    private readonly directory: DirectoryDays,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** @throws NotFound for a year that nobody can ask for */
  async of(asked: string | null): Promise<YearOfVisits> {
    const today = this.clock.today();
    const years = await this.years(today);
    const year = asked === null ? years[0]! : Number(asked);
    if (!years.includes(year)) throw new NotFound(`year ${asked}`);
    const days = daysOfYear(year, today);
    const [counts, months, now] = await Promise.all([
      days ? this.count(days.from, days.to) : new Map<string, number>(),
      days ? this.directory.listMonths(days.from, days.to) : [],
      this.directory.count(today),
    ]);
    const settled = settledOn(year, this.config.council.activities.keepVisitsDays);
    return { year, years, today, days, settledOn: settled, counts, months, now };
  }

  async recordSaving(me: Me, year: number): Promise<void> {
    const object = `download:${newId(this.clock.now())}` as const;
    await this.database.write((tx) =>
      this.audit.record(tx, { actor: me, act: 'trial.figures-saved', object, detail: { year } }),
    );
  }

  /** From the first year of which something is known. */
  private async years(today: CalendarDay): Promise<number[]> {
    const row = await this.database.one<{ first: string | null }>`
      select min(day) as first from (
        select min(day) as day from trial_slot union all select min(day) as day from directory_day) known`;
    const newest = FiscalYear.of(today).year;
    const first = row?.first ? FiscalYear.of(CalendarDay.parse(row.first)!).year : newest;
    return Array.from({ length: Math.max(newest - first, 0) + 1 }, (_, back) => newest - back);
  }

  private async count(from: CalendarDay, to: CalendarDay): Promise<Counts> {
    const [first, last] = [from.toString(), to.toString()];
    const rows = await this.database.sql<{ key: string; n: number }>`
      select key, sum(n) as n from (
        select key, n from trial_count
          where month between ${first.slice(0, 7)} and ${last.slice(0, 7)}
            and key in ('request', 'came', 'cancelled', 'off', 'page', 'image.clear', 'image.some', 'image.same',
              'image.unclear', 'next.again', 'next.join', 'next.matching', 'next.learn', 'next.not-now')
        union all select 'request' as key, count(*) as n from trial_request r join trial_slot s on s.id = r.slot_id
          where s.day between ${first} and ${last}
        union all select r.state as key, count(*) as n from trial_request r join trial_slot s on s.id = r.slot_id
          where s.day between ${first} and ${last} and r.state in ('came', 'cancelled') group by r.state
        union all select 'off' as key, count(*) as n from trial_request r join trial_slot s on s.id = r.slot_id
          where s.day between ${first} and ${last} and r.state = 'requested' and s.cancelled_at is not null
        union all select 'page' as key, count(*) as n from trial_page p join trial_slot s on s.id = p.slot_id
          where s.day between ${first} and ${last}
        union all select 'image.' || p.image as key, count(*) as n from trial_page p join trial_slot s on s.id = p.slot_id
          where s.day between ${first} and ${last} and p.image is not null group by p.image
        union all select 'next.' || p.next as key, count(*) as n from trial_page p join trial_slot s on s.id = p.slot_id
          where s.day between ${first} and ${last} and p.next is not null group by p.next
      ) counted group by key`;
    return new Map(rows.map(({ key, n }) => [key, Number(n)]));
  }
}
