import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateCurriculum1760000400000 implements MigrationInterface {
  readonly name = 'CreateCurriculum1760000400000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of [edition(), track(), revision(), publishedId(), file()])
      await runner.createTable(table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ['file', 'published_id', 'revision', 'track', 'edition']) await runner.dropTable(name);
  }
}

const edition = () =>
  new Table({
    name: 'edition',
    columns: [
      { name: 'hash', type: 'varchar', length: '64', isPrimary: true },
      { name: 'track_id', type: 'varchar', length: '60' },
      { name: 'content', type: 'text' },
      { name: 'label', type: 'varchar', length: '200' },
      { name: 'created_at', type: 'bigint' },
    ],
    indices: [{ name: 'edition_track', columnNames: ['track_id'] }],
  });

const track = () =>
  new Table({
    name: 'track',
    columns: [
      { name: 'id', type: 'varchar', length: '60', isPrimary: true },
      { name: 'code', type: 'varchar', length: '3' },
      { name: 'source', type: 'varchar', length: '10' },
      { name: 'edition_hash', type: 'varchar', length: '64' },
      { name: 'published_at', type: 'bigint' },
    ],
    foreignKeys: [toEdition('track_edition_fk')],
    indices: [{ name: 'track_edition', columnNames: ['edition_hash'] }],
  });

const revision = () =>
  new Table({
    name: 'revision',
    columns: [
      { name: 'id', type: 'varchar', length: '36', isPrimary: true },
      { name: 'track_id', type: 'varchar', length: '60' },
      { name: 'number', type: 'integer' },
      { name: 'edition_hash', type: 'varchar', length: '64' },
      { name: 'created_at', type: 'bigint' },
    ],
    foreignKeys: [
      {
        name: 'revision_track_fk',
        columnNames: ['track_id'],
        referencedTableName: 'track',
        referencedColumnNames: ['id'],
        onDelete: 'RESTRICT',
      },
      toEdition('revision_edition_fk'),
    ],
    indices: [
      { name: 'revision_track_number', columnNames: ['track_id', 'number'], isUnique: true },
      { name: 'revision_edition', columnNames: ['edition_hash'] },
    ],
  });

const publishedId = () =>
  new Table({
    name: 'published_id',
    columns: [
      { name: 'track_id', type: 'varchar', length: '60', isPrimary: true },
      { name: 'place', type: 'varchar', length: '200', isPrimary: true },
      { name: 'kind', type: 'varchar', length: '20' },
    ],
  });

const file = () =>
  new Table({
    name: 'file',
    columns: [
      { name: 'hash', type: 'varchar', length: '64', isPrimary: true },
      { name: 'media_type', type: 'varchar', length: '40' },
      { name: 'content', type: 'text' },
      { name: 'created_at', type: 'bigint' },
    ],
  });

const toEdition = (name: string) => ({
  name,
  columnNames: ['edition_hash'],
  referencedTableName: 'edition',
  referencedColumnNames: ['hash'],
  onDelete: 'RESTRICT',
});
