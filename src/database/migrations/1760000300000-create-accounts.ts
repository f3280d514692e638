import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner, TableColumnOptions, TableForeignKeyOptions } from 'typeorm';

const TABLES = [
  'registration',
  'recovery_code',
  'totp',
  'sign_in_throttle',
  'one_time_token',
  'consent',
  'session',
  'role_grant',
  'person',
];

export class CreateAccounts1760000300000 implements MigrationInterface {
  readonly name = 'CreateAccounts1760000300000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of [...people(), ...credentials(), ...beforeSignIn()]) await runner.createTable(table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.dropTable(table);
  }
}

const text = (name: string, length: number): TableColumnOptions => ({
  name,
  type: 'varchar',
  length: String(length),
});
const ref = (name: string) => text(name, 36);
const instant = (name: string): TableColumnOptions => ({ name, type: 'bigint' });
const number = (name: string): TableColumnOptions => ({ name, type: 'integer' });
const optional = (column: TableColumnOptions): TableColumnOptions => ({ ...column, isNullable: true });
const key = (column: TableColumnOptions): TableColumnOptions => ({ ...column, isPrimary: true });
const index = (table: string, column: string, isUnique = false) => ({
  name: `${table}_${column}`,
  columnNames: [column],
  isUnique,
});
const toPerson = (table: string, onDelete = 'CASCADE'): TableForeignKeyOptions => ({
  name: `${table}_person`,
  columnNames: ['person_id'],
  referencedTableName: 'person',
  referencedColumnNames: ['id'],
  onDelete,
});

function people(): Table[] {
  return [
    new Table({
      name: 'person',
      columns: [
        key(ref('id')),
        optional(text('learner_number', 9)),
        optional(text('email', 254)),
        text('display_name', 40),
        optional(text('password_hash', 200)),
        optional(instant('password_changed_at')),
        text('ui', 200),
        instant('created_at'),
        optional(instant('disabled_at')),
        optional(instant('erased_at')),
      ],
      indices: [index('person', 'learner_number', true), index('person', 'email', true)],
    }),
    new Table({
      name: 'role_grant',
      columns: [
        key(ref('person_id')),
        key(text('role', 16)),
        instant('granted_at'),
        optional(ref('granted_by_id')),
      ],
      foreignKeys: [toPerson('role_grant')],
    }),
    new Table({
      name: 'consent',
      columns: [
        key(ref('id')),
        ref('person_id'),
        text('subject', 40),
        text('version', 20),
        text('text_hash', 64),
        instant('given_at'),
        optional(instant('withdrawn_at')),
      ],
      indices: [index('consent', 'person_id')],
      foreignKeys: [toPerson('consent', 'RESTRICT')],
    }),
  ];
}

function credentials(): Table[] {
  return [
    new Table({
      name: 'session',
      columns: [
        key(text('id', 64)),
        ref('person_id'),
        text('role', 16),
        instant('created_at'),
        instant('last_seen_at'),
        number('idle_minutes'),
        instant('expires_at'),
        optional(instant('absolute_expires_at')),
        { name: 'own_device', type: 'boolean' },
        optional(instant('second_factor_at')),
        optional(instant('reauthenticated_at')),
        text('device', 60),
        optional(instant('ended_at')),
      ],
      indices: [index('session', 'person_id'), index('session', 'expires_at')],
      foreignKeys: [toPerson('session')],
    }),
    new Table({
      name: 'totp',
      columns: [
        key(ref('person_id')),
        text('secret', 200),
        instant('created_at'),
        optional(instant('confirmed_at')),
        optional(number('last_step')),
      ],
      foreignKeys: [toPerson('totp')],
    }),
    new Table({
      name: 'recovery_code',
      columns: [
        key(ref('id')),
        ref('person_id'),
        text('code_hash', 64),
        instant('created_at'),
        optional(instant('used_at')),
      ],
      indices: [index('recovery_code', 'person_id')],
      uniques: [{ name: 'recovery_code_once', columnNames: ['person_id', 'code_hash'] }],
      foreignKeys: [toPerson('recovery_code')],
    }),
  ];
}

function beforeSignIn(): Table[] {
  return [
    new Table({
      name: 'one_time_token',
      columns: [
        key(text('hash', 64)),
        text('purpose', 10),
        optional(ref('person_id')),
        optional(text('email', 254)),
        optional(text('role', 16)),
        instant('created_at'),
        optional(ref('created_by_id')),
        instant('expires_at'),
        optional(instant('used_at')),
      ],
      indices: [index('one_time_token', 'person_id'), index('one_time_token', 'expires_at')],
      foreignKeys: [toPerson('one_time_token')],
    }),
    new Table({
      name: 'sign_in_throttle',
      columns: [
        key(text('id', 64)),
        number('failures'),
        instant('last_failure_at'),
        optional(instant('blocked_until')),
      ],
      indices: [index('sign_in_throttle', 'last_failure_at')],
    }),
    new Table({
      name: 'registration',
      columns: [
        key(text('id', 64)),
        optional(text('email', 254)),
        optional(text('display_name', 40)),
        optional(text('password_hash', 200)),
        optional(text('consent_version', 20)),
        optional(text('consent_text_hash', 64)),
        optional(instant('consented_at')),
        instant('expires_at'),
        optional(ref('person_id')),
      ],
      indices: [index('registration', 'expires_at'), index('registration', 'person_id')],
      foreignKeys: [toPerson('registration')],
    }),
  ];
}
