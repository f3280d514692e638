import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How many people chose a reply first, of those nobody can name any more. */
@Entity('dialogue_choice_count')
export class ChoiceCount {
  @PrimaryColumn('varchar', { length: 36 })
  cohortId: string;

  @PrimaryColumn('varchar', { length: 64 })
  module: string;

  @PrimaryColumn('varchar', { length: 64 })
  step: string;

  @PrimaryColumn('varchar', { length: 64 })
  scene: string;

  /** Of the scene. */
  @PrimaryColumn('varchar', { length: 64 })
  revision: string;

  /** Place in the curriculum's list. */
  @PrimaryColumn('integer')
  reply: number;

  @Column('integer')
  count: number;
}
