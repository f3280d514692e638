import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { CalendarDay } from '../shared/calendar-day.js';
import { Clock } from '../shared/clock.js';
import { NO_READING_KEY } from '../shared/reading.rules.js';
import { FiscalYear } from '../shared/fiscal-year.js';
import type { CertificateState } from './certificate.entity.js';
import type { SheetWords } from './certificate-sheet.js';
import { validityOf } from './validity.rules.js';
import type { Validity } from './validity.rules.js';

export type RosterOrder = 'number' | 'reading';

/** Which part of the roster. The year is that of completion. */
export interface RosterQuestion {
  readonly fiscalYear: number;
  /** Empty: all tracks. */
  readonly trackCode: string;
  /** By number of the certificate when left out. */
  readonly order?: RosterOrder;
}

/** One line of 修了者名簿. Nothing about disability, health or what was learned how. */
export interface RosterLine extends Validity {
  readonly id: string;
  readonly number: string;
  /** As it was issued; null once the person was erased. */
  readonly name: string | null;
  /** How it is read, where its holder said so. */
  readonly reading: string | null;
  readonly trackTitle: string;
  /** Null for the standing cohort, and once the person was erased. */
  readonly cohortName: string | null;
  readonly fiscalYear: number;
  readonly completedOn: CalendarDay;
  readonly issuedOn: CalendarDay;
  /** Where it took another's place: the day it was made. */
  readonly reissuedOn: CalendarDay | null;
  readonly state: CertificateState;
  /** When it became what it is; null while it is valid. */
  readonly since: CalendarDay | null;
  readonly newNumber: string | null;
}

export interface RosterPart {
  readonly lines: readonly RosterLine[];
  readonly total: number;
}

interface Row {
  id: string;
  number: string;
  words: string | null;
  reading: string | null;
  public_title: string;
  cohort_name: string | null;
  completed_on: string;
  issued_on: string;
  first_issued_on: string | null;
  valid_through: string | null;
  state: CertificateState;
  revoked_on: string | null;
  replaced_on: string | null;
  new_number: string | null;
}

/** Who completed what, as their certificates say. */
@Injectable()
export class RosterService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** A page of it, by track and number. */
  async list(question: RosterQuestion, page: { from: number; size: number }): Promise<RosterPart> {
    const { first, last, track } = bounds(question);
    const order = question.order ?? 'number';
    const [rows, counted] = await Promise.all([
      this.database.sql<Row>`
        select c.id, c.number, c.words, a.reading, c.public_title, g.name as cohort_name, c.completed_on, c.issued_on,
          c.first_issued_on, c.valid_through, c.state, c.revoked_on, c.replaced_on, s.number as new_number
        from certificate c
        left join enrolment e on e.id = c.enrolment_id
        left join cohort g on g.id = e.cohort_id
        left join name_reading a on a.enrolment_id = c.enrolment_id and c.state <> 'replaced'
        left join certificate s on s.replaces_id = c.id
        where c.completed_on between ${first} and ${last} and (${track} = '' or c.track_code = ${track})
        order by case when ${order} = 'reading' then coalesce(a.reading_key, ${NO_READING_KEY}) else '' end,
          c.track_code, c.fiscal_year, c.sequence
        limit ${page.size} offset ${page.from}`,
      this.database.one<{ n: number }>`
        select count(*) as n from certificate c
        where c.completed_on between ${first} and ${last} and (${track} = '' or c.track_code = ${track})`,
    ]);
    const today = this.clock.today();
    return { lines: rows.map((row) => toLine(row, today)), total: Number(counted!.n) };
  }

  /** Tracks of which a certificate was ever issued. */
  listTracks(): Promise<{ code: string; title: string }[]> {
    return this.database.sql<{ code: string; title: string }>`
      select track_code as code, max(public_title) as title from certificate
      group by track_code order by track_code`;
  }
}

function bounds({ fiscalYear, trackCode }: RosterQuestion) {
  const year = new FiscalYear(fiscalYear);
  return { first: year.firstDay().toString(), last: year.lastDay().toString(), track: trackCode };
}

function toLine(row: Row, today: CalendarDay): RosterLine {
  const completedOn = CalendarDay.parse(row.completed_on)!;
  return {
    id: row.id,
    number: row.number,
    name: row.words === null ? null : (JSON.parse(row.words) as SheetWords).name,
    reading: row.reading,
    trackTitle: row.public_title,
    cohortName: row.cohort_name,
    fiscalYear: FiscalYear.of(completedOn).year,
    completedOn,
    issuedOn: CalendarDay.parse(row.first_issued_on ?? row.issued_on)!,
    reissuedOn: row.first_issued_on === null ? null : CalendarDay.parse(row.issued_on),
    state: row.state,
    ...validityOf(row, today),
    since: CalendarDay.parse(row.revoked_on ?? row.replaced_on ?? ''),
    newNumber: row.new_number,
  };
}
