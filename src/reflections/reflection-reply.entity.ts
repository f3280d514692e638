import { Column, Entity, Index, JoinColumn, ManyToOne, OneToOne, PrimaryColumn } from 'typeorm';
import type { Relation } from 'typeorm';
import { Person } from '../accounts/person.entity.js';
import { Instant, RefColumn } from '../database/columns.js';
import { ReflectionSending } from './reflection-sending.entity.js';

/** The one reply to a sending: the first facilitator who answers gives it. Its words are `reflection_reply_text`. */
@Entity('reflection_reply')
export class ReflectionReply {
  @PrimaryColumn('varchar', { length: 36 })
  sendingId: string;

  @OneToOne(() => ReflectionSending, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'sending_id', foreignKeyConstraintName: 'reflection_reply_sending_fk' })
  sending: Relation<ReflectionSending>;

  @Index('reflection_reply_author')
  @RefColumn()
  authorId: string;

  @ManyToOne(() => Person, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'author_id', foreignKeyConstraintName: 'reflection_reply_author_fk' })
  author: Relation<Person>;

  /** A request asks for a little more; following it is free. */
  @Column('varchar', { length: 10 })
  kind: 'reply' | 'request';

  /** The newest of its texts. */
  @Column('integer')
  version: number;

  @Instant()
  answeredAt: Date;

  /** When the person put the note about it away; null again once its words were changed. */
  @Instant({ nullable: true })
  seenAt: Date | null;
}
