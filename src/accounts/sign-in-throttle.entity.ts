import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { Instant } from '../database/columns.js';

/** Counts what did not fit, per account and per address. Forgotten a day after the last one. */
@Entity('sign_in_throttle')
export class SignInThrottle {
  /** A hash: the table lists neither addresses nor accounts. */
  @PrimaryColumn('varchar', { length: 64 })
  id: string;

  @Column('integer')
  failures: number;

  @Index('sign_in_throttle_last_failure_at')
  @Instant()
  lastFailureAt: Date;

  @Instant({ nullable: true })
  blockedUntil: Date | null;
}
