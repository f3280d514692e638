import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { EditionService } from '../curriculum/edition.service.js';
import { Database } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import type { CohortLine } from './cohort-facilitators.service.js';
import { stateOf } from './cohort-settings.rules.js';
import { sessionKey, sessionsOf } from './session-date.rules.js';

/** What has to be settled before a cohort opens. */
export interface Readiness {
  /** Sessions of the track, and how many of them have a date. */
  readonly sessions: number;
  readonly dated: number;
  readonly office: { readonly name: string; readonly phone: string };
}

/** Looks over a cohort that has not begun. */
@Injectable()
export class CohortReadiness {
  constructor(
    private readonly editions: EditionService,
    private readonly database: Database,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** Null once it has begun, and for a cohort that has no days. */
  async of(cohort: CohortLine): Promise<Readiness | null> {
    if (stateOf(cohort, this.clock.today()) !== 'ahead') return null;
    const rows = await this.database.sql<{ module: string; step: string }>`
      select distinct module, step from training_session
      where cohort_id = ${cohort.id} and cancelled_at is null`;
    const dated = new Set(rows.map(sessionKey));
    const sessions = sessionsOf(await this.editions.getCurrent(cohort.trackId)).map(sessionKey);
    const { name, phone } = this.config.council.office;
    return {
      sessions: sessions.length,
      dated: sessions.filter((session) => dated.has(session)).length,
      office: { name, phone },
    };
  }
}
