import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.service.js';
import { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { CalendarDay } from '../shared/calendar-day.js';
import { Clock } from '../shared/clock.js';
import { NotFound } from '../shared/domain-error.js';
import type { Me } from '../web/me.js';
import type { ContactWay } from './applicant.entity.js';
import type { LetterWay } from './application-letter.entity.js';
import { ApplicationLetters } from './application-letters.service.js';
import type { ApplicationNeed } from './application-need.entity.js';
import type { ApplicationState } from './application.entity.js';

/** One letter of a cohort, and whether it reached who it is for. */
export interface ListedLetter {
  readonly applicationId: string;
  readonly applicantId: string;
  readonly receipt: string;
  readonly state: ApplicationState;
  readonly rank: number | null;
  readonly name: string;
  readonly way: ContactWay;
  readonly contact: string;
  readonly mark: {
    readonly way: LetterWay;
    readonly onDay: CalendarDay;
    /** Null: the mail that was written when it was decided. */
    readonly by: string | null;
  } | null;
}

/** A letter, and to whom it goes. */
export interface Addressed extends Pick<
  ListedLetter,
  'receipt' | 'state' | 'rank' | 'name' | 'way' | 'contact'
> {
  /** Where the paper leads who was accepted; null for the others. */
  readonly link: string | null;
}

/** Who writes, and when. */
export interface LetterHead {
  readonly day: CalendarDay;
  readonly issuer: { readonly organisation: string; readonly person: string };
  readonly officeAddress: string | null;
}

interface Row extends Omit<ListedLetter, 'applicationId' | 'applicantId' | 'mark'> {
  application_id: string;
  applicant_id: string;
  is_in: number;
  given_by: LetterWay | null;
  on_day: string | null;
  recorder: string | null;
}

/** Which letters are asked for: those of one application, those nobody got yet, or all of the decision. */
export type Wanted = { readonly id: string } | 'open' | 'all';

/** What the office opens only when it means to, each time written down. */
@Injectable()
export class PaperLetters {
  constructor(
    private readonly database: Database,
    private readonly letters: ApplicationLetters,
    private readonly audit: Audit,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** Who writes, and today. */
  head(): LetterHead {
    const { issuer, office } = this.config.council;
    return { day: this.clock.today(), issuer, officeAddress: office.address };
  }

  /** Of everything that was decided and not taken back, by result and number. */
  async list(cohortId: string): Promise<ListedLetter[]> {
    return (await this.rows(this.database, cohortId)).filter(isDecided).map(toListed);
  }

  /**
   * The letters as they are sent; who was accepted and has not come in gets a link of their own.
   * @throws NotFound when nothing is decided of the one that is asked for
   */
  async make(me: Me, { cohortId, wanted }: { cohortId: string; wanted: Wanted }): Promise<Addressed[]> {
    return this.database.write(async (tx) => {
      const rows = (await this.rows(tx, cohortId)).filter((row) => isWanted(row, wanted));
      if (typeof wanted === 'object' && rows.length === 0) throw new NotFound(`letter of ${wanted.id}`);
      const addressed: Addressed[] = [];
      for (const row of rows) {
        const isOffered = row.state === 'accepted' && !Number(row.is_in);
        const token = isOffered ? await this.letters.newLink(tx, row.applicant_id, 'offer') : null;
        const { receipt, state, rank, name, way, contact } = row;
        const link = token && `${this.config.origin}/offer/${token}`;
        addressed.push({ receipt, state, rank, name, way, contact, link });
      }
      for (const id of new Set(rows.map((row) => row.application_id)))
        await this.audit.record(tx, {
          actor: me,
          act: 'application.letter-made',
          object: `application:${id}`,
        });
      return addressed;
    });
  }

  /** What applicants of this cohort need, by application. */
  async readNeeds(me: Me, cohortId: string): Promise<ReadonlyMap<string, string>> {
    return this.database.write(async (tx) => {
      const object = `cohort:${cohortId}` as const;
      await this.audit.record(tx, { actor: me, act: 'application.needs-read', object });
      const rows = await tx.sql<Pick<ApplicationNeed, 'text'> & { application_id: string }>`
        select n.application_id, n.text from application_need n join application a on a.id = n.application_id
        where a.cohort_id = ${cohortId} and a.state <> 'withdrawn'`;
      return new Map(rows.map((row) => [row.application_id, row.text]));
    });
  }

  private rows(from: Pick<Tx, 'sql'>, cohortId: string): Promise<Row[]> {
    return from.sql<Row>`
      select a.id as application_id, p.id as applicant_id, a.receipt, a.state, a.rank, p.name, p.way, p.contact,
        (select count(*) from enrolment e where e.person_id = p.person_id and e.cohort_id = a.cohort_id
          and e.left_at is null) as is_in,
        l.way as given_by, l.on_day, r.display_name as recorder
      from applicant p join application a on a.id = p.application_id
      left join application_letter l on l.applicant_id = p.id and l.kind = a.state
      left join person r on r.id = l.recorded_by
      where a.cohort_id = ${cohortId} and a.state <> 'received' and p.name <> ''
      order by a.state, a.rank, a.receipt, p.position`;
  }
}

function isDecided({ state }: Row): boolean {
  return state !== 'withdrawn';
}

function isWanted(row: Row, wanted: Wanted): boolean {
  if (typeof wanted === 'object') return row.application_id === wanted.id;
  return isDecided(row) && (wanted === 'all' || row.given_by === null);
}

function toListed(row: Row): ListedLetter {
  const { receipt, state, rank, name, way, contact } = row;
  const onDay = row.on_day === null ? null : CalendarDay.parse(row.on_day);
  return {
    applicationId: row.application_id,
    applicantId: row.applicant_id,
    ...{ receipt, state, rank, name, way, contact },
    mark: row.given_by && onDay ? { way: row.given_by, onDay, by: row.recorder } : null,
  };
}
