import { Column, Entity, Index, JoinColumn, ManyToOne } from 'typeorm';
import type { Relation } from 'typeorm';
import { Person } from '../accounts/person.entity.js';
import { IdColumn, Instant, RefColumn } from '../database/columns.js';
import { ActivityProposal } from './activity-proposal.entity.js';
import type { ProposalState } from './proposal.rules.js';

/** What the office answered to a proposal, and where it stood from then on. Never changed. */
@Entity('proposal_reply')
@Index('proposal_reply_number', ['proposalId', 'number'], { unique: true })
export class ProposalReply {
  @IdColumn()
  id: string;

  @RefColumn()
  proposalId: string;

  @ManyToOne(() => ActivityProposal, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'proposal_id', foreignKeyConstraintName: 'proposal_reply_proposal_fk' })
  proposal: Relation<ActivityProposal>;

  /** From 1. */
  @Column('integer')
  number: number;

  @Column('varchar', { length: 10 })
  state: ProposalState;

  @Column('text')
  text: string;

  @Index('proposal_reply_replied_by')
  @RefColumn()
  repliedById: string;

  @ManyToOne(() => Person, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'replied_by_id', foreignKeyConstraintName: 'proposal_reply_replied_by_fk' })
  repliedBy: Relation<Person>;

  @Instant()
  repliedAt: Date;
}
