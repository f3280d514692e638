import { Column, Entity, Index, JoinColumn, ManyToOne } from 'typeorm';
import type { Relation } from 'typeorm';
import { Person } from '../accounts/person.entity.js';
import type { ActivityForm } from '../activities/activity-content.rules.js';
import { Activity } from '../activities/activity.entity.js';
import { IdColumn, Instant, RefColumn } from '../database/columns.js';
import type { ProposalPart, ProposalState } from './proposal.rules.js';

/** An activity that somebody would like to exist. */
@Entity('activity_proposal')
@Index('activity_proposal_state', ['state', 'sentAt'])
export class ActivityProposal {
  @IdColumn()
  id: string;

  /** Null: it came true, and who proposed it has gone. */
  @Index('activity_proposal_person')
  @RefColumn({ nullable: true })
  personId: string | null;

  @ManyToOne(() => Person, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'activity_proposal_person_fk' })
  person: Relation<Person> | null;

  @Column('varchar', { length: 60 })
  title: string;

  @Column('text')
  about: string;

  @Column('varchar', { length: 20 })
  form: ActivityForm;

  /** Id of an area of council.yaml; empty: anywhere, or online. */
  @Column('varchar', { length: 40 })
  area: string;

  /** In own words; may be empty, as may `hours`. */
  @Column('varchar', { length: 100 })
  place: string;

  @Column('varchar', { length: 100 })
  hours: string;

  @Column('varchar', { length: 10 })
  part: ProposalPart;

  @Column('varchar', { length: 10 })
  state: ProposalState;

  /** The office let other trainees read it. */
  @Column('boolean')
  isShown: boolean;

  /** What came of it. */
  @Index('activity_proposal_activity')
  @RefColumn({ nullable: true })
  activityId: string | null;

  @ManyToOne(() => Activity, { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'activity_id', foreignKeyConstraintName: 'activity_proposal_activity_fk' })
  activity: Relation<Activity> | null;

  /** How many there were: also its version, for who replies. */
  @Column('integer')
  replies: number;

  @Instant()
  sentAt: Date;

  /** The first reply; null while there is none. */
  @Instant({ nullable: true })
  answeredAt: Date | null;

  /** The last reply. */
  @Instant({ nullable: true })
  repliedAt: Date | null;

  /** When its writer put away the news of the last reply. */
  @Instant({ nullable: true })
  seenAt: Date | null;
}
