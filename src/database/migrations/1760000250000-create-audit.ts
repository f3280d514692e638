import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateAudit1760000250000 implements MigrationInterface {
  readonly name = 'CreateAudit1760000250000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'audit_event',
        columns: [
          { name: 'seq', type: 'integer', isPrimary: true },
          { name: 'at', type: 'bigint' },
          { name: 'actor_id', type: 'varchar', length: '36', isNullable: true },
          { name: 'role', type: 'varchar', length: '16', isNullable: true },
          { name: 'act', type: 'varchar', length: '60' },
          { name: 'object', type: 'varchar', length: '120' },
          { name: 'detail', type: 'text' },
          { name: 'previous_hash', type: 'varchar', length: '64' },
          { name: 'hash', type: 'varchar', length: '64' },
        ],
        indices: [{ name: 'audit_event_object', columnNames: ['object'] }],
      }),
    );
    for (const statement of refusals(runner)) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('audit_event');
    if (runner.connection.options.type === 'postgres')
      await runner.query('drop function refuse_audit_change');
  }
}

/** Whoever can reach the table can only add to it. (Its owner can drop the triggers: that is what the chain is for.) */
function refusals(runner: QueryRunner): string[] {
  if (runner.connection.options.type === 'postgres')
    return [
      `create function refuse_audit_change() returns trigger language plpgsql
       as $$ begin raise exception 'audit_event is append-only'; end $$`,
      `create trigger audit_event_append_only before update or delete or truncate on audit_event
       for each statement execute function refuse_audit_change()`,
    ];
  return ['update', 'delete'].map(
    (change) => `create trigger audit_event_no_${change} before ${change} on audit_event
       begin select raise(abort, 'audit_event is append-only'); end`,
  );
}
