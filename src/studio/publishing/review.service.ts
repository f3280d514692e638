import { Injectable } from '@nestjs/common';
import { differencesBetween } from '../../curriculum/differences.rules.js';
import type { Edition } from '../../curriculum/edition.js';
import { EditionService } from '../../curriculum/edition.service.js';
import type { Publishable } from '../../curriculum/publication.service.js';
import type { PublishedPlace } from '../../curriculum/published-place.rules.js';
import { Database } from '../../database/database.js';
import { shownAffected } from './affected.rules.js';
import { AffectedService } from './affected.service.js';
import type { Review } from './review.js';

interface TrackRow {
  edition_hash: string;
  source: 'files' | 'studio';
  kept: number;
}

/** Compares what is to be published with what is shown now, and counts whom it concerns. */
@Injectable()
export class ReviewService {
  constructor(
    private readonly database: Database,
    private readonly editions: EditionService,
    private readonly affected: AffectedService,
  ) {}

  async of(what: Publishable): Promise<Review> {
    const { hash, track } = what.edition;
    const row = await this.database.one<TrackRow>`
      select edition_hash, source, (select count(*) from edition where hash = ${hash}) as kept
      from track where id = ${track.id}`;
    const around = { trackId: track.id, what, isRestoring: row !== null && Number(row.kept) > 0 };
    const affected = shownAffected(await this.affected.count(track.id));
    if (!row) return { ...around, current: null, source: 'studio', class: null, differences: [], affected };
    const current = await this.editions.get(row.edition_hash);
    // Ids of an edition that is published again are its own: none of them is revived.
    const published = around.isRestoring ? [] : await this.publishedIn(track.id);
    const compared = differencesBetween(current, what.edition, published);
    return { ...around, current, source: row.source, affected, ...compared };
  }

  /** Any two editions of one track, only to be read. */
  compare(before: Edition, after: Edition): ReturnType<typeof differencesBetween> {
    return differencesBetween(before, after, []);
  }

  private publishedIn(trackId: string): Promise<PublishedPlace[]> {
    return this.database.sql<{ place: string; kind: string }>`
      select place, kind from published_id where track_id = ${trackId}`;
  }
}
