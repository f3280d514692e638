import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { Relation } from 'typeorm';
import { SourceContent } from '../curriculum/source-content.entity.js';
import { Instant } from '../database/columns.js';
import { Draft } from './draft.entity.js';

/** One file of a draft, as it is now. */
@Entity('studio_draft_file')
export class DraftFile {
  @PrimaryColumn('varchar', { length: 36 })
  draftId: string;

  @ManyToOne(() => Draft, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'draft_id', foreignKeyConstraintName: 'studio_draft_file_draft_fk' })
  draft: Relation<Draft>;

  /** introductory/01-x.yaml, introductory/img/a.png, shared/facts.yaml */
  @PrimaryColumn('varchar', { length: 200 })
  path: string;

  @Index('studio_draft_file_content')
  @Column('varchar', { length: 64 })
  contentHash: string;

  @ManyToOne(() => SourceContent, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'content_hash', foreignKeyConstraintName: 'studio_draft_file_content_fk' })
  content: Relation<SourceContent>;

  @Instant()
  updatedAt: Date;
}
