import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { Instant, RefColumn } from '../database/columns.js';

/** One act, written in the unit that did it. The database refuses to change or delete a row. */
@Entity('audit_event')
@Index('audit_event_at', ['at', 'seq'])
@Index('audit_event_role', ['role', 'seq'])
export class AuditEvent {
  /** 1, 2, 3 … without a gap. */
  @PrimaryColumn('integer')
  seq: number;

  @Instant()
  at: Date;

  /** Null for what the system did by itself, and for visitors. No reference: it outlives the person. */
  @RefColumn({ nullable: true })
  actorId: string | null;

  /** The role that was acted in. */
  @Column('varchar', { length: 16, nullable: true })
  role: string | null;

  /** Room and verb: certificate.issued. */
  @Column('varchar', { length: 60 })
  act: string;

  /** Kind and id: certificate:0192… */
  @Index('audit_event_object')
  @Column('varchar', { length: 120 })
  object: string;

  /** Canonical JSON: ids, numbers and codes. */
  @Column('text')
  detail: string;

  /** The hash of the row before; of the first row, 64 zeros. */
  @Column('varchar', { length: 64 })
  previousHash: string;

  @Column('varchar', { length: 64 })
  hash: string;
}
