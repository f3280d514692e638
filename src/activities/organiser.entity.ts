import { Column, Entity, Index } from 'typeorm';
import { IdColumn, Instant } from '../database/columns.js';

/** A group or organisation that has entries in the directory. */
@Entity('organiser')
@Index('organiser_email', ['email'], { unique: true })
export class Organiser {
  @IdColumn()
  id: string;

  /** As anybody may read it. */
  @Column('varchar', { length: 60 })
  name: string;

  /** Where links are sent, in small letters; shown to nobody but the office. Null: the office calls. */
  @Column('varchar', { length: 254, nullable: true })
  email: string | null;

  /** For calls of the office; shown to nobody else. */
  @Column('varchar', { length: 20, nullable: true })
  phone: string | null;

  @Instant()
  createdAt: Date;
}
