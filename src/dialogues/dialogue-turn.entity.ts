import { Column, Entity, Index, JoinColumn, ManyToOne, Unique } from 'typeorm';
import type { Relation } from 'typeorm';
import { IdColumn, Instant, RefColumn } from '../database/columns.js';
import { DialogueWalk } from './dialogue-walk.entity.js';

/** One reply that was given, or a new beginning after an end. Only ever added. */
@Entity('dialogue_turn')
@Unique('dialogue_turn_number', ['walkId', 'number'])
export class DialogueTurn {
  @IdColumn()
  id: string;

  @Index('dialogue_turn_walk')
  @RefColumn()
  walkId: string;

  @ManyToOne(() => DialogueWalk, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'walk_id', foreignKeyConstraintName: 'dialogue_turn_walk_fk' })
  walk: Relation<DialogueWalk>;

  /** 1 for the first of its walk. */
  @Column('integer')
  number: number;

  @Column('varchar', { length: 64 })
  scene: string;

  /** Of the scene that was answered: counts of different ones are never added up. */
  @Column('varchar', { length: 64 })
  revision: string;

  /** Place of the reply in the curriculum's list; null where an end was mended. */
  @Column('integer', { nullable: true })
  reply: number | null;

  @Instant()
  answeredAt: Date;
}
