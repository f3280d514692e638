import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { Relation } from 'typeorm';
import { EditionRow } from './edition.entity.js';
import { SourceContent } from './source-content.entity.js';

/** One of the files that an edition was made of: of its track's folder, or shared. Never changed, like the edition. */
@Entity('edition_source')
export class EditionSourceRow {
  @PrimaryColumn('varchar', { length: 64 })
  editionHash: string;

  @ManyToOne(() => EditionRow, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'edition_hash', foreignKeyConstraintName: 'edition_source_edition_fk' })
  edition: Relation<EditionRow>;

  /** As in the folder of curricula: introductory/01-x.yaml, introductory/img/a.png, shared/facts.yaml. */
  @PrimaryColumn('varchar', { length: 200 })
  path: string;

  @Index('edition_source_content')
  @Column('varchar', { length: 64 })
  contentHash: string;

  @ManyToOne(() => SourceContent, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'content_hash', foreignKeyConstraintName: 'edition_source_content_fk' })
  content: Relation<SourceContent>;
}
