import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const id = { name: 'id', type: 'varchar', length: '36', isPrimary: true };
const hash = { name: 'hash', type: 'varchar', length: '64', isPrimary: true };
const email = { name: 'email', type: 'varchar', length: '254' };

const ref = (name: string, isNullable = false) => ({ name, type: 'varchar', length: '36', isNullable });
const instant = (name: string, isNullable = false) => ({ name, type: 'bigint', isNullable });
const foreign = (table: string, [column, to, onDelete]: [string, string, string]) => ({
  name: `${table}_${column}_fk`,
  columnNames: [`${column}_id`],
  referencedTableName: to,
  referencedColumnNames: ['id'],
  onDelete,
});

const LINK = new Table({
  name: 'organiser_link',
  columns: [
    hash,
    ref('organiser_id', true),
    email,
    ref('activity_id', true),
    { name: 'purpose', type: 'varchar', length: '7' },
    instant('made_at'),
    instant('expires_at'),
    instant('used_at', true),
  ],
  foreignKeys: [
    foreign('organiser_link', ['organiser', 'organiser', 'CASCADE']),
    foreign('organiser_link', ['activity', 'activity', 'CASCADE']),
  ],
  indices: [
    { name: 'organiser_link_organiser', columnNames: ['organiser_id'] },
    { name: 'organiser_link_activity', columnNames: ['activity_id'] },
    { name: 'organiser_link_expires_at', columnNames: ['expires_at'] },
  ],
});

const SESSION = new Table({
  name: 'organiser_session',
  columns: [hash, ref('organiser_id', true), email, instant('expires_at')],
  foreignKeys: [foreign('organiser_session', ['organiser', 'organiser', 'CASCADE'])],
  indices: [
    { name: 'organiser_session_organiser', columnNames: ['organiser_id'] },
    { name: 'organiser_session_expires_at', columnNames: ['expires_at'] },
  ],
});

const PERSON = new Table({
  name: 'organiser_person',
  columns: [
    { ...ref('organiser_id'), isPrimary: true },
    { ...ref('person_id'), isPrimary: true },
    instant('made_at'),
  ],
  foreignKeys: [
    foreign('organiser_person', ['organiser', 'organiser', 'CASCADE']),
    foreign('organiser_person', ['person', 'person', 'CASCADE']),
  ],
  indices: [{ name: 'organiser_person_person', columnNames: ['person_id'] }],
});

const CHANGE = new Table({
  name: 'activity_change',
  columns: [
    id,
    ref('activity_id', true),
    ref('organiser_id'),
    { name: 'base_version', type: 'integer' },
    { name: 'before', type: 'text', isNullable: true },
    { name: 'content', type: 'text' },
    { name: 'state', type: 'varchar', length: '9' },
    instant('sent_at'),
    { name: 'sent_by', type: 'varchar', length: '7' },
    ref('sent_by_id', true),
    instant('decided_at', true),
    ref('decided_by_id', true),
    { name: 'reason', type: 'text' },
  ],
  foreignKeys: [
    foreign('activity_change', ['activity', 'activity', 'RESTRICT']),
    foreign('activity_change', ['organiser', 'organiser', 'RESTRICT']),
    foreign('activity_change', ['sent_by', 'person', 'RESTRICT']),
    foreign('activity_change', ['decided_by', 'person', 'RESTRICT']),
  ],
  indices: [
    { name: 'activity_change_activity', columnNames: ['activity_id'] },
    { name: 'activity_change_organiser', columnNames: ['organiser_id'] },
    { name: 'activity_change_sent_at', columnNames: ['sent_at'] },
    { name: 'activity_change_sent_by', columnNames: ['sent_by_id'] },
    { name: 'activity_change_decided_by', columnNames: ['decided_by_id'] },
    {
      name: 'activity_change_waiting',
      columnNames: ['activity_id'],
      isUnique: true,
      where: `state = 'waiting'`,
    },
  ],
});

/** How groups reach their entries, and what they want them to say. */
export class CreateOrganisers1760005100000 implements MigrationInterface {
  readonly name = 'CreateOrganisers1760005100000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of [LINK, SESSION, PERSON, CHANGE]) await runner.createTable(table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [CHANGE, PERSON, SESSION, LINK]) await runner.dropTable(table);
  }
}
