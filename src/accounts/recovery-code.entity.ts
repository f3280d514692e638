import { Column, Entity, Index, JoinColumn, ManyToOne, Unique } from 'typeorm';
import type { Relation } from 'typeorm';
import { IdColumn, Instant, RefColumn } from '../database/columns.js';
import { Person } from './person.entity.js';

/** Opens the second factor once when the app is lost. */
@Entity('recovery_code')
@Unique('recovery_code_once', ['personId', 'codeHash'])
export class RecoveryCode {
  @IdColumn()
  id: string;

  @Index('recovery_code_person_id')
  @RefColumn()
  personId: string;

  @ManyToOne(() => Person, { onDelete: 'CASCADE' })
  @JoinColumn({ foreignKeyConstraintName: 'recovery_code_person' })
  person: Relation<Person>;

  @Column('varchar', { length: 64 })
  codeHash: string;

  @Instant()
  createdAt: Date;

  @Instant({ nullable: true })
  usedAt: Date | null;
}
