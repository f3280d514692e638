import { Column, Entity, Index, JoinColumn, ManyToOne } from 'typeorm';
import type { Relation } from 'typeorm';
import { IdColumn, Instant, RefColumn } from '../database/columns.js';
import { Revision } from '../curriculum/revision.entity.js';
import { Track } from '../curriculum/track.entity.js';

/** A group that takes a track together. The standing one is open at any time. */
@Entity('cohort')
@Index('cohort_standing', ['trackId'], { unique: true, where: "kind = 'standing'" })
export class Cohort {
  @IdColumn()
  id: string;

  @Index('cohort_track')
  @Column('varchar', { length: 60 })
  trackId: string;

  @ManyToOne(() => Track, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'track_id', foreignKeyConstraintName: 'cohort_track_fk' })
  track: Relation<Track>;

  @Column('varchar', { length: 10 })
  kind: 'standing' | 'dated';

  /** Null for the standing cohort: its name is a word of the page's language. */
  @Column('varchar', { length: 100, nullable: true })
  name: string | null;

  /** What new enrolments hold; null takes the newest. */
  @Index('cohort_revision')
  @RefColumn({ nullable: true })
  revisionId: string | null;

  @ManyToOne(() => Revision, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'revision_id', foreignKeyConstraintName: 'cohort_revision_fk' })
  revision: Relation<Revision> | null;

  @Instant()
  createdAt: Date;
}
