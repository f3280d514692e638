import { Injectable } from '@nestjs/common';
import { CohortService } from '../cohorts/cohort.service.js';
import { EditionService } from '../curriculum/edition.service.js';
import type { Tx } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { newId } from '../shared/ids.js';
import { withoutRuby } from '../web/view-helpers-ruby.js';
import { ApplicationFact } from './application-fact.entity.js';
import type { Application, ApplicationState } from './application.entity.js';

/** What became of an application; `was` is null when it arrived. */
export interface Change {
  readonly application: Pick<Application, 'places'>;
  readonly was: ApplicationState | null;
  readonly state: ApplicationState;
}

/** Writes the append-only facts by which applications are counted after they were deleted. */
@Injectable()
export class ApplicationFacts {
  constructor(
    private readonly cohorts: CohortService,
    private readonly editions: EditionService,
    private readonly clock: Clock,
  ) {}

  /** Changes of one cohort, in the unit in which they happen. */
  async record(tx: Tx, cohortId: string, changes: readonly Change[]): Promise<void> {
    if (changes.length === 0) return;
    const now = this.clock.now();
    const cohort = await this.cohorts.get(tx, cohortId);
    const { track } = await this.editions.getCurrent(cohort.trackId, tx);
    const place = {
      cohortId,
      trackCode: track.code,
      trackTitle: withoutRuby(track.title),
      cohortName: cohort.name,
      cohortStartsOn: cohort.startsOn,
      cohortSeats: cohort.seats,
    };
    for (const { application, was, state } of changes)
      await tx.insert(ApplicationFact, {
        ...{ id: newId(now), was, state, people: application.places, recordedAt: now },
        ...place,
      });
  }
}
