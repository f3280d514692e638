import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateDialogues1760002100000 implements MigrationInterface {
  readonly name = 'CreateDialogues1760002100000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of [walks(), turns(), counts()]) await runner.createTable(table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ['dialogue_choice_count', 'dialogue_turn', 'dialogue_walk'])
      await runner.dropTable(name);
  }
}

function walks(): Table {
  return new Table({
    name: 'dialogue_walk',
    columns: [
      { name: 'id', type: 'varchar', length: '36', isPrimary: true },
      { name: 'enrolment_id', type: 'varchar', length: '36' },
      { name: 'module', type: 'varchar', length: '64' },
      { name: 'step', type: 'varchar', length: '64' },
      { name: 'number', type: 'integer' },
      { name: 'edition_hash', type: 'varchar', length: '64' },
      { name: 'orders', type: 'text' },
      { name: 'started_at', type: 'bigint' },
      { name: 'finished_at', type: 'bigint', isNullable: true },
      { name: 'ending', type: 'varchar', length: '64', isNullable: true },
      { name: 'detached_at', type: 'bigint', isNullable: true },
    ],
    uniques: [{ name: 'dialogue_walk_number', columnNames: ['enrolment_id', 'module', 'step', 'number'] }],
    indices: [{ name: 'dialogue_walk_enrolment', columnNames: ['enrolment_id'] }],
    foreignKeys: [
      {
        name: 'dialogue_walk_enrolment_fk',
        columnNames: ['enrolment_id'],
        referencedTableName: 'enrolment',
        referencedColumnNames: ['id'],
        onDelete: 'CASCADE',
      },
    ],
  });
}

function turns(): Table {
  return new Table({
    name: 'dialogue_turn',
    columns: [
      { name: 'id', type: 'varchar', length: '36', isPrimary: true },
      { name: 'walk_id', type: 'varchar', length: '36' },
      { name: 'number', type: 'integer' },
      { name: 'scene', type: 'varchar', length: '64' },
      { name: 'revision', type: 'varchar', length: '64' },
      { name: 'reply', type: 'integer', isNullable: true },
      { name: 'answered_at', type: 'bigint' },
    ],
    uniques: [{ name: 'dialogue_turn_number', columnNames: ['walk_id', 'number'] }],
    indices: [{ name: 'dialogue_turn_walk', columnNames: ['walk_id'] }],
    foreignKeys: [
      {
        name: 'dialogue_turn_walk_fk',
        columnNames: ['walk_id'],
        referencedTableName: 'dialogue_walk',
        referencedColumnNames: ['id'],
        onDelete: 'CASCADE',
      },
    ],
  });
}

function counts(): Table {
  return new Table({
    name: 'dialogue_choice_count',
    columns: [
      { name: 'cohort_id', type: 'varchar', length: '36', isPrimary: true },
      { name: 'module', type: 'varchar', length: '64', isPrimary: true },
      { name: 'step', type: 'varchar', length: '64', isPrimary: true },
      { name: 'scene', type: 'varchar', length: '64', isPrimary: true },
      { name: 'revision', type: 'varchar', length: '64', isPrimary: true },
      { name: 'reply', type: 'integer', isPrimary: true },
      { name: 'count', type: 'integer' },
    ],
  });
}
