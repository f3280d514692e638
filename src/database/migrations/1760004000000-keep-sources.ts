import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const reference = (name: string, column: string, of: { table: string; id: string; onDelete: string }) => ({
  name,
  columnNames: [column],
  referencedTableName: of.table,
  referencedColumnNames: [of.id],
  onDelete: of.onDelete,
});
const hash = { type: 'varchar', length: '64' };
const path = { name: 'path', type: 'varchar', length: '200', isPrimary: true };

const CONTENT = new Table({
  name: 'source_content',
  columns: [
    { name: 'hash', ...hash, isPrimary: true },
    { name: 'content', type: 'text' },
    { name: 'bytes', type: 'integer' },
    { name: 'lines', type: 'integer' },
    { name: 'created_at', type: 'bigint' },
  ],
});

const EDITION_SOURCE = new Table({
  name: 'edition_source',
  columns: [{ name: 'edition_hash', ...hash, isPrimary: true }, path, { name: 'content_hash', ...hash }],
  foreignKeys: [
    reference('edition_source_edition_fk', 'edition_hash', {
      table: 'edition',
      id: 'hash',
      onDelete: 'RESTRICT',
    }),
    reference('edition_source_content_fk', 'content_hash', {
      table: 'source_content',
      id: 'hash',
      onDelete: 'RESTRICT',
    }),
  ],
  indices: [{ name: 'edition_source_content', columnNames: ['content_hash'] }],
});

const DRAFT = new Table({
  name: 'studio_draft',
  columns: [
    { name: 'id', type: 'varchar', length: '36', isPrimary: true },
    { name: 'track_id', type: 'varchar', length: '60' },
    { name: 'title', type: 'varchar', length: '200' },
    { name: 'owner_id', type: 'varchar', length: '36' },
    { name: 'based_on', ...hash, isNullable: true },
    { name: 'version', type: 'integer' },
    { name: 'created_at', type: 'bigint' },
    { name: 'updated_at', type: 'bigint' },
  ],
  foreignKeys: [
    reference('studio_draft_owner_fk', 'owner_id', { table: 'person', id: 'id', onDelete: 'RESTRICT' }),
    reference('studio_draft_edition_fk', 'based_on', { table: 'edition', id: 'hash', onDelete: 'RESTRICT' }),
  ],
  indices: [
    { name: 'studio_draft_track', columnNames: ['track_id'] },
    { name: 'studio_draft_owner', columnNames: ['owner_id'] },
    { name: 'studio_draft_based_on', columnNames: ['based_on'] },
  ],
});

const DRAFT_FILE = new Table({
  name: 'studio_draft_file',
  columns: [
    { name: 'draft_id', type: 'varchar', length: '36', isPrimary: true },
    path,
    { name: 'content_hash', ...hash },
    { name: 'updated_at', type: 'bigint' },
  ],
  foreignKeys: [
    reference('studio_draft_file_draft_fk', 'draft_id', {
      table: 'studio_draft',
      id: 'id',
      onDelete: 'CASCADE',
    }),
    reference('studio_draft_file_content_fk', 'content_hash', {
      table: 'source_content',
      id: 'hash',
      onDelete: 'RESTRICT',
    }),
  ],
  indices: [{ name: 'studio_draft_file_content', columnNames: ['content_hash'] }],
});

const AUTHOR = new Table({
  name: 'track_author',
  columns: [
    { name: 'track_id', type: 'varchar', length: '60', isPrimary: true },
    { name: 'person_id', type: 'varchar', length: '36', isPrimary: true },
    { name: 'created_at', type: 'bigint' },
  ],
  foreignKeys: [
    reference('track_author_track_fk', 'track_id', { table: 'track', id: 'id', onDelete: 'RESTRICT' }),
    reference('track_author_person_fk', 'person_id', { table: 'person', id: 'id', onDelete: 'RESTRICT' }),
  ],
  indices: [{ name: 'track_author_person', columnNames: ['person_id'] }],
});

const TABLES = [CONTENT, EDITION_SOURCE, DRAFT, DRAFT_FILE, AUTHOR];

/** The files that editions were made of, and working copies of them: curricula are written in the house. */
export class KeepSources1760004000000 implements MigrationInterface {
  readonly name = 'KeepSources1760004000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.createTable(table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [...TABLES].reverse()) await runner.dropTable(table);
  }
}
