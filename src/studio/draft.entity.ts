import { Column, Entity, Index, JoinColumn, ManyToOne } from 'typeorm';
import type { Relation } from 'typeorm';
import { Person } from '../accounts/person.entity.js';
import { EditionRow } from '../curriculum/edition.entity.js';
import { IdColumn, Instant, RefColumn } from '../database/columns.js';

/** A working copy of one track's files. It belongs to who began it; who looks after the track sees it, too. */
@Entity('studio_draft')
export class Draft {
  @IdColumn()
  id: string;

  /** The name of its folder, which is the id that track.yaml has to say. */
  @Index('studio_draft_track')
  @Column('varchar', { length: 60 })
  trackId: string;

  /** As track.yaml says, as far as it can be read without being sound; empty where it cannot. */
  @Column('varchar', { length: 200 })
  title: string;

  /** Stays when its person is erased: what was written belongs to the training. */
  @Index('studio_draft_owner')
  @RefColumn()
  ownerId: string;

  @ManyToOne(() => Person, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'owner_id', foreignKeyConstraintName: 'studio_draft_owner_fk' })
  owner: Relation<Person>;

  /** The edition it was begun with; null where its track was not published then. */
  @Index('studio_draft_based_on')
  @Column('varchar', { length: 64, nullable: true })
  basedOn: string | null;

  @ManyToOne(() => EditionRow, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'based_on', foreignKeyConstraintName: 'studio_draft_edition_fk' })
  edition: Relation<EditionRow> | null;

  /** Counts every change of its files, from 1. */
  @Column('integer')
  version: number;

  @Instant()
  createdAt: Date;

  @Instant()
  updatedAt: Date;
}
