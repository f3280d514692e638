import { Column, Entity, Index, JoinColumn, ManyToOne } from 'typeorm';
import type { Relation } from 'typeorm';
import { IdColumn, Instant, RefColumn } from '../database/columns.js';
import { Person } from './person.entity.js';

/** What a person agreed to, and when. A proof: it outlives the erasure of the person's particulars. */
@Entity('consent')
export class Consent {
  @IdColumn()
  id: string;

  @Index('consent_person_id')
  @RefColumn()
  personId: string;

  @ManyToOne(() => Person, { onDelete: 'RESTRICT' })
  @JoinColumn({ foreignKeyConstraintName: 'consent_person' })
  person: Relation<Person>;

  /** What was agreed to: `registration`. */
  @Column('varchar', { length: 40 })
  subject: string;

  @Column('varchar', { length: 20 })
  version: string;

  /** SHA-256 of the words as they were shown. */
  @Column('varchar', { length: 64 })
  textHash: string;

  @Instant()
  givenAt: Date;

  @Instant({ nullable: true })
  withdrawnAt: Date | null;
}
