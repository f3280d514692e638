import { Column, Entity, Index, JoinColumn, ManyToOne } from 'typeorm';
import type { Relation } from 'typeorm';
import { IdColumn, Instant, RefColumn } from '../database/columns.js';
import type { Language } from '../web/locales.js';
import type { RequestState, TrialWay } from './trial.rules.js';
import { TrialSlot } from './trial-slot.entity.js';

/**
 * Somebody wants to see a group first. No account is named, not even of who is signed in: only the code opens it.
 * What was written is emptied when it is cancelled; the rest goes some days after the visit.
 */
@Entity('trial_request')
@Index('trial_request_code', ['codeHash'], { unique: true })
export class TrialRequest {
  @IdColumn()
  id: string;

  @Index('trial_request_slot')
  @RefColumn()
  slotId: string;

  @ManyToOne(() => TrialSlot, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'slot_id', foreignKeyConstraintName: 'trial_request_slot_fk' })
  slot: Relation<TrialSlot>;

  @Column('varchar', { length: 64 })
  codeHash: string;

  /** What they want to be called; empty for nothing. */
  @Column('varchar', { length: 40 })
  name: string;

  @Column('varchar', { length: 6 })
  way: TrialWay;

  /** They may leave before the end. Of no consequence for the seat. */
  @Column('boolean')
  leavesEarly: boolean;

  /** Somebody comes along. */
  @Column('boolean')
  brings: boolean;

  /** What makes it easier to be there, in their own words. */
  @Column('text')
  needs: string;

  /** For the note of the day before; shown to no host. */
  @Column('varchar', { length: 254, nullable: true })
  email: string | null;

  @Column('varchar', { length: 2 })
  lang: Language;

  @Column('varchar', { length: 9 })
  state: RequestState;

  @Instant()
  requestedAt: Date;

  @Instant()
  stateAt: Date;

  /** When the note of the day before was promised. */
  @Instant({ nullable: true })
  remindedAt: Date | null;

  /** When a mail was promised that says what the host changed or that it does not take place. */
  @Instant({ nullable: true })
  toldAt: Date | null;

  /** The last mail that was promised: it is taken back when it would not be true any more. */
  @RefColumn({ nullable: true })
  mailId: string | null;
}
