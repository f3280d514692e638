import { Column, Entity, Index, JoinColumn, ManyToOne } from 'typeorm';
import type { Relation } from 'typeorm';
import { Person } from '../accounts/person.entity.js';
import { Cohort } from '../cohorts/cohort.entity.js';
import { IdColumn, Instant, RefColumn } from '../database/columns.js';

/** Somebody whom the office asks to take part in a cohort. Until it ends the seat is kept. */
@Entity('invitation')
@Index('invitation_hash', ['hash'], { unique: true })
export class Invitation {
  @IdColumn()
  id: string;

  @Index('invitation_cohort')
  @RefColumn()
  cohortId: string;

  @ManyToOne(() => Cohort, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'cohort_id', foreignKeyConstraintName: 'invitation_cohort_fk' })
  cohort: Relation<Cohort>;

  /** As the office typed it. */
  @Column('varchar', { length: 40 })
  name: string;

  /** Null: it is handed over on paper; also once it is not needed any more. */
  @Column('varchar', { length: 254, nullable: true })
  email: string | null;

  /** SHA-256 of the token in the newest link; the token itself is never stored. Null before one was made. */
  @Column('varchar', { length: 64, nullable: true })
  hash: string | null;

  @Instant()
  madeAt: Date;

  @Instant()
  expiresAt: Date;

  @Instant({ nullable: true })
  acceptedAt: Date | null;

  @Instant({ nullable: true })
  withdrawnAt: Date | null;

  /** The account that came in by it. */
  @Index('invitation_person')
  @RefColumn({ nullable: true })
  personId: string | null;

  @ManyToOne(() => Person, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'invitation_person_fk' })
  person: Relation<Person> | null;
}
