import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateMail1760000200000 implements MigrationInterface {
  readonly name = 'CreateMail1760000200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(
      new Table({
        name: 'outbox_mail',
        columns: [
          { name: 'id', type: 'varchar', length: '36', isPrimary: true },
          { name: 'recipient', type: 'varchar', length: '254' },
          { name: 'subject', type: 'varchar', length: '200' },
          { name: 'body', type: 'text' },
          { name: 'created_at', type: 'bigint' },
          { name: 'next_try_at', type: 'bigint' },
          { name: 'tries', type: 'integer' },
          { name: 'sent_at', type: 'bigint', isNullable: true },
        ],
        indices: [{ name: 'outbox_mail_waiting', columnNames: ['sent_at', 'next_try_at'] }],
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable('outbox_mail');
  }
}
