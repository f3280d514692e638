import { Column, Entity, Index, JoinColumn, ManyToOne } from 'typeorm';
import type { Relation } from 'typeorm';
import type { CalendarDay } from '../shared/calendar-day.js';
import { Day, IdColumn, Instant, RefColumn } from '../database/columns.js';
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

  /** The newest revision when it was decided that the cohort stays with an older one; null where nobody decided so. */
  @RefColumn({ nullable: true })
  staysBefore: string | null;

  /** A dated cohort's first and last day; null for the standing one. */
  @Day({ nullable: true })
  startsOn: CalendarDay | null;

  @Day({ nullable: true })
  endsOn: CalendarDay | null;

  /** How many may take part; null: no limit. */
  @Column('integer', { nullable: true })
  seats: number | null;

  /** `open`: whoever the track admits; `invitation`: whom the office enrols; `application`: who was accepted. */
  @Column('varchar', { length: 12, default: 'open' })
  admission: 'open' | 'invitation' | 'application';

  /** Whether one applies together: a person with lived experience and the supporter who works with them. */
  @Column('boolean', { default: false })
  pairs: boolean;

  /** Last day on which one may enrol or apply, in Japan; null: until it ends. */
  @Day({ nullable: true })
  closesOn: CalendarDay | null;

  /** Counts the changes of what stands above: a form that was read before one of them is stale. */
  @Column('integer', { default: 1 })
  version: number;

  @Instant()
  createdAt: Date;
}
