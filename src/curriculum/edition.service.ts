import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { NotFound } from '../shared/domain-error.js';
import { deepFrozen } from './deep-frozen.js';
import type { Edition } from './edition.js';
import { inTrackOrder } from './track-order.rules.js';

/** Where an edition may be read from: outside a unit the database, inside it the unit. */
export type EditionSource = Pick<Tx, 'one' | 'sql'>;

/** Editions, kept in memory by hash. A hash never means anything else, so what is held never gets old. */
@Injectable()
export class EditionService {
  private readonly held = new Map<string, Edition>();
  private readonly lastSeen = new Map<string, Edition>();

  constructor(private readonly db: Database) {}

  /** @throws NotFound */
  async get(hash: string, from: EditionSource = this.db): Promise<Edition> {
    const held = this.held.get(hash);
    if (held) return held;
    const row = await from.one<{ content: string }>`select content from edition where hash = ${hash}`;
    if (!row) throw new NotFound(`edition ${hash}`);
    const edition = deepFrozen(JSON.parse(row.content) as Edition);
    // A unit may still be rolled back; what it read is kept once it was read outside one.
    if (from === this.db) this.hold(edition);
    return edition;
  }

  /** What a track shows to somebody who is not enrolled in it; null while nothing was published. */
  async findCurrent(trackId: string, from: EditionSource = this.db): Promise<Edition | null> {
    const row = await from.one<{ hash: string }>`
      select edition_hash as hash from track where id = ${trackId}`;
    return row ? this.get(row.hash, from) : null;
  }

  /** @throws NotFound */
  async getCurrent(trackId: string, from: EditionSource = this.db): Promise<Edition> {
    const edition = await this.findCurrent(trackId, from);
    if (!edition) throw new NotFound(`track ${trackId}`);
    return edition;
  }

  /** Every published track as it is now, in the order in which tracks are offered. */
  async listCurrent(): Promise<readonly Edition[]> {
    const rows = await this.db.sql<{ hash: string }>`select edition_hash as hash from track`;
    return inTrackOrder(await Promise.all(rows.map((row) => this.get(row.hash))));
  }

  /**
   * Any edition of the track that this process has met, without asking the database: a guess that may be old.
   * Only for choosing how to ask; never for deciding or showing.
   */
  guess(trackId: string): Edition | null {
    return this.lastSeen.get(trackId) ?? null;
  }

  private hold(edition: Edition): void {
    this.held.set(edition.hash, edition);
    this.lastSeen.set(edition.track.id, edition);
  }
}
