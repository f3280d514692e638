import { Column, Entity, Index, JoinColumn, ManyToOne } from 'typeorm';
import type { Relation } from 'typeorm';
import { Person } from '../accounts/person.entity.js';
import { IdColumn, Instant, RefColumn } from '../database/columns.js';
import { Enrolment } from '../enrolment/enrolment.entity.js';

/** Why somebody is freed from something, after cmi5: they can do it already, did the like elsewhere, or a slip is mended. */
export const WAIVER_KINDS = ['tested-out', 'equivalent', 'administrative'] as const;
export type WaiverKind = (typeof WAIVER_KINDS)[number];

/** A whole module, one step (a session is one), or a whole rule of completion. */
export type WaiverScope = 'module' | 'step' | 'rule';

/**
 * One person is freed from one thing: a facilitator proposes, the office confirms, and the same two take it back. It
 * counts while it is confirmed and not closed.
 */
@Entity('waiver')
@Index('waiver_open', ['enrolmentId', 'scope', 'target'], { unique: true, where: 'closed_at is null' })
export class Waiver {
  @IdColumn()
  id: string;

  @Index('waiver_enrolment')
  @RefColumn()
  enrolmentId: string;

  @ManyToOne(() => Enrolment, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'enrolment_id', foreignKeyConstraintName: 'waiver_enrolment_fk' })
  enrolment: Relation<Enrolment>;

  @Column('varchar', { length: 10 })
  scope: WaiverScope;

  /** The id of the module, `<module>/<step>`, or the key of the rule. */
  @Column('varchar', { length: 130 })
  target: string;

  @Column('varchar', { length: 20 })
  kind: WaiverKind;

  /** In the facilitator's words; for the office and the person. */
  @Column('varchar', { length: 200, nullable: true })
  note: string | null;

  @Index('waiver_proposed_by')
  @RefColumn()
  proposedById: string;

  @ManyToOne(() => Person, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'proposed_by_id', foreignKeyConstraintName: 'waiver_proposed_by_fk' })
  proposedBy: Relation<Person>;

  @Index('waiver_proposed')
  @Instant()
  proposedAt: Date;

  /** Never who proposed it. */
  @Index('waiver_confirmed_by')
  @RefColumn({ nullable: true })
  confirmedById: string | null;

  @ManyToOne(() => Person, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'confirmed_by_id', foreignKeyConstraintName: 'waiver_confirmed_by_fk' })
  confirmedBy: Relation<Person> | null;

  @Instant({ nullable: true })
  confirmedAt: Date | null;

  /** Who proposes to take it back; null while nobody does. */
  @Index('waiver_lift_proposed_by')
  @RefColumn({ nullable: true })
  liftProposedById: string | null;

  @ManyToOne(() => Person, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'lift_proposed_by_id', foreignKeyConstraintName: 'waiver_lift_proposed_by_fk' })
  liftProposedBy: Relation<Person> | null;

  @Instant({ nullable: true })
  liftProposedAt: Date | null;

  /** Who did not confirm it, withdrew the proposal, or confirmed that it is taken back. */
  @Index('waiver_closed_by')
  @RefColumn({ nullable: true })
  closedById: string | null;

  @ManyToOne(() => Person, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'closed_by_id', foreignKeyConstraintName: 'waiver_closed_by_fk' })
  closedBy: Relation<Person> | null;

  @Instant({ nullable: true })
  closedAt: Date | null;
}
