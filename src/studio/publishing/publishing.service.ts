import { Injectable } from '@nestjs/common';
import { Audit } from '../../audit/audit.service.js';
import type { ActCode } from '../../audit/acts.rules.js';
import { Config } from '../../config/config.js';
import { PublicationService } from '../../curriculum/publication.service.js';
import type { Publishable } from '../../curriculum/publication.service.js';
import { Track } from '../../curriculum/track.entity.js';
import type { Tx } from '../../database/database.js';
import { Clock } from '../../shared/clock.js';
import { DomainError, NotFound } from '../../shared/domain-error.js';
import { newId } from '../../shared/ids.js';
import type { Me } from '../../web/me.js';
import { Draft } from '../draft.entity.js';
import { StudioScope } from '../studio-scope.service.js';
import { TrackAuthor } from '../track-author.entity.js';
import { PublicationProposal } from './publication-proposal.entity.js';
import type { ProposalOutcome } from './publication-proposal.entity.js';

/** Something else is shown, or to be published, than what the person saw. */
export class MovedMeanwhile extends DomainError {
  constructor(code = 'studio-publish.moved') {
    super(code);
  }
}

/** Nobody can press again on what somebody else proposed. */
const OUTDATED = 'studio-publish.proposal.outdated';

/** Where what was published stands, and that it was. */
const publishedHref = (trackId: string): string => `/studio/tracks/${trackId}/editions?note=published`;

/** One publication, as a person confirmed it. */
export interface Wanted {
  readonly what: Publishable;
  /** What the track showed on the page that was confirmed; null for a new track. */
  readonly base: string | null;
  readonly note: string;
  readonly detach: boolean;
  /** The state of the draft it was made of; null where an edition is shown again. */
  readonly draft: { readonly id: string; readonly version: number } | null;
}

