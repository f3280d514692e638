import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import { BYTE_ORDER_MARK } from '../shared/csv.rules.js';
import { Clock } from '../shared/clock.js';
import { inTurns } from '../shared/in-turns.js';
import { Locales } from '../web/locales.js';
import { toEntry } from './activity-entry.rules.js';
import type { ActivityEntry, EntryRow } from './activity-entry.rules.js';
import { shownSince } from './freshness.rules.js';
import {
  ACTIVITY_COLUMNS,
  dataHead,
  dataLine,
  DAYS_AHEAD,
  EVENT_COLUMNS,
  eventLines,
} from './open-data.rules.js';
import type { DataColumn, DataTerms } from './open-data.rules.js';
import { datesBetween } from './times.rules.js';

/** Entries that are read at once. Nobody who reads slowly holds a connection, and memory stays the same. */
const AT_ONCE = 100;

/** The directory as open data, made while it is sent. */
@Injectable()
export class DirectoryFiles {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly locales: Locales,
  ) {}

  activities(): Readable {
    const terms = this.terms();
    return this.sent(ACTIVITY_COLUMNS, (entry) => dataLine(ACTIVITY_COLUMNS, entry, terms));
  }

  events(): Readable {
    const terms = this.terms();
    const today = this.clock.today();
    const last = today.plusDays(DAYS_AHEAD - 1);
    return this.sent(EVENT_COLUMNS, (entry) =>
      eventLines(entry, datesBetween(entry.content.times, today, last), terms),
    );
  }

  private sent(columns: readonly DataColumn<never>[], linesOf: (entry: ActivityEntry) => string): Readable {
    return Readable.from(inTurns(this.parts(columns, linesOf)), { objectMode: false });
  }

  private async *parts(
    columns: readonly DataColumn<never>[],
    linesOf: (entry: ActivityEntry) => string,
  ): AsyncGenerator<string> {
    yield BYTE_ORDER_MARK + dataHead(columns, this.terms());
    for await (const entries of this.batches()) for (const entry of entries) yield linesOf(entry);
  }

  /** Everything that anybody may see, by id. */
  private async *batches(): AsyncGenerator<readonly ActivityEntry[]> {
    const today = this.clock.today();
    const { freshness: terms } = this.config.council.activities;
    const since = shownSince(today, terms).toString();
    let after = '';
    for (;;) {
      const rows = await this.db.sql<EntryRow>`
        select a.id, a.organiser_id, o.name as organiser, a.version, a.content, a.confirmed_on, a.published_at,
          a.changed_at
        from activity a join organiser o on o.id = a.organiser_id
        where a.id > ${after} and a.closed_at is null and a.confirmed_on >= ${since}
        order by a.id limit ${AT_ONCE}`;
      if (rows.length > 0) yield rows.map((row) => toEntry(row, { today, terms }));
      const last = rows.at(-1);
      if (!last || rows.length < AT_ONCE) return;
      after = last.id;
      await nextTurn();
    }
  }

  private terms(): DataTerms {
    const { activities, office } = this.config.council;
    return {
      words: this.locales.in('ja'),
      origin: this.config.origin,
      municipalityCode: activities.municipalityCode,
      areas: activities.areas,
      office,
    };
  }
}
