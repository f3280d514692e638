import { Column, Entity, Index } from 'typeorm';
import { IdColumn, Instant } from '../database/columns.js';

/** Somebody with an account. Rows are never deleted: erasure blanks them, so that what others hold stays true. */
@Entity('person')
export class Person {
  @IdColumn()
  id: string;

  /** Eight random digits and a check digit. Null once the person is erased. */
  @Index('person_learner_number', { unique: true })
  @Column('varchar', { length: 9, nullable: true })
  learnerNumber: string | null;

  /** Lower case, and confirmed by its holder: only such an address signs in or receives a reset link. */
  @Index('person_email', { unique: true })
  @Column('varchar', { length: 254, nullable: true })
  email: string | null;

  /** What the person wants to be called; need not be a legal name. Empty once erased. */
  @Column('varchar', { length: 40 })
  displayName: string;

  @Column('varchar', { length: 200, nullable: true })
  passwordHash: string | null;

  @Instant({ nullable: true })
  passwordChangedAt: Date | null;

  /** Display settings in the form of the `ui` cookie; empty for the defaults. */
  @Column('varchar', { length: 200 })
  ui: string;

  @Instant()
  createdAt: Date;

  @Instant({ nullable: true })
  disabledAt: Date | null;

  @Instant({ nullable: true })
  erasedAt: Date | null;
}
