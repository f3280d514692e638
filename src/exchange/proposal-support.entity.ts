import { Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { Relation } from 'typeorm';
import { Person } from '../accounts/person.entity.js';
import { ActivityProposal } from './activity-proposal.entity.js';

/** Somebody would like it too. Deleted when they take it back; when it was given is not kept. */
@Entity('proposal_support')
export class ProposalSupport {
  @PrimaryColumn('varchar', { length: 36 })
  proposalId: string;

  @ManyToOne(() => ActivityProposal, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'proposal_id', foreignKeyConstraintName: 'proposal_support_proposal_fk' })
  proposal: Relation<ActivityProposal>;

  @Index('proposal_support_person')
  @PrimaryColumn('varchar', { length: 36 })
  personId: string;

  @ManyToOne(() => Person, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'proposal_support_person_fk' })
  person: Relation<Person>;
}
