import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import type { SheetWords } from './certificate-sheet.js';

export interface KeptCertificate {
  readonly number: string;
  readonly title: string;
  readonly name: string;
  readonly completedOn: string;
  readonly issuedOn: string;
  /** Of the first one, where this was made in its place. */
  readonly firstIssuedOn: string | null;
  /** The last day on which it is good; null: for ever. */
  readonly validThrough: string | null;
  readonly state: string;
  readonly revokedOn: string | null;
  readonly revocationReason: string | null;
  readonly replacedOn: string | null;
  /** The office proposed to make it anew with this name; nobody has confirmed it yet. */
  readonly proposedName: string | null;
  /** Who asked the office about it, and what was answered. */
  readonly enquiries: readonly {
    readonly askedBy: string;
    readonly answer: string;
    readonly answeredOn: string;
  }[];
}

/** What the house holds of a person's certificates, and what stays when the person goes. */
@Injectable()
export class CertificateKeeping {
  constructor(private readonly database: Database) {}

  async export(personId: string): Promise<KeptCertificate[]> {
    const rows = await this.database.sql<{
      number: string;
      public_title: string;
      words: string | null;
      completed_on: string;
      issued_on: string;
      first_issued_on: string | null;
      valid_through: string | null;
      state: string;
      revoked_on: string | null;
      revocation_reason: string | null;
      replaced_on: string | null;
      proposed_name: string | null;
    }>`
      select c.number, c.public_title, c.words, c.completed_on, c.issued_on, c.first_issued_on, c.valid_through,
        c.state, c.revoked_on, c.revocation_reason, c.replaced_on, r.name as proposed_name
      from certificate c
      left join certificate_correction r on r.certificate_id = c.id and r.outcome is null
      where c.person_id = ${personId} order by c.number`;
    const enquiries = await this.database.sql<{
      number: string;
      asked_by: string;
      answer: string;
      answered_on: string;
    }>`
      select c.number, q.asked_by, q.answer, q.answered_on
      from certificate_enquiry q join certificate c on c.id = q.certificate_id
      where c.person_id = ${personId} order by q.recorded_at, q.id`;
    return rows.map((row) => ({
      number: row.number,
      title: row.public_title,
      name: row.words === null ? '' : (JSON.parse(row.words) as SheetWords).name,
      completedOn: row.completed_on,
      issuedOn: row.issued_on,
      firstIssuedOn: row.first_issued_on,
      validThrough: row.valid_through,
      state: row.state,
      revokedOn: row.revoked_on,
      revocationReason: row.revocation_reason,
      replacedOn: row.replaced_on,
      proposedName: row.proposed_name,
      enquiries: enquiries
        .filter(({ number }) => number === row.number)
        .map(({ asked_by: askedBy, answer, answered_on: answeredOn }) => ({ askedBy, answer, answeredOn })),
    }));
  }

  /**
   * Takes everything personal off. Number, course, dates and state stay, and, when the holder wishes so, what is
   * needed to verify the paper in their hands: a hash of the code and the salted digest of the name.
   */
  async erase(tx: Tx, personId: string, options: { readonly staysVerifiable: boolean }): Promise<void> {
    await tx.sql`
      update certificate_enquiry set asked_by = ''
      where certificate_id in (select id from certificate where person_id = ${personId})`;
    await tx.sql`
      update certificate_correction set name = null, name_digest = null, outcome = coalesce(outcome, 'expired')
      where certificate_id in (select id from certificate where person_id = ${personId})`;
    if (!options.staysVerifiable)
      await tx.sql`
        update certificate set code_hash = null, name_digest = null where person_id = ${personId}`;
    await tx.sql`
      update certificate set person_id = null, enrolment_id = null, code = null, words = null
      where person_id = ${personId}`;
    await tx.sql`
      delete from name_reading where enrolment_id in (select id from enrolment where person_id = ${personId})`;
    await tx.sql`
      delete from chosen_name where enrolment_id in (select id from enrolment where person_id = ${personId})`;
  }
}
