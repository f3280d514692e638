import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const id = { name: 'id', type: 'varchar', length: '36', isPrimary: true };
const enrolment = { name: 'enrolment_id', type: 'varchar', length: '36' };
const way = { name: 'way', type: 'varchar', length: '10' };

const instant = (name: string, isNullable = false) => ({ name, type: 'bigint', isNullable });
const ofEnrolment = (table: string) => ({
  name: `${table}_enrolment_fk`,
  columnNames: ['enrolment_id'],
  referencedTableName: 'enrolment',
  referencedColumnNames: ['id'],
  onDelete: 'CASCADE',
});

const CHECK_IN = new Table({
  name: 'check_in',
  columns: [
    id,
    enrolment,
    { name: 'module', type: 'varchar', length: '60' },
    { name: 'mood', type: 'varchar', length: '10' },
    instant('made_at'),
  ],
  foreignKeys: [ofEnrolment('check_in')],
  indices: [
    { name: 'check_in_enrolment', columnNames: ['enrolment_id'] },
    { name: 'check_in_made_at', columnNames: ['made_at'] },
  ],
});

const REQUEST = new Table({
  name: 'contact_request',
  columns: [
    id,
    enrolment,
    way,
    { name: 'line', type: 'varchar', length: '200' },
    instant('asked_at'),
    instant('closed_at', true),
  ],
  foreignKeys: [ofEnrolment('contact_request')],
  indices: [
    {
      name: 'contact_request_open',
      columnNames: ['enrolment_id'],
      isUnique: true,
      where: 'closed_at is null',
    },
    { name: 'contact_request_enrolment', columnNames: ['enrolment_id'] },
    { name: 'contact_request_closed_at', columnNames: ['closed_at'] },
  ],
});

const WISH = new Table({
  name: 'contact_wish',
  columns: [
    { ...enrolment, isPrimary: true },
    { name: 'is_wanted', type: 'boolean' },
    way,
    instant('decided_at'),
    instant('reached_at', true),
  ],
  foreignKeys: [ofEnrolment('contact_wish')],
});

const MESSAGE = new Table({
  name: 'contact_message',
  columns: [
    id,
    enrolment,
    { name: 'author_id', type: 'varchar', length: '36' },
    { name: 'text', type: 'text' },
    instant('sent_at'),
    instant('read_at', true),
    { name: 'mail_id', type: 'varchar', length: '36', isNullable: true },
  ],
  foreignKeys: [
    ofEnrolment('contact_message'),
    {
      name: 'contact_message_author_fk',
      columnNames: ['author_id'],
      referencedTableName: 'person',
      referencedColumnNames: ['id'],
      onDelete: 'RESTRICT',
    },
  ],
  indices: [
    { name: 'contact_message_enrolment', columnNames: ['enrolment_id'] },
    { name: 'contact_message_author', columnNames: ['author_id'] },
    { name: 'contact_message_sent_at', columnNames: ['sent_at'] },
  ],
});

export class CreateContact1760002500000 implements MigrationInterface {
  readonly name = 'CreateContact1760002500000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of [CHECK_IN, REQUEST, WISH, MESSAGE]) await runner.createTable(table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [MESSAGE, WISH, REQUEST, CHECK_IN]) await runner.dropTable(table);
  }
}
