import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { Relation } from 'typeorm';
import { Person } from '../accounts/person.entity.js';
import { Instant } from '../database/columns.js';
import { ReflectionSending } from './reflection-sending.entity.js';

/** A reply that was not sent. Nobody but its writer reads it. */
@Entity('reflection_draft')
export class ReflectionDraft {
  @PrimaryColumn('varchar', { length: 36 })
  sendingId: string;

  @ManyToOne(() => ReflectionSending, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'sending_id', foreignKeyConstraintName: 'reflection_draft_sending_fk' })
  sending: Relation<ReflectionSending>;

  @Index('reflection_draft_author')
  @PrimaryColumn('varchar', { length: 36 })
  authorId: string;

  @ManyToOne(() => Person, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'author_id', foreignKeyConstraintName: 'reflection_draft_author_fk' })
  author: Relation<Person>;

  @Column('text')
  text: string;

  /** Counts from 1. Who saves names the version they read. */
  @Column('integer')
  version: number;

  @Instant()
  savedAt: Date;
}
