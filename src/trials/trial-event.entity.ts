import { Column, Entity, Index, JoinColumn, ManyToOne } from 'typeorm';
import type { Relation } from 'typeorm';
import { IdColumn, Instant, RefColumn } from '../database/columns.js';
import type { TrialEventState } from './trial.rules.js';
import { TrialRequest } from './trial-request.entity.js';

/** Something became of a request. Rows are only added, and go with their request. */
@Entity('trial_event')
export class TrialEvent {
  @IdColumn()
  id: string;

  @Index('trial_event_request')
  @RefColumn()
  requestId: string;

  @ManyToOne(() => TrialRequest, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'request_id', foreignKeyConstraintName: 'trial_event_request_fk' })
  request: Relation<TrialRequest>;

  @Column('varchar', { length: 12 })
  state: TrialEventState;

  @Instant()
  at: Date;
}
