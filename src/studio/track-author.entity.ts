import { Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { Relation } from 'typeorm';
import { Person } from '../accounts/person.entity.js';
import { Track } from '../curriculum/track.entity.js';
import { Instant } from '../database/columns.js';

/** Who published a new track in the studio, and goes on writing it. */
@Entity('track_author')
export class TrackAuthor {
  @PrimaryColumn('varchar', { length: 60 })
  trackId: string;

  @ManyToOne(() => Track, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'track_id', foreignKeyConstraintName: 'track_author_track_fk' })
  track: Relation<Track>;

  @Index('track_author_person')
  @PrimaryColumn('varchar', { length: 36 })
  personId: string;

  @ManyToOne(() => Person, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'track_author_person_fk' })
  person: Relation<Person>;

  @Instant()
  createdAt: Date;
}
