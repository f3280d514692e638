import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.service.js';
import type { Act } from '../audit/audit.service.js';
import { bump } from '../database/version.js';
import type { Tx } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { newId } from '../shared/ids.js';
import { classifyChange } from './change.rules.js';
import type { Change, ChangeClass } from './change.js';
import { EditionRow } from './edition.entity.js';
import { EditionService } from './edition.service.js';
import { EditionSources } from './edition-sources.service.js';
import type { Edition } from './edition.js';
import { StoredFile } from './file.entity.js';
import type { SourceFile } from './notation/source-file.js';
import { PublicationRow } from './publication.entity.js';
import { PublishedId } from './published-id.entity.js';
import { placesOf } from './published-place.rules.js';
import { Revision } from './revision.entity.js';
import { Track } from './track.entity.js';

/** An edition with the bytes of its images. */
export interface Publishable {
  readonly edition: Edition;
  readonly images: readonly { readonly hash: string; readonly mediaType: string; readonly content: Buffer }[];
  /** The files it was made of: those of the track's folder and the shared ones. */
  readonly sources?: readonly SourceFile[];
}

/**
 * What became of it. `known`: these very words were published before, and what is served now is newer. `code-taken`:
 * another track has its letters, which number certificates.
 */
export type Publication =
  | { readonly kind: 'current' | 'known' | 'elsewhere' | 'code-taken' | 'first' }
  | {
      readonly kind: 'published' | 'refused';
      readonly class: ChangeClass;
      readonly changes: readonly Change[];
    };

/** Who publishes, and how it came about. */
export interface PublishedBy {
  readonly source: Track['source'];
  readonly actor: Act['actor'];
  readonly note?: string;
  /** Who proposed it, where the actor is the second person and confirms it. */
  readonly proposedById?: string;
  /** An edition that was published before is shown again; else it stays known and nothing happens. */
  readonly again?: boolean;
  /** From now on the studio is the track's source, and the folder of files no longer counts. */
  readonly detaches?: boolean;
}

type FirstAct = (tx: Tx, trackId: string) => Promise<void>;

/** Brings an edition to the people. A published edition is never altered; it is followed by another. */
@Injectable()
export class PublicationService {
  private readonly firstActs: FirstAct[] = [];

  constructor(
    private readonly editions: EditionService,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly sources: EditionSources,
  ) {}

  /** What a later room does, in the same unit, when a track is published for the first time. */
  whenFirstPublished(act: FirstAct): void {
    this.firstActs.push(act);
  }

  /** Publishes unless it was published before, stands under the other source, or is refused by the rules. */
  async publish(tx: Tx, what: Publishable, by: PublishedBy): Promise<Publication> {
    const track = await tx.findOne(Track, { id: what.edition.track.id });
    const isKept = (await tx.findOne(EditionRow, { hash: what.edition.hash })) !== null;
    const publication = await this.decide(tx, what, { by, track, isKept });
    // Also of what was published before its files were kept.
    if (isKept) await this.sources.keep(tx, what.edition.hash, what.sources ?? []);
    if (publication.kind !== 'first' && publication.kind !== 'published') return publication;
    await this.tell(tx, what.edition, { publication, by, previousHash: track?.editionHash ?? null, isKept });
    await bump(tx, 'curriculum');
    return publication;
  }

  private async decide(
    tx: Tx,
    what: Publishable,
    { by, track, isKept }: { by: PublishedBy; track: Track | null; isKept: boolean },
  ): Promise<Publication> {
    const { edition } = what;
    const { source, again = false } = by;
    if (track?.editionHash === edition.hash) return { kind: 'current' };
    if (track && track.source !== source && !by.detaches) return { kind: 'elsewhere' };
    // The files may be older than what is served; a person who publishes an edition again means it.
    if (isKept && !again) return { kind: 'known' };
    if (source === 'files' && (await isCodeOfStudio(tx, edition.track))) return { kind: 'code-taken' };
    if (!track) return this.publishFirst(tx, what, source);
    const before = await this.editions.get(track.editionHash, tx);
    const published = await tx.find(PublishedId, { where: { trackId: track.id } });
    // Ids of an edition that is published again were given out for just what they name in it: none is revived.
    const change = classifyChange(before, edition, isKept ? [] : published);
    if (change.class === 'refused') return { kind: 'refused', ...change };
    if (!isKept) await this.keep(tx, what);
    if (change.class === 'consequential') await this.beginRevision(tx, edition);
    else await this.moveRevision(tx, edition);
    await tx.update(Track, { id: track.id }, { source, ...this.shownBy(edition) });
    return { kind: 'published', ...change };
  }

