import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { Relation } from 'typeorm';
import { Instant } from '../database/columns.js';
import { ReflectionReply } from './reflection-reply.entity.js';

/** The words of a reply. Who mends them adds a row; both sides can read what stood before. */
@Entity('reflection_reply_text')
export class ReflectionReplyText {
  @PrimaryColumn('varchar', { length: 36 })
  sendingId: string;

  @ManyToOne(() => ReflectionReply, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'sending_id', foreignKeyConstraintName: 'reflection_reply_text_reply_fk' })
  reply: Relation<ReflectionReply>;

  @PrimaryColumn('integer')
  version: number;

  @Column('text')
  text: string;

  @Instant()
  savedAt: Date;
}
