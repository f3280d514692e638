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
  readonly state: string;
  readonly revokedOn: string | null;
  readonly revocationReason: string | null;
  readonly replacedOn: string | null;
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
      state: string;
      revoked_on: string | null;
      revocation_reason: string | null;
      replaced_on: string | null;
    }>`
      select number, public_title, words, completed_on, issued_on, first_issued_on, state, revoked_on,
        revocation_reason, replaced_on
      from certificate
      where person_id = ${personId} order by number`;
    return rows.map((row) => ({
      number: row.number,
      title: row.public_title,
      name: row.words === null ? '' : (JSON.parse(row.words) as SheetWords).name,
      completedOn: row.completed_on,
      issuedOn: row.issued_on,
      firstIssuedOn: row.first_issued_on,
      state: row.state,
      revokedOn: row.revoked_on,
      revocationReason: row.revocation_reason,
      replacedOn: row.replaced_on,
    }));
  }

  /**
   * Takes everything personal off. Number, course, dates and state stay, and, when the holder wishes so, what is
   * needed to verify the paper in their hands: a hash of the code and the salted digest of the name.
   */
  async erase(tx: Tx, personId: string, options: { readonly staysVerifiable: boolean }): Promise<void> {
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
