import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const DECLINE = new Table({
  name: 'certificate_decline',
  columns: [
    { name: 'enrolment_id', type: 'varchar', length: '36', isPrimary: true },
    { name: 'declined_at', type: 'bigint' },
  ],
  foreignKeys: [
    {
      name: 'certificate_decline_enrolment_fk',
      columnNames: ['enrolment_id'],
      referencedTableName: 'enrolment',
      referencedColumnNames: ['id'],
      onDelete: 'CASCADE',
    },
  ],
});

/** Who chose not to receive a certificate is left out when the office issues them. */
export class CreateCertificateDecline1760002920000 implements MigrationInterface {
  readonly name = 'CreateCertificateDecline1760002920000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(DECLINE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(DECLINE);
  }
}
