import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { FiscalYear } from '../shared/fiscal-year.js';
import { WAY } from './year-people.rules.js';
import { FIRST_YEAR } from './yearly-question.rules.js';
import { cutOffOf, toYearlyCounts } from './yearly-rows.rules.js';
import type { YearlyCounts, YearlyRow } from './yearly-rows.rules.js';

/**
 * Counts reported facts of all years that had ended at the end of a month. Everybody belongs to the year in which they
 * began, or in which their cohort begins, and there to the cohort they were in when the year of their beginning ended:
 * who moves later is counted where they were, so that no line of a year changes but by completions. Applications belong
 * to the first year at whose end their cohort was known to have begun, and are counted as they stood then.
 */
@Injectable()
export class YearlyService {
  constructor(private readonly database: Database) {}

  /** `month`: `YYYY-MM`. */
  async count(month: string): Promise<YearlyCounts> {
    const end = cutOffOf(month);
    const opens = new FiscalYear(FIRST_YEAR).firstDay().startsAt().getTime();
    const closes = new FiscalYear(FIRST_YEAR + 1).firstDay().startsAt().getTime();
    const [first, second, third] = WAY;
    const rows = await this.database.sql<YearlyRow>`
      with recursive years(fy, opens, closes) as (
        select cast(${FIRST_YEAR} as integer), cast(${opens} as bigint), cast(${closes} as bigint)
        union all
        select fy + 1, closes,
          closes + (365 + case when (fy + 2) % 4 = 0 then 1 else 0 end) * cast(86400000 as bigint)
        from years where closes <= ${end}
      ),
      seen as materialized (
        select enrolment_id, min(person_id) as person_id, min(recorded_at) as first_at,
          min(case when completed_on is not null then recorded_at end) as done_at, min(completed_on) as completed_on
        from reported_fact where recorded_at < ${end} group by enrolment_id
      ),
      home as materialized (
        select s.*, f.track_code, f.track_title, f.cohort_id, f.cohort_name, f.cohort_seats, y.fy as begun_in,
          cast(substr(f.cohort_starts_on, 1, 4) as integer)
            - case when substr(f.cohort_starts_on, 6, 2) < '04' then 1 else 0 end as starts_in
        from seen s
        join years y on s.first_at >= y.opens and s.first_at < y.closes
        join reported_fact f on f.seq = (select max(known.seq) from reported_fact known
          where known.enrolment_id = s.enrolment_id and known.recorded_at < y.closes)
        where y.closes <= ${end}
      ),
      seat as materialized (
        select h.*, y.fy, y.closes from home h
        join years y on y.fy = case when h.starts_in > h.begun_in then h.starts_in else h.begun_in end
        where y.closes <= ${end}
      ),
      starter as (
        select distinct s.fy, s.person_id, y.closes as until
        from seat s join years y on y.fy = s.fy + 1 and y.closes <= ${end}
        where s.track_code = ${first} and s.done_at < s.closes
      ),
      walker as (
        select a.fy, a.person_id,
          max(case when s.track_code = ${second} then 1 else 0 end) as second,
          max(case when s.track_code = ${second} and s.done_at < a.until then 1 else 0 end) as second_done,
          max(case when s.track_code = ${third} then 1 else 0 end) as third,
          max(case when s.track_code = ${third} and s.done_at < a.until then 1 else 0 end) as third_done
        from starter a
        left join seat s on s.person_id = a.person_id and s.fy in (a.fy, a.fy + 1) and s.track_code in (${second}, ${third})
        group by a.fy, a.person_id
      ),
      told as materialized (
        select f.*, y.fy, y.closes from application_fact f
        join years y on f.recorded_at < y.closes and y.closes <= ${end}
      ),
      newest as materialized (
        select t.fy, t.closes, t.cohort_id, t.track_code, t.track_title, t.cohort_name, t.cohort_starts_on, t.cohort_seats
        from told t where t.id = (select max(known.id) from application_fact known
          where known.cohort_id = t.cohort_id and known.recorded_at < t.closes)
      ),
      applied as (
        select n.* from newest n
        where n.fy = (select min(known.fy) from newest known where known.cohort_id = n.cohort_id
          and cast(substr(known.cohort_starts_on, 1, 4) as integer)
            - case when substr(known.cohort_starts_on, 6, 2) < '04' then 1 else 0 end <= known.fy)
      )
      select 'line' as what, fy, track_code, cohort_id, max(track_title) as title, max(cohort_name) as name,
        max(cohort_seats) as seats, 0 as at, count(*) as n
      from seat group by fy, track_code, cohort_id
      union all
      select 'done', fy, track_code, cohort_id, '', '', 0, (done_at + 32400000) / 86400000, count(*)
      from seat where done_at is not null
      group by fy, track_code, cohort_id, (done_at + 32400000) / 86400000
      union all
      select 'month', fy, '', '', substr(completed_on, 1, 7), '', 0, 0, count(*)
      from seat where done_at < closes group by fy, substr(completed_on, 1, 7)
      union all
      select 'people', fy, '', '', '', '', 0, count(distinct person_id),
        count(distinct case when done_at < closes then person_id end)
      from seat group by fy
      union all
      select 'going', s.fy, s.track_code, '', f.status, '', 0, 0, count(*)
      from seat s join reported_fact f on f.seq = (select max(known.seq) from reported_fact known
        where known.enrolment_id = s.enrolment_id and known.recorded_at < s.closes)
      where s.done_at is null or s.done_at >= s.closes
      group by s.fy, s.track_code, f.status
      union all
      select 'way', fy, '', '', '', '', 0,
        case when second = 0 then 0 when second_done = 0 then 1 when third = 0 then 2 when third_done = 0 then 3 else 4 end,
        count(*)
      from walker
      group by fy,
        case when second = 0 then 0 when second_done = 0 then 1 when third = 0 then 2 when third_done = 0 then 3 else 4 end
      union all
      select 'applied', fy, track_code, cohort_id, track_title, cohort_name, cohort_seats, 0, 0 from applied
      union all
      select 'begins', fy, track_code, cohort_id, cohort_starts_on, '', 0, 0, 0 from applied
      union all
      select 'change', a.fy, a.track_code, a.cohort_id, t.state, coalesce(t.was, ''), 0,
        case when t.state = 'withdrawn' then (t.recorded_at + 32400000) / 86400000 else 0 end, sum(t.people)
      from applied a join told t on t.fy = a.fy and t.cohort_id = a.cohort_id
      group by a.fy, a.track_code, a.cohort_id, t.state, coalesce(t.was, ''),
        case when t.state = 'withdrawn' then (t.recorded_at + 32400000) / 86400000 else 0 end
      order by 2, 1, 3, 4, 5, 6, 8`;
    return toYearlyCounts(rows);
  }
}
