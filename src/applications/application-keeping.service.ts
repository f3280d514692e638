import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { Outbox } from '../mail/outbox.js';
import { Applicant } from './applicant.entity.js';
import { ApplicationLink } from './application-link.entity.js';
import { ApplicationNeed } from './application-need.entity.js';
import { Application } from './application.entity.js';

/** An application as it is given to who made it. */
export interface KeptApplication {
  readonly cohort: string;
  readonly receipt: string;
  readonly name: string;
  readonly contact: string;
  readonly need: string | null;
  readonly state: string;
  readonly consentVersion: string;
  readonly sentAt: Date;
}

interface Row {
  cohort: string;
  receipt: string;
  name: string;
  contact: string;
  need: string | null;
  state: string;
  consent_version: string;
  submitted_at: number;
}

/** What this room keeps of people, and for how long. */
@Injectable()
export class ApplicationKeeping {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
  ) {}

  async export(personId: string): Promise<KeptApplication[]> {
    const rows = await this.database.sql<Row>`
      select c.name as cohort, a.receipt, p.name, p.contact, n.text as need, a.state, a.consent_version, a.submitted_at
      from applicant p join application a on a.id = p.application_id join cohort c on c.id = a.cohort_id
      left join application_need n on n.application_id = a.id
      where p.person_id = ${personId} order by a.submitted_at, a.id`;
    return rows.map((row) => ({
      cohort: row.cohort,
      receipt: row.receipt,
      name: row.name,
      contact: row.contact,
      need: row.need,
      state: row.state,
      consentVersion: row.consent_version,
      sentAt: new Date(Number(row.submitted_at)),
    }));
  }

  /** Erases the person's part. Where two applied together the other one's part stays, without what was needed: it may tell of both. */
  async erase(tx: Tx, personId: string): Promise<void> {
    for (const { id, applicationId, contact } of await tx.find(Applicant, { where: { personId } })) {
      await this.outbox.forget(tx, [contact]);
      const { places } = (await tx.findOne(Application, { id: applicationId }))!;
      if (places === 1) await tx.delete(Application, { id: applicationId });
      else {
        await tx.update(Applicant, { id }, { name: '', contact: '', personId: null });
        await tx.delete(ApplicationLink, { applicantId: id });
        await tx.delete(ApplicationNeed, { applicationId });
      }
    }
  }
}
