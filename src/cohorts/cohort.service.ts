import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import type { Tx } from '../database/database.js';
import { PublicationService } from '../curriculum/publication.service.js';
import { NotFound } from '../shared/domain-error.js';
import { Clock } from '../shared/clock.js';
import { newId } from '../shared/ids.js';
import { Cohort } from './cohort.entity.js';

/** Groups that take a track. Each track has one that is open at any time. */
@Injectable()
export class CohortService implements OnModuleInit {
  constructor(
    private readonly publication: PublicationService,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.publication.whenFirstPublished((tx, trackId) => this.openStanding(tx, trackId));
  }

  /** @throws NotFound when the track was never published */
  async getStanding(tx: Tx, trackId: string): Promise<Cohort> {
    const cohort = await tx.findOne(Cohort, { trackId, kind: 'standing' });
    if (!cohort) throw new NotFound(`standing cohort of ${trackId}`);
    return cohort;
  }

  private async openStanding(tx: Tx, trackId: string): Promise<void> {
    const now = this.clock.now();
    await tx.insert(Cohort, {
      id: newId(now),
      trackId,
      kind: 'standing',
      name: null,
      revisionId: null,
      createdAt: now,
    });
  }
}
