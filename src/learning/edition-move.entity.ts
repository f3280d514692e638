import { Column, Entity, Index, JoinColumn, ManyToOne } from 'typeorm';
import type { Relation } from 'typeorm';
import { EditionRow } from '../curriculum/edition.entity.js';
import { IdColumn, Instant, RefColumn } from '../database/columns.js';
import { Enrolment } from '../enrolment/enrolment.entity.js';

/** That somebody went over to a newer edition, and which one they had learnt with till then. */
@Entity('edition_move')
export class EditionMove {
  @IdColumn()
  id: string;

  @Index('edition_move_enrolment')
  @RefColumn()
  enrolmentId: string;

  @ManyToOne(() => Enrolment, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'enrolment_id', foreignKeyConstraintName: 'edition_move_enrolment_fk' })
  enrolment: Relation<Enrolment>;

  @Index('edition_move_edition')
  @Column('varchar', { length: 64 })
  fromHash: string;

  @ManyToOne(() => EditionRow, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'from_hash', foreignKeyConstraintName: 'edition_move_edition_fk' })
  from: Relation<EditionRow>;

  /** Completed with the edition before: a certificate speaks of that one. */
  @Column('boolean')
  wasCompleted: boolean;

  @Instant()
  movedAt: Date;

  /** When the person put the note about it away. */
  @Instant({ nullable: true })
  seenAt: Date | null;
}
