import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.service.js';
import type { SourceFile } from '../curriculum/notation/source-file.js';
import { Database, list } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { getId, newId } from '../shared/ids.js';
import type { Me } from '../web/me.js';
import { withoutRuby } from '../web/view-helpers-ruby.js';
import { Draft } from './draft.entity.js';
import { isTrackId, MOST_DRAFTS, refusalOf, titleIn } from './draft-files.rules.js';
import { DraftFiles } from './draft-files.service.js';
import { StudioScope } from './studio-scope.service.js';

type From = Pick<Tx, 'sql' | 'one'>;

/** A draft without its files. */
export type DraftHead = Pick<
  Draft,
  'id' | 'trackId' | 'title' | 'ownerId' | 'basedOn' | 'version' | 'createdAt' | 'updatedAt'
> & {
  /** Empty once erased. */
  readonly ownerName: string;
};

interface Row {
  id: string;
  track_id: string;
  title: string;
  owner_id: string;
  owner_name: string;
  based_on: string | null;
  version: number;
  created_at: number;
  updated_at: number;
}

/** Drafts and who may see them. Its files: `DraftFiles`. */
@Injectable()
export class DraftService {
  constructor(
    private readonly database: Database,
    private readonly scope: StudioScope,
    private readonly files: DraftFiles,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** One's own and those of the tracks one looks after, changed last first. */
  async list(me: Me): Promise<DraftHead[]> {
    const tracks = await this.scope.tracksOf(me);
    const all = me.role === 'administrator' ? 1 : 0;
    const rows = await this.database.sql<Row>`
      select d.id, d.track_id, d.title, d.owner_id, p.display_name as owner_name, d.based_on, d.version,
        d.created_at, d.updated_at
      from studio_draft d join person p on p.id = d.owner_id
      where ${all} = 1 or d.owner_id = ${me.personId}
        or (d.based_on is not null and d.track_id in ${list(tracks)})
      order by d.updated_at desc, d.id`;
    return rows.map(toHead);
  }

  /** @throws NotFound when there is none, or it is not theirs to see */
  async get(id: string, me: Me, from: From = this.database): Promise<DraftHead> {
    const row = await from.one<Row>`
      select d.id, d.track_id, d.title, d.owner_id, p.display_name as owner_name, d.based_on, d.version,
        d.created_at, d.updated_at
      from studio_draft d join person p on p.id = d.owner_id where d.id = ${getId(id)}`;
    const draft = row && toHead(row);
    if (!draft || !isSeenBy(draft, me, await this.scope.tracksOf(me, from)))
      throw new NotFound(`draft ${id}`);
    return draft;
  }

  /**
   * `basedOn` null: what the track shows now, if it was published.
   * @throws DomainError when the id can name no track, is another's, or there are too many drafts or files
   */
  async create(
    tx: Tx,
    me: Me,
    { trackId, basedOn, files }: { trackId: string; basedOn: string | null; files: readonly SourceFile[] },
  ): Promise<DraftHead> {
    if (!isTrackId(trackId)) throw new DomainError('studio-drafts.track-id.wrong');
    if (!(await this.scope.mayAuthor(me, trackId, tx))) throw new DomainError('studio-drafts.track-id.taken');
    const shown = await tx.one<{
      hash: string;
    }>`select edition_hash as hash from track where id = ${trackId}`;
    const own = await tx.one<{ n: number }>`
      select count(*) as n from studio_draft where owner_id = ${me.personId}`;
    if (Number(own!.n) >= MOST_DRAFTS)
      throw new DomainError('studio-drafts.draft.many', { most: MOST_DRAFTS });
    const now = this.clock.now();
    const draft = {
      id: newId(now),
      trackId,
      title: titleIn(files, trackId),
      ownerId: me.personId,
      basedOn: basedOn ?? shown?.hash ?? null,
      version: 1,
      createdAt: now,
      updatedAt: now,
    };
    const refusal = refusalOf(trackId, files);
    if (refusal) throw new DomainError(refusal.code, refusal.params);
    await tx.insert(Draft, draft);
    await this.files.fill(tx, draft, files);
    await this.record(tx, me, { act: 'draft.made', draft });
    return { ...draft, ownerName: me.displayName };
  }

  /** The draft and what only it held. @throws StaleDraft when it was changed since it was read */
  async discard(tx: Tx, me: Me, { draft, version }: { draft: DraftHead; version: number }): Promise<void> {
    await this.files.clear(tx, draft, version);
    await tx.delete(Draft, { id: draft.id });
    await this.record(tx, me, { act: 'draft.discarded', draft });
  }

  /** What is held of a person here, for their own data. */
  async export(personId: string): Promise<KeptDraft[]> {
    const rows = await this.database.sql<Row>`
      select id, track_id, title, created_at, updated_at from studio_draft
      where owner_id = ${personId} order by created_at, id`;
    return rows.map((row) => ({
      title: withoutRuby(row.title) || row.track_id,
      begunAt: new Date(Number(row.created_at)),
      changedAt: new Date(Number(row.updated_at)),
    }));
  }

  /** This room's part of erasing a person: drafts stay with the training, without a name. */
  async erase(tx: Tx, personId: string): Promise<void> {
    await tx.sql`delete from track_author where person_id = ${personId}`;
  }

  private record(
    tx: Tx,
    me: Me,
    { act, draft }: { act: 'draft.made' | 'draft.discarded'; draft: Pick<Draft, 'id' | 'trackId'> },
  ): Promise<void> {
    return this.audit.record(tx, {
      actor: me,
      act,
      object: `draft:${draft.id}`,
      detail: { track: draft.trackId },
    });
  }
}

/** A draft that its person began, as it stands in their own data. */
export interface KeptDraft {
  readonly title: string;
  readonly begunAt: Date;
  readonly changedAt: Date;
}

/** What was begun before the track was published is its owner's: anybody may have published under that name since. */
function isSeenBy(draft: DraftHead, me: Me, tracks: readonly string[]): boolean {
  return (
    me.role === 'administrator' ||
    draft.ownerId === me.personId ||
    (draft.basedOn !== null && tracks.includes(draft.trackId))
  );
}

function toHead(row: Row): DraftHead {
  return {
    id: row.id,
    trackId: row.track_id,
    title: row.title,
    ownerId: row.owner_id,
    ownerName: row.owner_name,
    basedOn: row.based_on,
    version: row.version,
    createdAt: new Date(Number(row.created_at)),
    updatedAt: new Date(Number(row.updated_at)),
  };
}
