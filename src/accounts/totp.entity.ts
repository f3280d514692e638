import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { Relation } from 'typeorm';
import { Instant } from '../database/columns.js';
import { Person } from './person.entity.js';

/** The second factor of a person who acts in a staff role (RFC 6238). */
@Entity('totp')
export class Totp {
  @PrimaryColumn('varchar', { length: 36 })
  personId: string;

  @ManyToOne(() => Person, { onDelete: 'CASCADE' })
  @JoinColumn({ foreignKeyConstraintName: 'totp_person' })
  person: Relation<Person>;

  @Column('varchar', { length: 200 })
  secret: string;

  @Instant()
  createdAt: Date;

  /** When a first code proved that the app was set up; before that it does not count. */
  @Instant({ nullable: true })
  confirmedAt: Date | null;

  /** The time step of the last code taken: a code works once. */
  @Column('integer', { nullable: true })
  lastStep: number | null;
}
