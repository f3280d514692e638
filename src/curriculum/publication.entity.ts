import { Column, Entity, Index, JoinColumn, ManyToOne } from 'typeorm';
import type { Relation } from 'typeorm';
import { Person } from '../accounts/person.entity.js';
import { IdColumn, Instant, RefColumn } from '../database/columns.js';
import type { ChangeClass } from './change.js';
import { EditionRow } from './edition.entity.js';

/** That an edition became what a track shows: once for each time. A row is never changed. */
@Entity('publication')
@Index('publication_track', ['trackId', 'at'])
export class PublicationRow {
  @IdColumn()
  id: string;

  @Column('varchar', { length: 60 })
  trackId: string;

  @Index('publication_edition')
  @Column('varchar', { length: 64 })
  editionHash: string;

  @ManyToOne(() => EditionRow, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'edition_hash', foreignKeyConstraintName: 'publication_edition_fk' })
  edition: Relation<EditionRow>;

  /** What the track showed until then; null for its first. */
  @Column('varchar', { length: 64, nullable: true })
  previousHash: string | null;

  /** Null for the first. */
  @Column('varchar', { length: 15, nullable: true })
  class: ChangeClass | null;

  @Column('varchar', { length: 10 })
  source: 'files' | 'studio';

  /** In the author's words, for who looks after the track; null where the files were published. */
  @Column('varchar', { length: 1000, nullable: true })
  note: string | null;

  /** Null where the program published the files. */
  @Index('publication_by')
  @RefColumn({ nullable: true })
  byId: string | null;

  @ManyToOne(() => Person, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'by_id', foreignKeyConstraintName: 'publication_by_fk' })
  by: Relation<Person> | null;

  /** The second person, where the council wants one. */
  @Index('publication_confirmed_by')
  @RefColumn({ nullable: true })
  confirmedById: string | null;

  @ManyToOne(() => Person, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'confirmed_by_id', foreignKeyConstraintName: 'publication_confirmed_by_fk' })
  confirmedBy: Relation<Person> | null;

  /** The edition had been shown before, and is shown again. */
  @Column('boolean')
  restored: boolean;

  @Instant()
  at: Date;
}
