import { Injectable } from '@nestjs/common';
import { CohortService } from '../cohorts/cohort.service.js';
import { EditionService } from '../curriculum/edition.service.js';
import type { HomeNote } from '../web/home-notes.js';
import { queueHref } from './queue.page.js';

/** The way from a facilitator's home to what was sent, for each cohort in their hands. */
@Injectable()
export class QueueLinks {
  constructor(
    private readonly cohorts: CohortService,
    private readonly editions: EditionService,
  ) {}

  async listFor(personId: string): Promise<HomeNote[]> {
    const cohorts = await this.cohorts.listFacilitatedBy(personId);
    return Promise.all(
      cohorts.map(async ({ id, trackId, name }) => ({
        words: 'reflections.queue.link',
        href: queueHref(id),
        cohort: { trackTitle: (await this.editions.getCurrent(trackId)).track.title, name },
        meeting: null,
      })),
    );
  }
}
