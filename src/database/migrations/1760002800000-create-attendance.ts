import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const enrolment = { name: 'enrolment_id', type: 'varchar', length: '36', isPrimary: true };
const session = { name: 'training_session_id', type: 'varchar', length: '36' };
const minutes = (name: string) => ({ name, type: 'integer', isNullable: true });

const toEnrolment = (table: string) => ({
  name: `${table}_enrolment_fk`,
  columnNames: ['enrolment_id'],
  referencedTableName: 'enrolment',
  referencedColumnNames: ['id'],
  onDelete: 'CASCADE',
});
const toSession = (table: string) => ({
  name: `${table}_session_fk`,
  columnNames: ['training_session_id'],
  referencedTableName: 'training_session',
  referencedColumnNames: ['id'],
  onDelete: 'RESTRICT',
});

const ATTENDANCE = new Table({
  name: 'attendance',
  columns: [
    enrolment,
    { name: 'module', type: 'varchar', length: '60', isPrimary: true },
    { name: 'step', type: 'varchar', length: '60', isPrimary: true },
    { ...session, isNullable: true },
    { name: 'kind', type: 'varchar', length: '10' },
    minutes('minutes_late'),
    minutes('minutes_early'),
    { name: 'recorded_by', type: 'varchar', length: '36', isNullable: true },
    { name: 'recorded_at', type: 'bigint' },
  ],
  foreignKeys: [
    toEnrolment('attendance'),
    toSession('attendance'),
    {
      name: 'attendance_recorder_fk',
      columnNames: ['recorded_by'],
      referencedTableName: 'person',
      referencedColumnNames: ['id'],
      onDelete: 'RESTRICT',
    },
  ],
  indices: [
    { name: 'attendance_session', columnNames: ['training_session_id'] },
    { name: 'attendance_recorder', columnNames: ['recorded_by'] },
  ],
});

const NOTICE = new Table({
  name: 'absence_notice',
  columns: [enrolment, { ...session, isPrimary: true }, { name: 'given_at', type: 'bigint' }],
  foreignKeys: [toEnrolment('absence_notice'), toSession('absence_notice')],
  indices: [{ name: 'absence_notice_session', columnNames: ['training_session_id'] }],
});

/** Who was at a training session or made up for it, and who said before that they would not come. */
export class CreateAttendance1760002800000 implements MigrationInterface {
  readonly name = 'CreateAttendance1760002800000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of [ATTENDANCE, NOTICE]) await runner.createTable(table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [NOTICE, ATTENDANCE]) await runner.dropTable(table);
  }
}
