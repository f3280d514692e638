import { Column, Entity, Index, JoinColumn, ManyToOne } from 'typeorm';
import type { Relation } from 'typeorm';
import { Person } from '../../accounts/person.entity.js';
import { IdColumn, Instant, RefColumn } from '../../database/columns.js';
import { Draft } from '../draft.entity.js';

/** What became of it. `superseded`: the same author proposed another state of the same thing. */
export type ProposalOutcome = 'confirmed' | 'declined' | 'withdrawn' | 'superseded';

/**
 * Where the council wants two people: what one of them would publish, which exactly, and in place of what. It counts for
 * that content and no other.
 */
@Entity('publication_proposal')
export class PublicationProposal {
  @IdColumn()
  id: string;

  @Index('publication_proposal_track')
  @Column('varchar', { length: 60 })
  trackId: string;

  /** Null: an edition that was published before is to be shown again. */
  @Index('publication_proposal_draft')
  @RefColumn({ nullable: true })
  draftId: string | null;

  @ManyToOne(() => Draft, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'draft_id', foreignKeyConstraintName: 'publication_proposal_draft_fk' })
  draft: Relation<Draft> | null;

  @Column('integer', { nullable: true })
  draftVersion: number | null;

  /** The hash of what is to be published. */
  @Column('varchar', { length: 64 })
  editionHash: string;

  /** What the track showed when it was proposed; null for a new track. */
  @Column('varchar', { length: 64, nullable: true })
  baseHash: string | null;

  @Column('varchar', { length: 1000 })
  note: string;

  @Column('boolean')
  detaches: boolean;

  @Index('publication_proposal_proposed_by')
  @RefColumn()
  proposedById: string;

  @ManyToOne(() => Person, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'proposed_by_id', foreignKeyConstraintName: 'publication_proposal_proposed_by_fk' })
  proposedBy: Relation<Person>;

  @Instant()
  proposedAt: Date;

  /** Never who proposed it, where it was confirmed. */
  @Index('publication_proposal_closed_by')
  @RefColumn({ nullable: true })
  closedById: string | null;

  @ManyToOne(() => Person, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'closed_by_id', foreignKeyConstraintName: 'publication_proposal_closed_by_fk' })
  closedBy: Relation<Person> | null;

  @Instant({ nullable: true })
  closedAt: Date | null;

  @Column('varchar', { length: 10, nullable: true })
  outcome: ProposalOutcome | null;
}
