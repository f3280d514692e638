import { Injectable } from '@nestjs/common';
import { EditionService } from '../../curriculum/edition.service.js';
import type { Publishable } from '../../curriculum/publication.service.js';
import { Database } from '../../database/database.js';
import { NotFound } from '../../shared/domain-error.js';
import { getId } from '../../shared/ids.js';
import type { Me } from '../../web/me.js';
import { DraftCheck } from '../draft-check.service.js';
import { DraftService } from '../draft.service.js';
import { StudioScope } from '../studio-scope.service.js';
import type { ProposalOutcome } from './publication-proposal.entity.js';

/** What somebody would publish, with what it is now. */
export interface ShownProposal {
  readonly id: string;
  readonly trackId: string;
  readonly draftId: string | null;
  readonly editionHash: string;
  readonly baseHash: string | null;
  readonly note: string;
  readonly detaches: boolean;
  readonly isOwn: boolean;
  readonly proposedBy: string;
  readonly proposedAt: Date;
  readonly closedBy: string | null;
  readonly closedAt: Date | null;
  readonly outcome: ProposalOutcome | null;
  /** Just what was proposed; null when the draft was changed since, what lies around it, or whose the track is. */
  readonly what: Publishable | null;
}

interface Row {
  id: string;
  track_id: string;
  draft_id: string | null;
  draft_version: number | null;
  edition_hash: string;
  base_hash: string | null;
  note: string;
  detaches: boolean | number;
  proposed_by_id: string;
  proposed_by: string;
  proposed_at: number;
  closed_by: string | null;
  closed_at: number | null;
  outcome: ProposalOutcome | null;
}

/** A publication that is the only one of its person: for their own data. */
export interface KeptPublication {
  readonly trackId: string;
  readonly at: Date;
  readonly note: string | null;
}

/** Reads what waits for a second person. */
@Injectable()
export class Proposals {
  constructor(
    private readonly database: Database,
    private readonly editions: EditionService,
    private readonly drafts: DraftService,
    private readonly check: DraftCheck,
    private readonly scope: StudioScope,
  ) {}

  /** @throws NotFound when there is none, or its track is not theirs */
  async get(me: Me, id: string): Promise<ShownProposal> {
    const row = await this.database.one<Row>`
      select o.*, p.display_name as proposed_by, c.display_name as closed_by
      from publication_proposal o join person p on p.id = o.proposed_by_id
      left join person c on c.id = o.closed_by_id
      where o.id = ${getId(id)}`;
    if (!row) throw new NotFound(`proposal ${id}`);
    const isOwn = row.proposed_by_id === me.personId;
    const isTheirs = (await this.scope.tracksOf(me)).includes(row.track_id) || me.role === 'administrator';
    if (!isOwn && !isTheirs) throw new NotFound(`proposal ${id}`);
    // Their own proposal of what is another's track by now says nothing about that track.
    const mayAuthor = await this.scope.mayAuthor(me, row.track_id);
    return {
      id: row.id,
      trackId: row.track_id,
      draftId: row.draft_id,
      editionHash: row.edition_hash,
      baseHash: row.base_hash,
      note: row.note,
      detaches: Boolean(row.detaches),
      isOwn,
      proposedBy: row.proposed_by,
      proposedAt: new Date(Number(row.proposed_at)),
      closedBy: row.closed_by,
      closedAt: row.closed_at === null ? null : new Date(Number(row.closed_at)),
      outcome: row.outcome,
      what: row.outcome === null && mayAuthor ? await this.whatOf(me, row) : null,
    };
  }

  /** What a person published and proposed, for their own data. */
  async export(personId: string): Promise<KeptPublication[]> {
    const rows = await this.database.sql<{ track_id: string; at: number; note: string | null }>`
      select track_id, at, note from publication where by_id = ${personId}
      union all
      select track_id, at, null as note from publication where confirmed_by_id = ${personId}
      union all
      select track_id, proposed_at as at, note from publication_proposal
      where proposed_by_id = ${personId} and (outcome is null or outcome <> 'confirmed')
      order by at, track_id`;
    return rows.map(({ track_id: trackId, at, note }) => ({ trackId, at: new Date(Number(at)), note }));
  }

  private async whatOf(me: Me, row: Row): Promise<Publishable | null> {
    if (row.draft_id === null) return { edition: await this.editions.get(row.edition_hash), images: [] };
    const draft = await this.drafts.get(row.draft_id, me);
    if (draft.version !== Number(row.draft_version)) return null;
    const { compiled } = await this.check.check(draft);
    return compiled?.edition.hash === row.edition_hash ? compiled : null;
  }
}
