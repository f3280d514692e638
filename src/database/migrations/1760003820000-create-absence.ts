import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const id = (name: string, isPrimary = false) => ({ name, type: 'varchar', length: '36', isPrimary });
const reference = (
  name: string,
  { column, table, onDelete }: Record<'column' | 'table' | 'onDelete', string>,
) => ({
  name: `absence_${name}_fk`,
  columnNames: [column],
  referencedTableName: table,
  referencedColumnNames: ['id'],
  onDelete,
});

const ABSENCE = new Table({
  name: 'absence',
  columns: [
    id('enrolment_id', true),
    id('training_session_id', true),
    id('recorded_by'),
    { name: 'recorded_at', type: 'bigint' },
  ],
  foreignKeys: [
    reference('enrolment', { column: 'enrolment_id', table: 'enrolment', onDelete: 'CASCADE' }),
    reference('session', { column: 'training_session_id', table: 'training_session', onDelete: 'RESTRICT' }),
    reference('recorder', { column: 'recorded_by', table: 'person', onDelete: 'RESTRICT' }),
  ],
  indices: [
    { name: 'absence_session', columnNames: ['training_session_id'] },
    { name: 'absence_recorder', columnNames: ['recorded_by'] },
  ],
});

/** Who was not there is told apart from whom nobody wrote down yet. */
export class CreateAbsence1760003820000 implements MigrationInterface {
  readonly name = 'CreateAbsence1760003820000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(ABSENCE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(ABSENCE);
  }
}
