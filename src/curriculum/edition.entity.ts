import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { Instant } from '../database/columns.js';

/** The immutable content of one track, named by its hash. A row is never changed and never deleted. */
@Entity('edition')
export class EditionRow {
  @PrimaryColumn('varchar', { length: 64 })
  hash: string;

  @Index('edition_track')
  @Column('varchar', { length: 60 })
  trackId: string;

  /** The `Edition`, as JSON. */
  @Column('text')
  content: string;

  /** The author's own name for it. */
  @Column('varchar', { length: 200 })
  label: string;

  @Instant()
  createdAt: Date;
}
