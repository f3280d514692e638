import { Column, Entity, Index, JoinColumn, ManyToOne } from 'typeorm';
import type { Relation } from 'typeorm';
import { Person } from '../accounts/person.entity.js';
import { IdColumn, Instant, RefColumn } from '../database/columns.js';

export type ViewingKind = 'roster' | 'batch' | 'correction' | 'waivers';

/**
 * That an official looked at names: in the roster, before certificates were issued to a cohort, on one to be corrected,
 * or in the list of waivers.
 */
@Entity('roster_viewing')
export class RosterViewing {
  @IdColumn()
  id: string;

  @Index('roster_viewing_person')
  @RefColumn()
  personId: string;

  @ManyToOne(() => Person, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'roster_viewing_person_fk' })
  person: Relation<Person>;

  @Column('varchar', { length: 10 })
  kind: ViewingKind;

  /** In the official's words; null before an issue, which is the purpose. */
  @Column('varchar', { length: 200, nullable: true })
  purpose: string | null;

  /** What was asked for, as JSON: ids, codes and years. */
  @Column('text')
  question: string;

  @Instant()
  askedAt: Date;
}
