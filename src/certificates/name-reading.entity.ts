import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { Relation } from 'typeorm';
import { Instant } from '../database/columns.js';
import { Enrolment } from '../enrolment/enrolment.entity.js';

/** How the name on a certificate is read aloud, where its holder wished to say so. It is printed nowhere. */
@Entity('name_reading')
export class NameReading {
  @PrimaryColumn('varchar', { length: 36 })
  enrolmentId: string;

  @ManyToOne(() => Enrolment, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'enrolment_id', foreignKeyConstraintName: 'name_reading_enrolment_fk' })
  enrolment: Relation<Enrolment>;

  /** In hiragana. */
  @Column('varchar', { length: 100 })
  reading: string;

  /** What it is sorted by (`readingKey`). */
  @Column('varchar', { length: 420 })
  readingKey: string;

  @Instant()
  savedAt: Date;
}
