import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import { Jobs } from '../mail/jobs.js';
import { CalendarDay } from '../shared/calendar-day.js';
import { DirectoryDay } from './directory-day.entity.js';
import type { DirectoryState } from './figures.rules.js';

interface Row {
  day: string;
  fresh: number;
  asked: number;
  unconfirmed: number;
  hidden: number;
}

/** Counts the entries of the directory and keeps the numbers of each day. */
@Injectable()
export class DirectoryDays implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
    private readonly config: Config,
  ) {}

  onModuleInit(): void {
    this.jobs.every('count the directory', 60, (now) => this.keep(now));
  }

  /** The last count of a day stays for good. */
  async keep(now: Date): Promise<void> {
    const state = await this.count(CalendarDay.at(now));
    await this.database.write((tx) =>
      tx.upsert(DirectoryDay, { ...state, day: state.day.toString() }, ['day']),
    );
  }

  /** As it is on this day, by the confirmations that are known now. */
  async count(day: CalendarDay): Promise<DirectoryState> {
    const { ask, unconfirmed, hidden } = this.config.council.activities.freshness;
    const [asked, old, gone] = [ask, unconfirmed, hidden].map((days) => day.plusDays(-days).toString());
    const row = await this.database.one<Record<'fresh' | 'asked' | 'old' | 'gone', number | null>>`
      select sum(case when confirmed_on > ${asked!} then 1 else 0 end) as fresh,
        sum(case when confirmed_on <= ${asked!} and confirmed_on > ${old!} then 1 else 0 end) as asked,
        sum(case when confirmed_on <= ${old!} and confirmed_on > ${gone!} then 1 else 0 end) as old,
        sum(case when confirmed_on <= ${gone!} then 1 else 0 end) as gone
      from activity where closed_at is null`;
    const of = (n: number | null | undefined) => Number(n ?? 0);
    return {
      ...{ day, fresh: of(row?.fresh), asked: of(row?.asked) },
      ...{ unconfirmed: of(row?.old), hidden: of(row?.gone) },
    };
  }

  /** Of each month in these days the last day that was counted. */
  async listMonths(from: CalendarDay, to: CalendarDay): Promise<DirectoryState[]> {
    const rows = await this.database.sql<Row>`
      select day, fresh, asked, unconfirmed, hidden from directory_day
      where day in (select max(day) from directory_day
        where day between ${from.toString()} and ${to.toString()} group by substr(day, 1, 7))
      order by day`;
    return rows.map((row) => ({ ...row, day: CalendarDay.parse(row.day)! }));
  }
}
