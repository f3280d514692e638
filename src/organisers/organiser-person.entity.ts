import { Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { Relation } from 'typeorm';
import { Person } from '../accounts/person.entity.js';
import { Organiser } from '../activities/organiser.entity.js';
import { Instant } from '../database/columns.js';

/** A signed-in person who keeps a group's entries with their own account. */
@Entity('organiser_person')
export class OrganiserPerson {
  @PrimaryColumn('varchar', { length: 36 })
  organiserId: string;

  @ManyToOne(() => Organiser, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'organiser_id', foreignKeyConstraintName: 'organiser_person_organiser_fk' })
  organiser: Relation<Organiser>;

  @Index('organiser_person_person')
  @PrimaryColumn('varchar', { length: 36 })
  personId: string;

  @ManyToOne(() => Person, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'organiser_person_person_fk' })
  person: Relation<Person>;

  @Instant()
  madeAt: Date;
}
