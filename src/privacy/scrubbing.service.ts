import { Injectable, Logger } from '@nestjs/common';
import { Database } from '../database/database.js';

/** Lets what was deleted leave the disk as well. */
@Injectable()
export class Scrubbing {
  private readonly log = new Logger('Privacy');

  constructor(private readonly database: Database) {}

  /** Not inside a unit. What cannot be reached just now, while somebody reads an older state, is reached within the hour. */
  async scrub(): Promise<void> {
    await this.database
      .scrub()
      .catch((err: unknown) => this.log.warn({ err }, 'what was deleted is still on the disk'));
  }
}
