import { Column, Entity, JoinColumn, OneToOne, PrimaryColumn } from 'typeorm';
import type { Relation } from 'typeorm';
import { Application } from './application.entity.js';

/** What somebody needs in order to take part. Kept apart from the application: only the office opens it, and that is recorded. */
@Entity('application_need')
export class ApplicationNeed {
  @PrimaryColumn('varchar', { length: 36 })
  applicationId: string;

  @OneToOne(() => Application, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'application_id', foreignKeyConstraintName: 'application_need_application_fk' })
  application: Relation<Application>;

  @Column('text')
  text: string;
}
