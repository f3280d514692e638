import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { Affected, Holders, StepCount } from './affected.rules.js';

interface HolderRow {
  cohort_id: string;
  name: string | null;
  number: number;
  newest: number;
  people: number;
  completed: number;
  underway: number;
}

interface StepRow {
  module: string;
  step: string;
  done: number;
  trying: number;
}

/** Counts those who learn in a track now: two statements, however many they are. */
@Injectable()
export class AffectedService {
  constructor(private readonly database: Database) {}

  async count(trackId: string): Promise<Affected> {
    const [holders, steps] = await Promise.all([this.holders(trackId), this.steps(trackId)]);
    const certificates = steps.find(({ module }) => module === '')?.done ?? 0;
    return { holders, steps: steps.filter(({ module }) => module !== ''), certificates };
  }

  private async holders(trackId: string): Promise<Holders[]> {
    const rows = await this.database.sql<HolderRow>`
      select c.id as cohort_id, c.name, r.number,
        (select max(n.number) from revision n where n.track_id = ${trackId}) as newest,
        count(*) as people,
        sum(case when e.completed_on is not null then 1 else 0 end) as completed,
        sum(case when e.completed_on is null
          and exists (select 1 from step_progress p where p.enrolment_id = e.id) then 1 else 0 end) as underway
      from enrolment e join cohort c on c.id = e.cohort_id join revision r on r.id = e.revision_id
      where e.track_id = ${trackId} and e.left_at is null
      group by c.id, c.name, c.created_at, r.number
      order by c.created_at, c.id, r.number`;
    return rows.map((row) => {
      const [people, completed, underway] = [row.people, row.completed, row.underway].map(Number) as [
        number,
        number,
        number,
      ];
      return {
        cohortId: row.cohort_id,
        cohortName: row.name,
        revision: Number(row.number),
        isNewest: Number(row.number) === Number(row.newest),
        notBegun: people - completed - underway,
        underway,
        completed,
      };
    });
  }

  /** The certificates of the track stand in a row of their own, without a module. */
  private async steps(trackId: string): Promise<StepCount[]> {
    const rows = await this.database.sql<StepRow>`
      select module, step, sum(done) as done, sum(trying) as trying from (
        select p.module, p.step, case when p.status = 'done' then 1 else 0 end as done, 0 as trying
        from step_progress p join enrolment e on e.id = p.enrolment_id
        where e.track_id = ${trackId} and e.left_at is null
        union all
        select p.module, '' as step, max(case when p.status = 'done' then 1 else 0 end) as done, 0 as trying
        from step_progress p join enrolment e on e.id = p.enrolment_id
        where e.track_id = ${trackId} and e.left_at is null group by p.enrolment_id, p.module
        union all
        select a.module, a.step, 0 as done, 1 as trying
        from attempt a join enrolment e on e.id = a.enrolment_id
        where e.track_id = ${trackId} and e.left_at is null and a.finished_at is null
        group by a.enrolment_id, a.module, a.step
        union all
        select w.module, w.step, 0 as done, 1 as trying
        from dialogue_walk w join enrolment e on e.id = w.enrolment_id
        where e.track_id = ${trackId} and e.left_at is null and w.finished_at is null
        group by w.enrolment_id, w.module, w.step
        union all
        select '' as module, '' as step, count(*) as done, 0 as trying
        from certificate x join enrolment e on e.id = x.enrolment_id where e.track_id = ${trackId}
      ) counted group by module, step`;
    return rows.map(({ module, step, done, trying }) => ({
      module,
      step,
      done: Number(done),
      trying: Number(trying),
    }));
  }
}
