import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Instant } from '../database/columns.js';

/**
 * A file that authors wrote, named by what it holds. It may hold the keys of questions: it is shown to authors only and
 * never under /files. Kept while an edition was made of it or a draft holds it.
 */
@Entity('source_content')
export class SourceContent {
  /** sha256 of the bytes, hex. */
  @PrimaryColumn('varchar', { length: 64 })
  hash: string;

  /** Base64, as it was written: a file of an author need not be text. */
  @Column('text')
  content: string;

  @Column('integer')
  bytes: number;

  /** Lines as an editor counts them; 0 for what is no text. */
  @Column('integer')
  lines: number;

  @Instant()
  createdAt: Date;
}
