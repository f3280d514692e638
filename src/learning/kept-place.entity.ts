import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { Relation } from 'typeorm';
import { Enrolment } from '../enrolment/enrolment.entity.js';

/**
 * What was complete when somebody went over to a newer edition, and stays so whatever that edition asks: a module that was
 * finished (with the new quizzes in it, by which no share falls), a rule that held and says the same as before, the hours of a
 * session that was attended.
 */
@Entity('kept_place')
export class KeptPlace {
  @PrimaryColumn('varchar', { length: 36 })
  enrolmentId: string;

  @ManyToOne(() => Enrolment, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'enrolment_id', foreignKeyConstraintName: 'kept_place_enrolment_fk' })
  enrolment: Relation<Enrolment>;

  @PrimaryColumn('varchar', { length: 10 })
  scope: 'module' | 'quiz' | 'rule' | 'session';

  /** Id of the module, key of the rule, or key of the step, as the edition gone over to calls it. */
  @PrimaryColumn('varchar', { length: 130 })
  target: string;

  /** Of a session, in thousandths of an hour; 0 for the others. */
  @Column('integer')
  amount: number;
}
