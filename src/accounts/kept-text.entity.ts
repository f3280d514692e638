import { Column, Entity, Index, JoinColumn, ManyToOne } from 'typeorm';
import type { Relation } from 'typeorm';
import { IdColumn, Instant, RefColumn } from '../database/columns.js';
import { Person } from './person.entity.js';

/** A form that arrived after its session had expired. Kept for its writer alone until they sign in again. */
@Entity('kept_text')
export class KeptText {
  @IdColumn()
  id: string;

  @Index('kept_text_person_id')
  @RefColumn()
  personId: string;

  @ManyToOne(() => Person, { onDelete: 'CASCADE' })
  @JoinColumn({ foreignKeyConstraintName: 'kept_text_person' })
  person: Relation<Person>;

  /** Where it was sent to. */
  @Column('varchar', { length: 500 })
  action: string;

  /** What was sent, without secrets. */
  @Column('simple-json')
  fields: readonly KeptField[];

  @Index('kept_text_kept_at')
  @Instant()
  keptAt: Date;
}

export interface KeptField {
  readonly name: string;
  readonly value: string;
}
