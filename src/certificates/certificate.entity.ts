import { Column, Entity, Index, JoinColumn, ManyToOne } from 'typeorm';
import type { Relation } from 'typeorm';
import { Person } from '../accounts/person.entity.js';
import { EditionRow } from '../curriculum/edition.entity.js';
import { Day, IdColumn, Instant, RefColumn } from '../database/columns.js';
import type { CalendarDay } from '../shared/calendar-day.js';

export type CertificateState = 'valid' | 'revoked' | 'replaced';
/** The only reasons there are. Health, a stay in hospital or not being active are none. */
export const REVOCATION_REASONS = [
  'false-application',
  'issued-in-error',
  'issued-twice',
  'at-holders-wish',
] as const;
export type RevocationReason = (typeof REVOCATION_REASONS)[number];
/** The holder goes by another name, or the office put right what it had got wrong. */
export type ReplacementReason = 'name' | 'error';

/** A certificate as it was issued. What is printed on it is a snapshot: nothing that happens later rewrites it. */
@Entity('certificate')
@Index('certificate_series_sequence', ['trackCode', 'fiscalYear', 'sequence'], { unique: true })
@Index('certificate_enrolment', ['enrolmentId'], { unique: true, where: "state <> 'replaced'" })
export class Certificate {
  @IdColumn()
  id: string;

  @Index('certificate_number', { unique: true })
  @Column('varchar', { length: 40 })
  number: string;

  @Column('varchar', { length: 3 })
  trackCode: string;

  /** Of issue. */
  @Column('integer')
  fiscalYear: number;

  @Column('integer')
  sequence: number;

  /** Null once its holder is erased. */
  @Index('certificate_person')
  @RefColumn({ nullable: true })
  personId: string | null;

  @ManyToOne(() => Person, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'person_id', foreignKeyConstraintName: 'certificate_person_fk' })
  person: Relation<Person> | null;

  /** No reference: the certificate outlives what was learned. Null once its holder is erased. */
  @RefColumn({ nullable: true })
  enrolmentId: string | null;

  /** The edition it was made against. */
  @Index('certificate_edition')
  @Column('varchar', { length: 64 })
  editionHash: string;

  @ManyToOne(() => EditionRow, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'edition_hash', foreignKeyConstraintName: 'certificate_edition_fk' })
  edition: Relation<EditionRow>;

  /** Printed on the certificate; null once its holder is erased. */
  @Column('varchar', { length: 28, nullable: true })
  code: string | null;

  /** What verification looks for; null when an erased holder wished that nobody can verify any more. */
  @Index('certificate_code_hash', { unique: true })
  @Column('varchar', { length: 64, nullable: true })
  codeHash: string | null;

  /** Salted and slow: says whether a typed name is the one on the paper, and nothing else. */
  @Column('varchar', { length: 160, nullable: true })
  nameDigest: string | null;

  /** What everybody with the code may read. */
  @Column('varchar', { length: 200 })
  publicTitle: string;

  @Column('varchar', { length: 200 })
  issuer: string;

  /** Of study, computed from the edition. */
  @Column('integer')
  minutes: number;

  /** Its track was not reviewed yet: it says so on paper and on the verification page. */
  @Column('boolean')
  isDraft: boolean;

  @Index('certificate_completed')
  @Day()
  completedOn: CalendarDay;

  /** Of this paper. */
  @Day()
  issuedOn: CalendarDay;

  /** Of the first certificate, where this one was made in its place. */
  @Day({ nullable: true })
  firstIssuedOn: CalendarDay | null;

  /** The last day on which it is good, as printed; null: for ever. */
  @Day({ nullable: true })
  validThrough: CalendarDay | null;

  @Instant()
  issuedAt: Date;

  /** The words on the paper (`SheetWords`), as JSON; null once its holder is erased. */
  @Column('text', { nullable: true })
  words: string | null;

  @Column('varchar', { length: 10 })
  state: CertificateState;

  @Day({ nullable: true })
  revokedOn: CalendarDay | null;

  @Column('varchar', { length: 20, nullable: true })
  revocationReason: RevocationReason | null;

  /** The certificate whose place this one took. Unique: of fifty who press at once, one makes a new one. */
  @Index('certificate_replaces', { unique: true })
  @RefColumn({ nullable: true })
  replacesId: string | null;

  @ManyToOne(() => Certificate, { onDelete: 'RESTRICT' })
  @JoinColumn({ name: 'replaces_id', foreignKeyConstraintName: 'certificate_replaces_fk' })
  replaces: Relation<Certificate> | null;

  @Day({ nullable: true })
  replacedOn: CalendarDay | null;

  @Column('varchar', { length: 20, nullable: true })
  replacementReason: ReplacementReason | null;
}
