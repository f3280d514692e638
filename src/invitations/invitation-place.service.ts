import { Injectable } from '@nestjs/common';
import { isTaking } from '../cohorts/cohort-settings.rules.js';
import { EditionService } from '../curriculum/edition.service.js';
import { Database } from '../database/database.js';
import { CalendarDay } from '../shared/calendar-day.js';
import { Clock } from '../shared/clock.js';
import { NotFound } from '../shared/domain-error.js';
import { isId } from '../shared/ids.js';

/** A cohort that is entered by invitation. */
export interface InvitationPlace {
  readonly id: string;
  readonly trackId: string;
  readonly trackTitle: string;
  readonly name: string;
  readonly startsOn: CalendarDay | null;
  readonly seats: number | null;
  readonly isTaking: boolean;
}

interface Row {
  id: string;
  track_id: string;
  name: string;
  starts_on: string | null;
  ends_on: string | null;
  closes_on: string | null;
  seats: number | null;
}

/** The cohorts that are entered by invitation. */
@Injectable()
export class InvitationPlaces {
  constructor(
    private readonly database: Database,
    private readonly editions: EditionService,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound when people come in another way */
  async get(id: string): Promise<InvitationPlace> {
    const row = isId(id)
      ? await this.database.one<Row>`
          select id, track_id, name, starts_on, ends_on, closes_on, seats from cohort
          where id = ${id} and kind = 'dated' and admission = 'invitation'`
      : null;
    if (!row) throw new NotFound(`cohort ${id}`);
    return this.toPlace(row);
  }

  /** All of them, the newest first. */
  async list(): Promise<InvitationPlace[]> {
    const rows = await this.database.sql<Row>`
      select id, track_id, name, starts_on, ends_on, closes_on, seats from cohort
      where kind = 'dated' and admission = 'invitation' order by created_at desc, id desc`;
    return Promise.all(rows.map((row) => this.toPlace(row)));
  }

  private async toPlace(row: Row): Promise<InvitationPlace> {
    const { track } = await this.editions.getCurrent(row.track_id);
    const days = { endsOn: toDay(row.ends_on), closesOn: toDay(row.closes_on) };
    return {
      id: row.id,
      trackId: row.track_id,
      trackTitle: track.title,
      name: row.name,
      startsOn: toDay(row.starts_on),
      seats: row.seats,
      isTaking: isTaking(days, this.clock.today()),
    };
  }
}

function toDay(stored: string | null): CalendarDay | null {
  return stored === null ? null : CalendarDay.parse(stored);
}
