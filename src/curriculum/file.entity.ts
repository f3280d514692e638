import { Column, Entity, PrimaryColumn } from 'typeorm';
import { Instant } from '../database/columns.js';

/** An image, named by what it holds: nothing is written beside the database. */
@Entity('file')
export class StoredFile {
  /** sha256 of the bytes, hex. */
  @PrimaryColumn('varchar', { length: 64 })
  hash: string;

  @Column('varchar', { length: 40 })
  mediaType: string;

  /** Base64: no column type for bytes has the same name on both engines. */
  @Column('text')
  content: string;

  @Instant()
  createdAt: Date;
}
