import { Column, Entity, Index, JoinColumn, ManyToOne } from 'typeorm';
import type { Relation } from 'typeorm';
import { IdColumn, Instant } from '../database/columns.js';
import { EditionRow } from './edition.entity.js';
import { Track } from './track.entity.js';

/** What those enrolled hold: moves on with changes that reach everyone, is left behind by consequential ones. */
@Entity('revision')
@Index('revision_track_number', ['trackId', 'number'], { unique: true })
export class Revision {
  @IdColumn()
  id: string;

  @Column('varchar', { length: 60 })
  trackId: string;

  @ManyToOne(() => Track, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'track_id', foreignKeyConstraintName: 'revision_track_fk' })
  track: Relation<Track>;

  /** Counts from 1 within the track. */
  @Column('integer')
  number: number;

  /** Its newest edition. */
  @Index('revision_edition')
  @Column('varchar', { length: 64 })
  editionHash: string;

  @ManyToOne(() => EditionRow, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'edition_hash', foreignKeyConstraintName: 'revision_edition_fk' })
  edition: Relation<EditionRow>;

  @Instant()
  createdAt: Date;
}
