import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const person = (table: string, by: string) => ({
  name: `${table}_${by}_fk`,
  columnNames: [`${by}_id`],
  referencedTableName: 'person',
  referencedColumnNames: ['id'],
  onDelete: 'RESTRICT',
});
const edition = (table: string, name: string, column: string) => ({
  name: `${table}_${name}_fk`,
  columnNames: [column],
  referencedTableName: 'edition',
  referencedColumnNames: ['hash'],
  onDelete: 'RESTRICT',
});
const id = { name: 'id', type: 'varchar', length: '36', isPrimary: true };
const track = { name: 'track_id', type: 'varchar', length: '60' };
const hash = { type: 'varchar', length: '64' };
const reference = { type: 'varchar', length: '36' };
const note = { name: 'note', type: 'varchar', length: '1000' };

const PUBLICATION = new Table({
  name: 'publication',
  columns: [
    id,
    track,
    { name: 'edition_hash', ...hash },
    { name: 'previous_hash', ...hash, isNullable: true },
    { name: 'class', type: 'varchar', length: '15', isNullable: true },
    { name: 'source', type: 'varchar', length: '10' },
    { ...note, isNullable: true },
    { name: 'by_id', ...reference, isNullable: true },
    { name: 'confirmed_by_id', ...reference, isNullable: true },
    { name: 'restored', type: 'boolean' },
    { name: 'at', type: 'bigint' },
  ],
  foreignKeys: [
    edition('publication', 'edition', 'edition_hash'),
    person('publication', 'by'),
    person('publication', 'confirmed_by'),
  ],
  indices: [
    { name: 'publication_track', columnNames: ['track_id', 'at'] },
    { name: 'publication_edition', columnNames: ['edition_hash'] },
    { name: 'publication_by', columnNames: ['by_id'] },
    { name: 'publication_confirmed_by', columnNames: ['confirmed_by_id'] },
  ],
});

const PROPOSAL = new Table({
  name: 'publication_proposal',
  columns: [
    id,
    track,
    { name: 'draft_id', ...reference, isNullable: true },
    { name: 'draft_version', type: 'integer', isNullable: true },
    { name: 'edition_hash', ...hash },
    { name: 'base_hash', ...hash, isNullable: true },
    note,
    { name: 'detaches', type: 'boolean' },
    { name: 'proposed_by_id', ...reference },
    { name: 'proposed_at', type: 'bigint' },
    { name: 'closed_by_id', ...reference, isNullable: true },
    { name: 'closed_at', type: 'bigint', isNullable: true },
    { name: 'outcome', type: 'varchar', length: '10', isNullable: true },
  ],
  foreignKeys: [
    {
      name: 'publication_proposal_draft_fk',
      columnNames: ['draft_id'],
      referencedTableName: 'studio_draft',
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
    person('publication_proposal', 'proposed_by'),
    person('publication_proposal', 'closed_by'),
  ],
  indices: [
    { name: 'publication_proposal_track', columnNames: ['track_id'] },
    { name: 'publication_proposal_draft', columnNames: ['draft_id'] },
    { name: 'publication_proposal_proposed_by', columnNames: ['proposed_by_id'] },
    { name: 'publication_proposal_closed_by', columnNames: ['closed_by_id'] },
  ],
});

/** Who published what, why, and who confirmed it. */
export class CreatePublication1760004200000 implements MigrationInterface {
  readonly name = 'CreatePublication1760004200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(PUBLICATION);
    await runner.createTable(PROPOSAL);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(PROPOSAL);
    await runner.dropTable(PUBLICATION);
  }
}
