import { Column, Entity, Index, JoinColumn, ManyToOne } from 'typeorm';
import type { Relation } from 'typeorm';
import { Person } from '../accounts/person.entity.js';
import { IdColumn, Instant, RefColumn } from '../database/columns.js';
import { Enrolment } from '../enrolment/enrolment.entity.js';

/** What a facilitator wrote to one person who wanted it. */
@Entity('contact_message')
export class ContactMessage {
  @IdColumn()
  id: string;

  @Index('contact_message_enrolment')
  @RefColumn()
  enrolmentId: string;

  @ManyToOne(() => Enrolment, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'enrolment_id', foreignKeyConstraintName: 'contact_message_enrolment_fk' })
  enrolment: Relation<Enrolment>;

  @Index('contact_message_author')
  @RefColumn()
  authorId: string;

  @ManyToOne(() => Person, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'author_id', foreignKeyConstraintName: 'contact_message_author_fk' })
  author: Relation<Person>;

  @Column('text')
  text: string;

  @Index('contact_message_sent_at')
  @Instant()
  sentAt: Date;

  /** When the person said so; opening the page says nothing. */
  @Instant({ nullable: true })
  readAt: Date | null;

  /** The mail that tells of it, if there is one: it does not go out to who takes a break meanwhile. */
  @RefColumn({ nullable: true })
  mailId: string | null;
}
