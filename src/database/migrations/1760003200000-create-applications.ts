import { Table, TableColumn } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const id = { name: 'id', type: 'varchar', length: '36', isPrimary: true };
const text = (name: string, length: number, isNullable = false) => ({
  name,
  type: 'varchar',
  length: String(length),
  isNullable,
});
const instant = (name: string, isNullable = false) => ({ name, type: 'bigint', isNullable });
const whole = (name: string, isNullable = false) => ({ name, type: 'integer', isNullable });
const reference = (table: string, to: string, onDelete: string) => ({
  name: `${table}_${to}_fk`,
  columnNames: [`${to}_id`],
  referencedTableName: to,
  referencedColumnNames: ['id'],
  onDelete,
});

const APPLICATION = new Table({
  name: 'application',
  columns: [
    id,
    text('cohort_id', 36),
    text('receipt', 9),
    text('state', 10),
    whole('places'),
    whole('lot'),
    whole('rank', true),
    text('proposal', 10, true),
    whole('proposed_rank', true),
    text('lang', 2),
    text('consent_version', 20),
    text('consent_text_hash', 64),
    instant('consented_at'),
    instant('submitted_at'),
    instant('decided_at', true),
    instant('withdrawn_at', true),
    instant('wants_next_at', true),
  ],
  foreignKeys: [reference('application', 'cohort', 'RESTRICT')],
  indices: [
    { name: 'application_receipt', columnNames: ['receipt'], isUnique: true },
    { name: 'application_cohort', columnNames: ['cohort_id'] },
  ],
});

const APPLICANT = new Table({
  name: 'applicant',
  columns: [
    id,
    text('application_id', 36),
    whole('position'),
    text('name', 40),
    text('way', 5),
    text('contact', 254),
    text('person_id', 36, true),
  ],
  foreignKeys: [
    reference('applicant', 'application', 'CASCADE'),
    reference('applicant', 'person', 'RESTRICT'),
  ],
  indices: [
    { name: 'applicant_position', columnNames: ['application_id', 'position'], isUnique: true },
    { name: 'applicant_person', columnNames: ['person_id'] },
  ],
});

const NEED = new Table({
  name: 'application_need',
  columns: [
    { ...text('application_id', 36), isPrimary: true },
    { name: 'text', type: 'text' },
  ],
  foreignKeys: [reference('application_need', 'application', 'CASCADE')],
});

const LINK = new Table({
  name: 'application_link',
  columns: [
    { ...text('hash', 64), isPrimary: true },
    text('applicant_id', 36),
    text('purpose', 5),
    instant('made_at'),
  ],
  foreignKeys: [reference('application_link', 'applicant', 'CASCADE')],
  indices: [{ name: 'application_link_applicant', columnNames: ['applicant_id'] }],
});

const DRAFT = new Table({
  name: 'application_draft',
  columns: [
    { ...text('id', 64), isPrimary: true },
    text('cohort_id', 36),
    text('name', 40),
    text('way', 5),
    text('contact', 254),
    text('partner_name', 40, true),
    text('partner_way', 5, true),
    text('partner_contact', 254, true),
    { name: 'need', type: 'text', isNullable: true },
    text('consent_version', 20, true),
    text('consent_text_hash', 64, true),
    instant('consented_at', true),
    text('application_id', 36, true),
    instant('expires_at'),
  ],
  foreignKeys: [
    reference('application_draft', 'cohort', 'CASCADE'),
    reference('application_draft', 'application', 'CASCADE'),
  ],
  indices: [
    { name: 'application_draft_cohort', columnNames: ['cohort_id'] },
    { name: 'application_draft_application', columnNames: ['application_id'] },
    { name: 'application_draft_expires_at', columnNames: ['expires_at'] },
  ],
});

const TABLES = [APPLICATION, APPLICANT, NEED, LINK, DRAFT];

/** Applications for a cohort: who, how to reach them, what they need, and what they agreed to. */
export class CreateApplications1760003200000 implements MigrationInterface {
  readonly name = 'CreateApplications1760003200000';

  async up(runner: QueryRunner): Promise<void> {
    // Each engine writes "no" in its own way.
    const no = runner.connection.options.type === 'postgres' ? 'false' : '0';
    await runner.addColumn('cohort', new TableColumn({ name: 'pairs', type: 'boolean', default: no }));
    for (const table of TABLES) await runner.createTable(table);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES.toReversed()) await runner.dropTable(table);
    // The builder would make the table anew, which SQLite refuses while rows refer to it.
    await runner.query('alter table cohort drop column pairs');
  }
}
