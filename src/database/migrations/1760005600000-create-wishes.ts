import { Table } from 'typeorm';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const id = { name: 'id', type: 'varchar', length: '36', isPrimary: true };
const reference = (name: string) => ({ name, type: 'varchar', length: '36' });
const word = (name: string, length: number) => ({ name, type: 'varchar', length: String(length) });
const toProposal = (name: string) => ({
  name,
  columnNames: ['proposal_id'],
  referencedTableName: 'activity_proposal',
  referencedColumnNames: ['id'],
  onDelete: 'CASCADE',
});
const toPerson = (name: string, column: string, onDelete: string) => ({
  name,
  columnNames: [column],
  referencedTableName: 'person',
  referencedColumnNames: ['id'],
  onDelete,
});

const WISH = new Table({
  name: 'activity_wish',
  columns: [
    id,
    word('kind', 10),
    word('form', 20),
    word('area', 40),
    word('hours', 20),
    { name: 'text', type: 'text' },
    word('state', 10),
    { name: 'shows_text', type: 'boolean' },
    word('sent_on', 10),
    { ...word('decided_on', 10), isNullable: true },
  ],
  indices: [{ name: 'activity_wish_state', columnNames: ['state', 'sent_on'] }],
});

const PROPOSAL = new Table({
  name: 'activity_proposal',
  columns: [
    id,
    { ...reference('person_id'), isNullable: true },
    word('title', 60),
    { name: 'about', type: 'text' },
    word('form', 20),
    word('area', 40),
    word('place', 100),
    word('hours', 100),
    word('part', 10),
    word('state', 10),
    { name: 'is_shown', type: 'boolean' },
    { ...reference('activity_id'), isNullable: true },
    { name: 'replies', type: 'integer' },
    { name: 'sent_at', type: 'bigint' },
    { name: 'answered_at', type: 'bigint', isNullable: true },
    { name: 'replied_at', type: 'bigint', isNullable: true },
    { name: 'seen_at', type: 'bigint', isNullable: true },
  ],
  foreignKeys: [
    toPerson('activity_proposal_person_fk', 'person_id', 'RESTRICT'),
    {
      name: 'activity_proposal_activity_fk',
      columnNames: ['activity_id'],
      referencedTableName: 'activity',
      referencedColumnNames: ['id'],
      onDelete: 'SET NULL',
    },
  ],
  indices: [
    { name: 'activity_proposal_person', columnNames: ['person_id'] },
    { name: 'activity_proposal_activity', columnNames: ['activity_id'] },
    { name: 'activity_proposal_state', columnNames: ['state', 'sent_at'] },
  ],
});

const REPLY = new Table({
  name: 'proposal_reply',
  columns: [
    id,
    reference('proposal_id'),
    { name: 'number', type: 'integer' },
    word('state', 10),
    { name: 'text', type: 'text' },
    reference('replied_by_id'),
    { name: 'replied_at', type: 'bigint' },
  ],
  foreignKeys: [
    toProposal('proposal_reply_proposal_fk'),
    toPerson('proposal_reply_replied_by_fk', 'replied_by_id', 'RESTRICT'),
  ],
  indices: [
    { name: 'proposal_reply_number', columnNames: ['proposal_id', 'number'], isUnique: true },
    { name: 'proposal_reply_replied_by', columnNames: ['replied_by_id'] },
  ],
});

const SUPPORT = new Table({
  name: 'proposal_support',
  columns: [
    { ...reference('proposal_id'), isPrimary: true },
    { ...reference('person_id'), isPrimary: true },
  ],
  foreignKeys: [
    toProposal('proposal_support_proposal_fk'),
    toPerson('proposal_support_person_fk', 'person_id', 'CASCADE'),
  ],
  indices: [{ name: 'proposal_support_person', columnNames: ['person_id'] }],
});

/** What people say is missing, without their names, and what peers propose, with what became of it. */
export class CreateWishes1760005600000 implements MigrationInterface {
  readonly name = 'CreateWishes1760005600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.createTable(WISH);
    await runner.createTable(PROPOSAL);
    await runner.createTable(REPLY);
    await runner.createTable(SUPPORT);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.dropTable(SUPPORT);
    await runner.dropTable(REPLY);
    await runner.dropTable(PROPOSAL);
    await runner.dropTable(WISH);
  }
}
