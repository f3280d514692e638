import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { Instant } from '../database/columns.js';

/** A form that was taken, and where its sender was led. The id is a hash of sender, route, key and content. */
@Entity('submission_record')
export class SubmissionRecord {
  @PrimaryColumn('varchar', { length: 64 })
  id: string;

  @Column('varchar', { length: 500 })
  location: string;

  @Index('submission_record_accepted_at')
  @Instant()
  acceptedAt: Date;
}
