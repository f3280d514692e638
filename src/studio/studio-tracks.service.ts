import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { EditionService } from '../curriculum/edition.service.js';
import { EditionSources } from '../curriculum/edition-sources.service.js';
import type { SourceFile } from '../curriculum/notation/source-file.js';
import type { Track } from '../curriculum/track.entity.js';
import { inTrackOrder } from '../curriculum/track-order.rules.js';
import { Database, list } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import type { Me } from '../web/me.js';
import { isTrackId } from './draft-files.rules.js';
import { DraftService } from './draft.service.js';
import type { DraftHead } from './draft.service.js';
import { sampleTrack } from './sample-track.js';
import type { NewTrack } from './sample-track.js';
import { StudioScope } from './studio-scope.service.js';

/** A published track that somebody writes. */
export interface AuthoredTrack {
  readonly id: string;
  readonly title: string;
  readonly source: Track['source'];
  /** The author's label of what is served. */
  readonly edition: string;
  readonly publishedAt: Date;
  /** Its files are known: a draft can begin with them. */
  readonly hasSources: boolean;
}

interface Row {
  id: string;
  source: Track['source'];
  edition_hash: string;
  published_at: number;
  has_sources: number | boolean;
}

/** Published tracks and how a draft of one begins. */
@Injectable()
export class StudioTracks {
  constructor(
    private readonly database: Database,
    private readonly scope: StudioScope,
    private readonly editions: EditionService,
    private readonly sources: EditionSources,
    private readonly drafts: DraftService,
    private readonly config: Config,
  ) {}

  async listOf(me: Me): Promise<AuthoredTrack[]> {
    const rows = await this.database.sql<Row>`
      select id, source, edition_hash, published_at,
        exists (select 1 from edition_source s where s.edition_hash = track.edition_hash) as has_sources
      from track where id in ${list(await this.scope.tracksOf(me))}`;
    const editions = await Promise.all(rows.map(({ edition_hash: hash }) => this.editions.get(hash)));
    const byId = new Map(rows.map((row) => [row.id, row]));
    return inTrackOrder(editions).map(({ track }) => {
      const row = byId.get(track.id)!;
      return {
        id: track.id,
        title: track.title,
        source: row.source,
        edition: track.edition,
        publishedAt: new Date(Number(row.published_at)),
        hasSources: Boolean(row.has_sources),
      };
    });
  }

  /** A draft with the sample's files. @throws DomainError when id or code are another track's */
  async begin(tx: Tx, me: Me, track: NewTrack): Promise<DraftHead> {
    const found = await tx.one<{
      id: string;
    }>`select id from track where id = ${track.id} or code = ${track.code}`;
    if (found)
      throw new DomainError(
        found.id === track.id ? 'studio-drafts.track-id.taken' : 'studio-drafts.new.code.taken',
      );
    this.assertNotOfFolder(me, track.id);
    return this.drafts.create(tx, me, { trackId: track.id, basedOn: null, files: sampleTrack(track) });
  }

  /** A draft with files that were sent: of a new track, or of one that they write. @throws DomainError */
  async take(
    tx: Tx,
    me: Me,
    { trackId, files }: { readonly trackId: string; readonly files: readonly SourceFile[] },
  ): Promise<DraftHead> {
    const isPublished = (await tx.one`select 1 as found from track where id = ${trackId}`) !== null;
    if (!isPublished) this.assertNotOfFolder(me, trackId);
    return this.drafts.create(tx, me, { trackId, basedOn: null, files });
  }

  /** A draft with the files of what is served. @throws NotFound when the track is not theirs, or its files are not known */
  async copy(tx: Tx, me: Me, trackId: string): Promise<DraftHead> {
    if (!(await this.scope.tracksOf(me, tx)).includes(trackId)) throw new NotFound(`track ${trackId}`);
    const row = await tx.one<{ hash: string }>`select edition_hash as hash from track where id = ${trackId}`;
    const files = (await this.sources.filesOf(row!.hash, tx)).filter(isOf(trackId));
    if (files.length === 0) throw new NotFound(`sources of ${trackId}`);
    return this.drafts.create(tx, me, { trackId, basedOn: row!.hash, files });
  }

  /** A course of the folder keeps its name also while it cannot be published. */
  private assertNotOfFolder(me: Me, id: string): void {
    if (me.role === 'administrator' || !isTrackId(id)) return;
    if (existsSync(join(this.config.curriculaDir, id))) throw new DomainError('studio-drafts.track-id.taken');
  }
}

const isOf =
  (trackId: string) =>
  ({ path }: SourceFile): boolean =>
    path.startsWith(`${trackId}/`);
