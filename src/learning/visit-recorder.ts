import { Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import type { StepRef } from '../curriculum/step.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { LearningService } from './learning.service.js';

/**
 * Writes down that a step was begun, after its page was sent: a page must open although somebody holds the
 * writer or the disk is full. What is missed here is written on the next visit.
 */
@Injectable()
export class VisitRecorder implements BeforeApplicationShutdown {
  private readonly log = new Logger('Visits');
  private readonly pending = new Set<Promise<void>>();

  constructor(
    private readonly db: Database,
    private readonly learning: LearningService,
  ) {}

  begun(enrolmentId: string, ref: StepRef): void {
    this.later((tx) => this.learning.record(tx, { enrolmentId, ref, status: 'started' }));
  }

  /** Anything else that follows from a visit by itself. */
  later(work: (tx: Tx) => Promise<void>): void {
    const written = new Promise<void>((resolve) => setImmediate(resolve))
      .then(() => this.db.write(work))
      .catch((err: unknown) => this.log.warn({ err }, 'a visit was not written down'))
      .finally(() => this.pending.delete(written));
    this.pending.add(written);
  }

  /** Everything noted so far is written. */
  async settled(): Promise<void> {
    await Promise.all(this.pending);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.settled();
  }
}
