import { Injectable } from '@nestjs/common';
import { EditionService } from '../curriculum/edition.service.js';
import { Database } from '../database/database.js';
import { CalendarDay } from '../shared/calendar-day.js';
import { Clock } from '../shared/clock.js';
import { NotFound } from '../shared/domain-error.js';
import type { CertificateState } from './certificate.entity.js';
import { validityOf } from './validity.rules.js';
import type { Validity } from './validity.rules.js';

/** A track that somebody has completed and has no certificate of yet. */
export interface Ready {
  readonly enrolmentId: string;
  readonly trackTitle: string;
  readonly completedOn: CalendarDay;
  /** The name is a legal one, because an authority asks for it. */
  readonly isOfficial: boolean;
  /** What the person has chosen so far. */
  readonly chosenName: string | null;
  /** How it is read, where they said so. */
  readonly reading: string | null;
  /** They chose not to receive it; they still can. */
  readonly isDeclined: boolean;
  /** For how many years its certificate is good; null: for ever. */
  readonly validYears: number | null;
}

export interface Held extends Validity {
  readonly id: string;
  readonly number: string;
  readonly trackTitle: string;
  readonly issuedOn: CalendarDay;
  readonly state: CertificateState;
}

interface ReadyRow {
  enrolment_id: string;
  edition_hash: string;
  completed_on: string;
  name: string | null;
  reading: string | null;
  declined: number | null;
}

interface HeldRow {
  id: string;
  number: string;
  public_title: string;
  issued_on: string;
  valid_through: string | null;
  state: CertificateState;
}

/** What a person holds or may receive. */
@Injectable()
export class CertificateService {
  constructor(
    private readonly database: Database,
    private readonly editions: EditionService,
    private readonly clock: Clock,
  ) {}

  async listReady(personId: string): Promise<Ready[]> {
    const rows = await this.database.sql<ReadyRow>`
      select e.id as enrolment_id, coalesce((select m.from_hash from edition_move m where m.enrolment_id = e.id and m.was_completed
          order by m.moved_at, m.id limit 1), r.edition_hash) as edition_hash, e.completed_on, n.name, a.reading,
        case when d.enrolment_id is null then 0 else 1 end as declined
      from enrolment e
      join revision r on r.id = e.revision_id
      left join certificate c on c.enrolment_id = e.id
      left join chosen_name n on n.enrolment_id = e.id
      left join name_reading a on a.enrolment_id = e.id
      left join certificate_decline d on d.enrolment_id = e.id
      where e.person_id = ${personId} and e.completed_on is not null and c.id is null
      order by e.completed_on, e.id`;
    const ready = await Promise.all(rows.map((row) => this.toReady(row)));
    return ready.filter((one) => one !== null);
  }

  /** @throws NotFound when it is not completed, has its certificate already, or is somebody else's. */
  async getReady(personId: string, enrolmentId: string): Promise<Ready> {
    const found = (await this.listReady(personId)).find((ready) => ready.enrolmentId === enrolmentId);
    if (!found) throw new NotFound(`enrolment ${enrolmentId}`);
    return found;
  }

  async listHeld(personId: string): Promise<Held[]> {
    const rows = await this.database.sql<HeldRow>`
      select id, number, public_title, issued_on, valid_through, state from certificate
      where person_id = ${personId} order by issued_at desc, number`;
    const today = this.clock.today();
    return rows.map((row) => ({
      id: row.id,
      number: row.number,
      trackTitle: row.public_title,
      issuedOn: CalendarDay.parse(row.issued_on)!,
      state: row.state,
      ...validityOf(row, today),
    }));
  }

  /** The certificate made of an enrolment, the newest where one took another's place; null before. */
  async findByEnrolment(personId: string, enrolmentId: string): Promise<string | null> {
    const row = await this.database.one<{ id: string }>`
      select id from certificate where enrolment_id = ${enrolmentId} and person_id = ${personId} and state <> 'replaced'`;
    return row?.id ?? null;
  }

  /** Null for a track that gives no certificate. */
  private async toReady(row: ReadyRow): Promise<Ready | null> {
    const { track } = await this.editions.get(row.edition_hash);
    if (!track.certificate) return null;
    return {
      enrolmentId: row.enrolment_id,
      trackTitle: track.title,
      completedOn: CalendarDay.parse(row.completed_on)!,
      isOfficial: track.certificate.official !== null,
      chosenName: row.name,
      reading: row.reading,
      isDeclined: Boolean(row.declined),
      validYears: track.certificate.validYears ?? null,
    };
  }
}