/** Publishes for a person, or keeps for the second one what the first would publish. Each is one unit. */
@Injectable()
export class PublishingService {
  constructor(
    private readonly publications: PublicationService,
    private readonly scope: StudioScope,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  get needsTwo(): boolean {
    return this.config.council.studio.secondPerson;
  }

  /** The path to go on with. @throws MovedMeanwhile, DomainError when it is refused */
  async submit(tx: Tx, me: Me, wanted: Wanted): Promise<string> {
    await this.assertUnmoved(tx, me, wanted);
    if (this.needsTwo) return `/studio/proposals/${await this.propose(tx, me, wanted)}`;
    await this.publish(tx, { wanted, by: me });
    return publishedHref(wanted.what.edition.track.id);
  }

  /** The second person confirms just what the first proposed. @throws MovedMeanwhile, DomainError */
  async confirm(tx: Tx, me: Me, { id, what }: { id: string; what: Publishable | null }): Promise<string> {
    const proposal = await this.getOpen(tx, id);
    if (proposal.proposedById === me.personId) throw new DomainError('studio-publish.proposal.own');
    if (what?.edition.hash !== proposal.editionHash) throw new MovedMeanwhile(OUTDATED);
    const { draftId, draftVersion } = proposal;
    const wanted: Wanted = {
      what,
      base: proposal.baseHash,
      note: proposal.note,
      detach: proposal.detaches,
      draft: draftId === null ? null : { id: draftId, version: draftVersion! },
    };
    await this.assertUnmoved(tx, me, wanted, OUTDATED);
    await this.close(tx, me, { id, outcome: 'confirmed' });
    await this.publish(tx, { wanted, by: me, proposedById: proposal.proposedById });
    await this.record(tx, me, 'publication.confirmed', proposal);
    return publishedHref(proposal.trackId);
  }

  async decline(tx: Tx, me: Me, id: string): Promise<void> {
    const proposal = await this.getOpen(tx, id);
    if (proposal.proposedById === me.personId) throw new DomainError('studio-publish.proposal.own');
    await this.close(tx, me, { id, outcome: 'declined' });
    await this.record(tx, me, 'publication.declined', proposal);
  }

  async withdraw(tx: Tx, me: Me, id: string): Promise<void> {
    const proposal = await this.getOpen(tx, id);
    if (proposal.proposedById !== me.personId) throw new DomainError('studio-publish.proposal.others');
    await this.close(tx, me, { id, outcome: 'withdrawn' });
    await this.record(tx, me, 'publication.withdrawn', proposal);
  }

  private async publish(
    tx: Tx,
    { wanted, by, proposedById }: { wanted: Wanted; by: Me; proposedById?: string },
  ): Promise<void> {
    const { what, note, detach, draft } = wanted;
    const publication = await this.publications.publish(tx, what, {
      source: 'studio',
      actor: by,
      note,
      again: true,
      detaches: detach,
      ...(proposedById === undefined ? {} : { proposedById }),
    });
    if (publication.kind === 'elsewhere') throw new DomainError('studio-publish.detach.needed');
    if (publication.kind === 'refused') throw new DomainError('studio-publish.refused');
    if (publication.kind !== 'first' && publication.kind !== 'published')
      throw new DomainError('studio-publish.same');
    const { hash, track } = what.edition;
    if (publication.kind === 'first')
      await tx.insert(TrackAuthor, {
        trackId: track.id,
        personId: proposedById ?? by.personId,
        createdAt: this.clock.now(),
      });
    if (draft) await tx.update(Draft, { id: draft.id }, { basedOn: hash });
  }

  /** Nobody published in between, not even another track with these letters; nobody changed the draft, and it is still theirs to publish. */
  private async assertUnmoved(tx: Tx, me: Me, { what, base, draft }: Wanted, code?: string): Promise<void> {
    const { track } = what.edition;
    if (!(await this.scope.mayAuthor(me, track.id, tx))) throw new NotFound(`track ${track.id}`);
    const shown = await tx.findOne(Track, { id: track.id });
    if ((shown?.editionHash ?? null) !== base) throw new MovedMeanwhile(code);
    const { code: letters } = track;
    const isTaken = await tx.one`
      select 1 as found from track where code = ${letters} and id <> ${track.id} limit 1`;
    if (isTaken) throw new DomainError('studio-publish.code-taken', { code: letters });
    if (!draft) return;
    const now = await tx.findOne(Draft, { id: draft.id });
    if (now?.version !== draft.version || now.trackId !== track.id) throw new MovedMeanwhile(code);
  }

  private async propose(tx: Tx, me: Me, { what, base, note, detach, draft }: Wanted): Promise<string> {
    const { hash, track } = what.edition;
    const shown = await tx.findOne(Track, { id: track.id });
    if (shown?.editionHash === hash) throw new DomainError('studio-publish.same');
    if (shown && shown.source !== 'studio' && !detach) throw new DomainError('studio-publish.detach.needed');
    for (const open of await tx.find(PublicationProposal, {
      where: { trackId: track.id, proposedById: me.personId },
    }))
      if (open.outcome === null && open.draftId === (draft?.id ?? null))
        await this.close(tx, me, { id: open.id, outcome: 'superseded' });
    const now = this.clock.now();
    const proposal = {
      id: newId(now),
      trackId: track.id,
      draftId: draft?.id ?? null,
      draftVersion: draft?.version ?? null,
      editionHash: hash,
      baseHash: base,
      note,
      detaches: detach,
      proposedById: me.personId,
      proposedAt: now,
      closedById: null,
      closedAt: null,
      outcome: null,
    };
    await tx.insert(PublicationProposal, proposal);
    await this.record(tx, me, 'publication.proposed', proposal);
    return proposal.id;
  }

  private async getOpen(tx: Tx, id: string): Promise<PublicationProposal> {
    const proposal = await tx.findOne(PublicationProposal, { id });
    if (!proposal) throw new NotFound(`proposal ${id}`);
    if (proposal.outcome !== null) throw new DomainError('studio-publish.proposal.closed');
    return proposal;
  }

  private async close(
    tx: Tx,
    me: Me,
    { id, outcome }: { id: string; outcome: ProposalOutcome },
  ): Promise<void> {
    const closed = { closedById: me.personId, closedAt: this.clock.now(), outcome };
    await tx.update(PublicationProposal, { id }, closed);
  }

  private record(
    tx: Tx,
    me: Me,
    act: ActCode,
    { id, trackId, editionHash }: Pick<PublicationProposal, 'id' | 'trackId' | 'editionHash'>,
  ): Promise<void> {
    const detail = { track: trackId, edition: editionHash };
    return this.audit.record(tx, { actor: me, act, object: `proposal:${id}`, detail });
  }
}
