import { Injectable } from '@nestjs/common';
import { EditionService } from '../curriculum/edition.service.js';
import { Database, list } from '../database/database.js';
import { CalendarDay } from '../shared/calendar-day.js';
import { NotFound } from '../shared/domain-error.js';
import { withoutRuby } from '../web/view-helpers-ruby.js';
import { standingOf } from './batch.rules.js';
import type { BatchStanding } from './batch.rules.js';

/** A cohort in which people completed and have no certificate yet. Who does not want one is not counted. */
export interface WaitingCohort {
  readonly id: string;
  readonly trackTitle: string;
  /** Null for the standing one. */
  readonly name: string | null;
  readonly count: number;
}

/** Somebody whom a batch is about. */
export interface BatchLine {
  readonly enrolmentId: string;
  readonly name: string;
  /** They chose the name themselves and it is kept for them. */
  readonly isChosen: boolean;
  readonly completedOn: CalendarDay;
  readonly standing: BatchStanding;
  readonly number: string | null;
}

interface Row {
  id: string;
  completed_on: string;
  edition_hash: string;
  display_name: string;
  chosen_name: string | null;
  number: string | null;
  declined: number | null;
}

/** Who completed and has not received a certificate. */
@Injectable()
export class WaitingService {
  constructor(
    private readonly database: Database,
    private readonly editions: EditionService,
  ) {}

  async listCohorts(): Promise<WaitingCohort[]> {
    const rows = await this.database.sql<{ id: string; track_id: string; name: string | null; n: number }>`
      select g.id, g.track_id, g.name, count(*) as n
      from enrolment e join cohort g on g.id = e.cohort_id
      where e.completed_on is not null
        and not exists (select 1 from certificate c where c.enrolment_id = e.id)
        and not exists (select 1 from certificate_decline d where d.enrolment_id = e.id)
      group by g.id, g.track_id, g.name, g.created_at
      order by g.track_id, g.created_at, g.id`;
    const cohorts = await Promise.all(
      rows.map(async ({ id, track_id: trackId, name, n }) => {
        const { track } = await this.editions.getCurrent(trackId);
        return track.certificate && { id, trackTitle: withoutRuby(track.title), name, count: Number(n) };
      }),
    );
    return cohorts.filter((cohort) => cohort !== null);
  }

  /** Enrolments of a cohort that wait, who completed first first, at most so many. @throws NotFound */
  async listWaiting(cohortId: string, most: number): Promise<string[]> {
    const cohort = await this.database.one`select id from cohort where id = ${cohortId}`;
    if (!cohort) throw new NotFound(`cohort ${cohortId}`);
    const rows = await this.database.sql<{ id: string }>`
      select e.id from enrolment e
      where e.cohort_id = ${cohortId} and e.completed_on is not null
        and not exists (select 1 from certificate c where c.enrolment_id = e.id)
        and not exists (select 1 from certificate_decline d where d.enrolment_id = e.id)
      order by e.completed_on, e.number limit ${most}`;
    return rows.map(({ id }) => id);
  }

  /** As they stand now. Who was erased since is not among them. */
  async listLines(enrolmentIds: readonly string[]): Promise<BatchLine[]> {
    const rows = await this.database.sql<Row>`
      select e.id, e.completed_on, coalesce((select m.from_hash from edition_move m where m.enrolment_id = e.id and m.was_completed
          order by m.moved_at, m.id limit 1), r.edition_hash) as edition_hash, p.display_name, n.name as chosen_name, c.number,
        case when d.enrolment_id is null then 0 else 1 end as declined
      from enrolment e
      join person p on p.id = e.person_id
      join revision r on r.id = e.revision_id
      left join chosen_name n on n.enrolment_id = e.id
      left join certificate c on c.enrolment_id = e.id and c.state <> 'replaced'
      left join certificate_decline d on d.enrolment_id = e.id
      where e.id in ${list(enrolmentIds)} and e.completed_on is not null
      order by e.completed_on, e.number`;
    // The typefaces are heavy and seldom needed.
    const { unprintable } = await import('./certificate-faces.js');
    return Promise.all(rows.map((row) => this.toLine(row, (name) => unprintable(name).length === 0)));
  }

  private async toLine(row: Row, isPrintable: (name: string) => boolean): Promise<BatchLine> {
    const { track } = await this.editions.get(row.edition_hash);
    const known = {
      isIssued: row.number !== null,
      isDeclined: Boolean(row.declined),
      certificate: track.certificate && { isOfficial: track.certificate.official !== null },
      chosenName: row.chosen_name,
      displayName: row.display_name,
    };
    return {
      enrolmentId: row.id,
      ...standingOf(known, isPrintable),
      isChosen: row.chosen_name !== null,
      completedOn: CalendarDay.parse(row.completed_on)!,
      number: row.number,
    };
  }
}
