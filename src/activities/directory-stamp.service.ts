import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { newId } from '../shared/ids.js';
import type { ActivityEntry } from './activity-entry.rules.js';
import { shownSince } from './freshness.rules.js';

interface StampRow {
  readonly id: string;
  readonly version: number;
  readonly confirmed_on: string;
  readonly organiser: string;
}

/** Tells whether a file of the directory would be another one than before, without making it. */
@Injectable()
export class DirectoryStamp {
  /** Words of the council and of the program may be others after a start. */
  private readonly start: string;

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {
    this.start = newId(clock.now());
  }

  /** The tag of a file called `name`, of everything that anybody may see today. One statement. */
  async of(name: string): Promise<string> {
    const since = shownSince(this.clock.today(), this.config.council.activities.freshness).toString();
    const rows = await this.db.sql<StampRow>`
      select a.id, a.version, a.confirmed_on, o.name as organiser
      from activity a join organiser o on o.id = a.organiser_id
      where a.closed_at is null and a.confirmed_on >= ${since}
      order by a.confirmed_on, a.id`;
    return this.tagOf(
      name,
      rows.map(({ id, version, confirmed_on, organiser }) => [id, version, confirmed_on, organiser]),
    );
  }

  /** The tag of a file about this entry alone. */
  ofEntry({ id, version, confirmedOn, organiser }: ActivityEntry): string {
    return this.tagOf('entry', [[id, version, confirmedOn.toString(), organiser]]);
  }

  /** What is told of the next days is another thing tomorrow. */
  private tagOf(name: string, entries: readonly (readonly (string | number)[])[]): string {
    const hash = createHash('sha256').update(JSON.stringify([this.start, this.clock.today(), name]));
    for (const entry of entries) hash.update(JSON.stringify(entry));
    return `W/"${hash.digest('base64url').slice(0, 27)}"`;
  }
}
