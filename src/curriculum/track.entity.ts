import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { Relation } from 'typeorm';
import { Instant } from '../database/columns.js';
import { EditionRow } from './edition.entity.js';

/** A track that was published at least once, and what it shows to people who are not enrolled in it. */
@Entity('track')
export class Track {
  /** As the author wrote it. */
  @PrimaryColumn('varchar', { length: 60 })
  id: string;

  @Column('varchar', { length: 3 })
  code: string;

  /** A track has one source: editing it in the studio detaches it from the files. */
  @Column('varchar', { length: 10 })
  source: 'files' | 'studio';

  /** The newest edition of the newest revision. */
  @Index('track_edition')
  @Column('varchar', { length: 64 })
  editionHash: string;

  @ManyToOne(() => EditionRow, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'edition_hash', foreignKeyConstraintName: 'track_edition_fk' })
  edition: Relation<EditionRow>;

  @Instant()
  publishedAt: Date;
}
