import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner, TableColumnOptions } from 'typeorm';

const text = (name: string, length: number): TableColumnOptions => ({
  name,
  type: 'varchar',
  length: String(length),
});
const optional = (column: TableColumnOptions): TableColumnOptions => ({ ...column, isNullable: true });
const reference = (name: string, column: string, table: string) => ({
  name: `${name}_fk`,
  columnNames: [column],
  referencedTableName: table,
  referencedColumnNames: ['id'],
  onDelete: 'RESTRICT',
});
const DECISION: TableColumnOptions[] = [
  text('proposed_by_id', 36),
  { name: 'proposed_at', type: 'bigint' },
  optional(text('outcome', 10)),
  optional(text('decided_by_id', 36)),
  { name: 'decided_at', type: 'bigint', isNullable: true },
];
const peopleOf = (table: string) => [
  reference(`${table}_proposed_by`, 'proposed_by_id', 'person'),
  reference(`${table}_decided_by`, 'decided_by_id', 'person'),
];
const indicesOf = (table: string, about: string) => [
  { name: `${table}_proposed_by`, columnNames: ['proposed_by_id'] },
  { name: `${table}_decided_by`, columnNames: ['decided_by_id'] },
  { name: `${table}_open`, columnNames: [about], isUnique: true, where: 'outcome is null' },
];

const CORRECTION = new Table({
  name: 'certificate_correction',
  columns: [
    { ...text('id', 36), isPrimary: true },
    text('certificate_id', 36),
    optional(text('name', 200)),
    optional(text('name_digest', 160)),
    ...DECISION,
  ],
  foreignKeys: [
    reference('certificate_correction_certificate', 'certificate_id', 'certificate'),
    ...peopleOf('certificate_correction'),
  ],
  indices: [
    { name: 'certificate_correction_certificate', columnNames: ['certificate_id'] },
    ...indicesOf('certificate_correction', 'certificate_id'),
  ],
});

const BATCH = new Table({
  name: 'certificate_batch',
  columns: [
    { ...text('id', 36), isPrimary: true },
    text('cohort_id', 36),
    text('viewing_id', 36),
    ...DECISION,
  ],
  foreignKeys: [
    reference('certificate_batch_cohort', 'cohort_id', 'cohort'),
    reference('certificate_batch_viewing', 'viewing_id', 'roster_viewing'),
    ...peopleOf('certificate_batch'),
  ],
  indices: [
    { name: 'certificate_batch_cohort', columnNames: ['cohort_id'] },
    { name: 'certificate_batch_viewing', columnNames: ['viewing_id'], isUnique: true },
    ...indicesOf('certificate_batch', 'cohort_id'),
  ],
});

/** The office issues anew, and to a cohort, by two people as well: one proposes, another one confirms. */
export class LetTwoIssue1760003610000 implements MigrationInterface {
  readonly name = 'LetTwoIssue1760003610000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(CORRECTION);
    await runner.createTable(BATCH);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(BATCH);
    await runner.dropTable(CORRECTION);
  }
}
