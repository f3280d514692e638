import { Column, Entity, Index, JoinColumn, ManyToOne } from 'typeorm';
import type { Relation } from 'typeorm';
import { Person } from '../accounts/person.entity.js';
import { IdColumn, Instant, RefColumn } from '../database/columns.js';
import { ReportExport } from './report-export.entity.js';

export type DownloadKind = 'names' | 'totals';

/** A file that left the house: of a named export, or of totals. The file itself stays nowhere; its hash does. */
@Entity('report_download')
@Index('report_download_kind', ['kind', 'id'])
export class ReportDownload {
  @IdColumn()
  id: string;

  @Column('varchar', { length: 10 })
  kind: DownloadKind;

  /** Null for totals: they are made without asking what for. */
  @Index('report_download_export')
  @RefColumn({ nullable: true })
  exportId: string | null;

  @ManyToOne(() => ReportExport, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'export_id', foreignKeyConstraintName: 'report_download_export_fk' })
  export: Relation<ReportExport> | null;

  @Index('report_download_person')
  @RefColumn()
  personId: string;

  @ManyToOne(() => Person, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'report_download_person_fk' })
  person: Relation<Person>;

  /** The question (`TypedQuestion`), as JSON. */
  @Column('varchar', { length: 300 })
  question: string;

  @Instant()
  startedAt: Date;

  /** `seq` of the last fact that a list with names may hold: with the question it says whose rows it held. */
  @Column('integer', { nullable: true })
  upTo: number | null;

  /** Null when it ended early. */
  @Instant({ nullable: true })
  finishedAt: Date | null;

  /** SHA-256 of the whole file; null when it ended early. */
  @Column('varchar', { length: 64, nullable: true })
  sha256: string | null;

  /** Lines about people; null for totals, and when it ended early. */
  @Column('integer', { nullable: true })
  people: number | null;

  /** Numbers that were hidden because they, or what they give away, are below ten. */
  @Column('integer')
  hidden: number;
}
