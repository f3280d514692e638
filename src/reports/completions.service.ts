import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { cutOff, periodOf } from './report-question.rules.js';
import type { ReportQuestion } from './report-question.rules.js';

/** How an enrolment counts in a period. They are apart and complete: their sum is everybody who took part. */
export type Standing = 'completed' | 'active' | 'paused' | 'left';

export interface StandingCount {
  readonly trackCode: string;
  readonly trackTitle: string;
  readonly standing: Standing;
  /** `YYYY-MM` for the completed, else null. */
  readonly month: string | null;
  readonly count: number;
}

interface CountRow {
  track_code: string;
  track_title: string;
  standing: Standing;
  month: string | null;
  n: number;
}

/**
 * Reads reported facts and nothing else. Of each enrolment the last fact recorded by the end of the as-of day counts;
 * the period is compared with the days on which things happened. Who completed before the period, or had left before
 * it, is not in it; who completed after it was still active in it.
 */
@Injectable()
export class CompletionsService {
  constructor(private readonly database: Database) {}

  async count(question: ReportQuestion): Promise<StandingCount[]> {
    const { from, to, end, track } = bounds(question);
    const rows = await this.database.sql<CountRow>`
      select track_code, max(track_title) as track_title, standing, month, count(*) as n
      from (
        select f.track_code, f.track_title,
          case when f.completed_on between ${from} and ${to} then 'completed'
            when f.status in ('paused', 'left') then f.status else 'active' end as standing,
          case when f.completed_on between ${from} and ${to} then substr(f.completed_on, 1, 7) end as month
        from reported_fact f
        where f.recorded_at < ${end}
          and not exists (select 1 from reported_fact later where later.enrolment_id = f.enrolment_id
            and later.seq > f.seq and later.recorded_at < ${end})
          and f.enrolled_on <= ${to}
          and (f.completed_on is null or f.completed_on >= ${from})
          and (f.status <> 'left' or f.occurred_on >= ${from})
          and (${track} = '' or f.track_code = ${track})
      ) counted
      group by track_code, standing, month
      order by track_code, standing, month`;
    return rows.map((row) => ({
      trackCode: row.track_code,
      trackTitle: row.track_title,
      standing: row.standing,
      month: row.month,
      count: Number(row.n),
    }));
  }

  /** Tracks that were ever taken, for the list to choose from. */
  async listTracks(): Promise<{ code: string; title: string }[]> {
    return this.database.sql<{ code: string; title: string }>`
      select track_code as code, max(track_title) as title from reported_fact group by track_code order by track_code`;
  }
}

function bounds(question: ReportQuestion) {
  const { from, to } = periodOf(question);
  return { from: from.toString(), to: to.toString(), end: cutOff(question), track: question.trackCode ?? '' };
}
