import { Column, Entity, Index, JoinColumn, ManyToOne } from 'typeorm';
import type { Relation } from 'typeorm';
import { Person } from '../accounts/person.entity.js';
import { IdColumn, RefColumn } from '../database/columns.js';
import { Application } from './application.entity.js';

export type ContactWay = 'mail' | 'phone' | 'post';

/** Somebody who applies. Where two come together, the first has lived experience and the second works with them. */
@Entity('applicant')
@Index('applicant_position', ['applicationId', 'position'], { unique: true })
export class Applicant {
  @IdColumn()
  id: string;

  @RefColumn()
  applicationId: string;

  @ManyToOne(() => Application, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'application_id', foreignKeyConstraintName: 'applicant_application_fk' })
  application: Relation<Application>;

  /** 1 or 2. */
  @Column('integer')
  position: number;

  /** What they want to be called; blank once erased. */
  @Column('varchar', { length: 40 })
  name: string;

  @Column('varchar', { length: 5 })
  way: ContactWay;

  /** A mail address, a telephone number, or where a letter arrives; blank once erased. */
  @Column('varchar', { length: 254 })
  contact: string;

  /** Their account: signed in when applying, or made of the letter that accepts them. */
  @Index('applicant_person')
  @RefColumn({ nullable: true })
  personId: string | null;

  @ManyToOne(() => Person, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'applicant_person_fk' })
  person: Relation<Person> | null;
}