  private async tell(
    tx: Tx,
    { hash, track }: Edition,
    told: { publication: Publication; by: PublishedBy; previousHash: string | null; isKept: boolean },
  ): Promise<void> {
    const { publication, by, previousHash, isKept: restored } = told;
    const change = 'class' in publication ? publication.class : null;
    const at = this.clock.now();
    await tx.insert(PublicationRow, {
      id: newId(at),
      trackId: track.id,
      editionHash: hash,
      previousHash,
      class: change,
      source: by.source,
      note: by.note ?? null,
      byId: by.proposedById ?? by.actor?.personId ?? null,
      confirmedById: by.proposedById === undefined ? null : (by.actor?.personId ?? null),
      restored,
      at,
    });
    await this.audit.record(tx, {
      actor: by.actor,
      act: 'curriculum.published',
      object: `edition:${hash}`,
      detail: { track: track.id, source: by.source, change, ...(restored ? { restored } : {}) },
    });
  }

  private async publishFirst(tx: Tx, what: Publishable, source: Track['source']): Promise<Publication> {
    const { edition } = what;
    await this.keep(tx, what);
    await tx.insert(Track, { id: edition.track.id, source, ...this.shownBy(edition) });
    await this.beginRevision(tx, edition);
    for (const act of this.firstActs) await act(tx, edition.track.id);
    return { kind: 'first' };
  }

  private shownBy(edition: Edition) {
    return { code: edition.track.code, editionHash: edition.hash, publishedAt: this.clock.now() };
  }

  private async keep(tx: Tx, { edition, images, sources }: Publishable): Promise<void> {
    const createdAt = this.clock.now();
    for (const { hash, mediaType, content } of images) {
      if (await tx.findOne(StoredFile, { hash })) continue;
      await tx.insert(StoredFile, { hash, mediaType, content: content.toString('base64'), createdAt });
    }
    await tx.insert(EditionRow, {
      hash: edition.hash,
      trackId: edition.track.id,
      content: JSON.stringify(edition),
      label: edition.track.edition,
      createdAt,
    });
    await this.sources.keep(tx, edition.hash, sources ?? []);
    const trackId = edition.track.id;
    const known = new Set(
      (await tx.find(PublishedId, { where: { trackId } })).map((published) => published.place),
    );
    const fresh = placesOf(edition).filter(({ place }) => !known.has(place));
    if (fresh.length > 0)
      await tx.insert(
        PublishedId,
        fresh.map((published) => ({ trackId, ...published })),
      );
  }

  private async beginRevision(tx: Tx, edition: Edition): Promise<void> {
    const now = this.clock.now();
    const trackId = edition.track.id;
    const newest = await newestRevision(tx, trackId);
    await tx.insert(Revision, {
      id: newId(now),
      trackId,
      number: (newest?.number ?? 0) + 1,
      editionHash: edition.hash,
      createdAt: now,
    });
  }

  private async moveRevision(tx: Tx, edition: Edition): Promise<void> {
    const newest = await newestRevision(tx, edition.track.id);
    await tx.update(Revision, { id: newest!.id }, { editionHash: edition.hash });
  }
}

/** The folder's checker knows the letters of the folder alone. */
async function isCodeOfStudio(tx: Tx, { id, code }: Edition['track']): Promise<boolean> {
  const found = await tx.one`
    select 1 as found from track where code = ${code} and id <> ${id} and source = 'studio' limit 1`;
  return found !== null;
}

/** What new enrolments hold; null while the track was never published. */
export async function newestRevision(tx: Tx, trackId: string): Promise<Revision | null> {
  const [newest] = await tx.find(Revision, { where: { trackId }, order: { number: 'DESC' }, take: 1 });
  return newest ?? null;
}
