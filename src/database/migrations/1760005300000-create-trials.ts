import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const id = { name: 'id', type: 'varchar', length: '36', isPrimary: true };
const text = (name: string, length: number, isNullable = false) => ({
  name,
  type: 'varchar',
  length: String(length),
  isNullable,
});
const words = (name: string) => ({ name, type: 'text' });
const instant = (name: string, isNullable = false) => ({ name, type: 'bigint', isNullable });
const whole = (name: string) => ({ name, type: 'integer' });
const yesNo = (name: string) => ({ name, type: 'boolean' });
const reference = (table: string, [name, to]: readonly [string, string], onDelete: string) => ({
  name: `${table}_${name}_fk`,
  columnNames: [`${name}_id`],
  referencedTableName: to,
  referencedColumnNames: ['id'],
  onDelete,
});

const SLOT = new Table({
  name: 'trial_slot',
  columns: [
    id,
    text('activity_id', 36),
    text('day', 10),
    whole('from_minute'),
    whole('to_minute'),
    whole('seats'),
    whole('ways'),
    text('meeting_point', 200),
    text('note', 500),
    whole('version'),
    instant('made_at'),
    instant('cancelled_at', true),
    text('cancelled_why', 300),
  ],
  foreignKeys: [reference('trial_slot', ['activity', 'activity'], 'RESTRICT')],
  indices: [
    { name: 'trial_slot_activity', columnNames: ['activity_id'] },
    { name: 'trial_slot_day', columnNames: ['day'] },
  ],
});

const REQUEST = new Table({
  name: 'trial_request',
  columns: [
    id,
    text('slot_id', 36),
    text('code_hash', 64),
    text('name', 40),
    text('way', 6),
    yesNo('leaves_early'),
    yesNo('brings'),
    words('needs'),
    text('email', 254, true),
    text('lang', 2),
    text('state', 9),
    instant('requested_at'),
    instant('state_at'),
    instant('reminded_at', true),
    instant('told_at', true),
    text('mail_id', 36, true),
    yesNo('has_answered'),
  ],
  foreignKeys: [reference('trial_request', ['slot', 'trial_slot'], 'RESTRICT')],
  indices: [
    { name: 'trial_request_code', columnNames: ['code_hash'], isUnique: true },
    { name: 'trial_request_slot', columnNames: ['slot_id'] },
  ],
});

const EVENT = new Table({
  name: 'trial_event',
  columns: [id, text('request_id', 36), text('state', 12), instant('at')],
  foreignKeys: [reference('trial_event', ['request', 'trial_request'], 'CASCADE')],
  indices: [{ name: 'trial_event_request', columnNames: ['request_id'] }],
});

const PAGE = new Table({
  name: 'trial_page',
  columns: [
    id,
    text('slot_id', 36, true),
    text('image', 7, true),
    text('feeling', 7, true),
    words('safe'),
    words('hard'),
    text('next', 8, true),
    words('to_host'),
    text('answered_on', 10),
  ],
  foreignKeys: [reference('trial_page', ['slot', 'trial_slot'], 'SET NULL')],
  indices: [{ name: 'trial_page_slot', columnNames: ['slot_id'] }],
});

const COUNT = new Table({
  name: 'trial_count',
  columns: [
    { ...text('activity_id', 36), isPrimary: true },
    { ...text('month', 7), isPrimary: true },
    { ...text('key', 20), isPrimary: true },
    whole('n'),
  ],
  foreignKeys: [reference('trial_count', ['activity', 'activity'], 'RESTRICT')],
});

const TABLES = [SLOT, REQUEST, EVENT, PAGE, COUNT];

/** Trial visits: when, who wants to come, what became of it, and the counts that stay. */
export class CreateTrials1760005300000 implements MigrationInterface {
  readonly name = 'CreateTrials1760005300000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.createTable(table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES.toReversed()) await runner.dropTable(table);
  }
}
