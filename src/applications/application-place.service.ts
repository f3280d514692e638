import { Injectable } from '@nestjs/common';
import type { Edition } from '../curriculum/edition.js';
import { EditionService } from '../curriculum/edition.service.js';
import { Database } from '../database/database.js';
import { CalendarDay } from '../shared/calendar-day.js';
import { Clock } from '../shared/clock.js';
import { NotFound } from '../shared/domain-error.js';
import { isId } from '../shared/ids.js';
import { isOpen, lastDayOf } from './application.rules.js';

/** A cohort for which one applies. */
export interface Place {
  readonly id: string;
  readonly trackId: string;
  readonly trackTitle: string;
  readonly name: string;
  readonly startsOn: CalendarDay | null;
  readonly endsOn: CalendarDay | null;
  readonly seats: number | null;
  /** One applies together with the supporter one works with. */
  readonly pairs: boolean;
  readonly lastDay: CalendarDay | null;
  readonly isOpen: boolean;
  /** Tracks that are finished before one begins in it. */
  readonly needs: readonly { readonly id: string; readonly title: string }[];
}

interface Row {
  id: string;
  track_id: string;
  name: string;
  starts_on: string | null;
  ends_on: string | null;
  closes_on: string | null;
  seats: number | null;
  pairs: boolean | number;
}

/** The cohorts that are entered by application. */
@Injectable()
export class ApplicationPlaces {
  constructor(
    private readonly database: Database,
    private readonly editions: EditionService,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound when one does not apply for it */
  async get(id: string): Promise<Place> {
    const row = isId(id)
      ? await this.database.one<Row>`
          select id, track_id, name, starts_on, ends_on, closes_on, seats, pairs from cohort
          where id = ${id} and kind = 'dated' and admission = 'application'`
      : null;
    if (!row) throw new NotFound(`cohort ${id}`);
    return this.toPlace(row, await this.editions.listCurrent());
  }

  /** All of them, the newest first. */
  async list(): Promise<Place[]> {
    const rows = await this.database.sql<Row>`
      select id, track_id, name, starts_on, ends_on, closes_on, seats, pairs from cohort
      where kind = 'dated' and admission = 'application' order by created_at desc, id desc`;
    const editions = await this.editions.listCurrent();
    return rows.map((row) => this.toPlace(row, editions));
  }

  private toPlace(row: Row, editions: readonly Edition[]): Place {
    const { track } = editions.find((one) => one.track.id === row.track_id)!;
    const endsOn = toDay(row.ends_on);
    const lastDay = lastDayOf({ closesOn: toDay(row.closes_on), endsOn });
    return {
      id: row.id,
      trackId: row.track_id,
      trackTitle: track.title,
      name: row.name,
      startsOn: toDay(row.starts_on),
      endsOn,
      seats: row.seats,
      pairs: Boolean(row.pairs),
      lastDay,
      isOpen: isOpen(lastDay, this.clock.today()),
      needs: editions
        .filter((one) => track.requires.includes(one.track.id))
        .map((one) => ({ id: one.track.id, title: one.track.title })),
    };
  }
}

function toDay(stored: string | null): CalendarDay | null {
  return stored === null ? null : CalendarDay.parse(stored);
}
