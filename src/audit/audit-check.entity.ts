import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Instant } from '../database/columns.js';
import type { Flaw } from './audit-chain.js';

/** What the last look at the whole record found. One row; none before the first look. */
@Entity('audit_check')
export class AuditCheck {
  @PrimaryColumn('varchar', { length: 16 })
  subject: 'chain';

  @Instant()
  checkedAt: Date;

  /** The end up to which the record was last found whole: at the next look it must still be there. */
  @Column('integer')
  seq: number;

  @Column('varchar', { length: 64 })
  hash: string;

  /** Null when the record was whole. */
  @Column('integer', { nullable: true })
  flawSeq: number | null;

  @Column('varchar', { length: 10, nullable: true })
  flawKind: Flaw['kind'] | null;
}
