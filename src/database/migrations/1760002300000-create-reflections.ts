import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner, TableColumnOptions, TableForeignKeyOptions } from 'typeorm';

export class CreateReflections1760002300000 implements MigrationInterface {
  readonly name = 'CreateReflections1760002300000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of tables()) await runner.createTable(table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { name } of tables().reverse()) await runner.dropTable(name);
  }
}

const id = (name: string, more: Partial<TableColumnOptions> = {}): TableColumnOptions => ({
  name,
  type: 'varchar',
  length: '36',
  ...more,
});
const KEY = { isPrimary: true };
const instant = (name: string, isNullable = false): TableColumnOptions => ({
  name,
  type: 'bigint',
  isNullable,
});
const word = (name: string, length: string, more: Partial<TableColumnOptions> = {}): TableColumnOptions => ({
  ...id(name, more),
  length,
});
const words: TableColumnOptions = { name: 'text', type: 'text' };
const version = (more: Partial<TableColumnOptions> = {}): TableColumnOptions => ({
  name: 'version',
  type: 'integer',
  ...more,
});

const reference = (
  table: string,
  [column, to]: readonly [string, string],
  [key, onDelete]: readonly [string, string] = ['id', 'CASCADE'],
): TableForeignKeyOptions => ({
  name: `${table}_${column.replace(/_id$/, '')}_fk`,
  columnNames: [column],
  referencedTableName: to,
  referencedColumnNames: [key],
  onDelete,
});

function tables(): Table[] {
  return [texts(), sendings(), replies(), replyTexts(), drafts()];
}

function texts(): Table {
  return new Table({
    name: 'reflection_text',
    columns: [
      id('enrolment_id', KEY),
      word('module', '60', KEY),
      word('step', '60', KEY),
      version(KEY),
      words,
      instant('saved_at'),
    ],
    foreignKeys: [reference('reflection_text', ['enrolment_id', 'enrolment'])],
  });
}

function sendings(): Table {
  return new Table({
    name: 'reflection_sending',
    columns: [
      id('id', KEY),
      id('enrolment_id'),
      word('module', '60'),
      word('step', '60'),
      word('share', '10'),
      word('edition_hash', '64'),
      words,
      instant('sent_at'),
      instant('read_at', true),
      instant('taken_back_at', true),
      instant('closed_at', true),
    ],
    foreignKeys: [reference('reflection_sending', ['enrolment_id', 'enrolment'])],
    indices: [{ name: 'reflection_sending_place', columnNames: ['enrolment_id', 'module', 'step'] }],
  });
}

function replies(): Table {
  return new Table({
    name: 'reflection_reply',
    columns: [
      id('sending_id', KEY),
      id('author_id'),
      word('kind', '10'),
      version(),
      instant('answered_at'),
      instant('seen_at', true),
    ],
    foreignKeys: [
      reference('reflection_reply', ['sending_id', 'reflection_sending']),
      reference('reflection_reply', ['author_id', 'person'], ['id', 'RESTRICT']),
    ],
    indices: [{ name: 'reflection_reply_author', columnNames: ['author_id'] }],
  });
}

function replyTexts(): Table {
  return new Table({
    name: 'reflection_reply_text',
    columns: [id('sending_id', KEY), version(KEY), words, instant('saved_at')],
    foreignKeys: [
      {
        ...reference('reflection_reply_text', ['sending_id', 'reflection_reply'], ['sending_id', 'CASCADE']),
        name: 'reflection_reply_text_reply_fk',
      },
    ],
  });
}

function drafts(): Table {
  return new Table({
    name: 'reflection_draft',
    columns: [id('sending_id', KEY), id('author_id', KEY), words, version(), instant('saved_at')],
    foreignKeys: [
      reference('reflection_draft', ['sending_id', 'reflection_sending']),
      reference('reflection_draft', ['author_id', 'person']),
    ],
    indices: [{ name: 'reflection_draft_author', columnNames: ['author_id'] }],
  });
}
