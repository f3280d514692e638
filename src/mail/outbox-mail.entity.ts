import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { Instant } from '../database/columns.js';

/** A mail that was promised in a unit and is sent after it. The words are fixed when it is promised. */
@Entity('outbox_mail')
@Index('outbox_mail_waiting', ['sentAt', 'nextTryAt'])
export class OutboxMail {
  @PrimaryColumn('varchar', { length: 36 })
  id: string;

  @Column('varchar', { length: 254 })
  recipient: string;

  @Column('varchar', { length: 200 })
  subject: string;

  @Column('text')
  body: string;

  @Instant()
  createdAt: Date;

  /** Also the end of a sender's lease: whoever takes a mail moves this forward first. */
  @Instant()
  nextTryAt: Date;

  @Column('integer')
  tries: number;

  @Instant({ nullable: true })
  sentAt: Date | null;
}
