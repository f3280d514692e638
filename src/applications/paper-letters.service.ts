import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.service.js';
import { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import { Enrolment } from '../enrolment/enrolment.entity.js';
import { Clock } from '../shared/clock.js';
import { NotFound } from '../shared/domain-error.js';
import type { Me } from '../web/me.js';
import { Applicant } from './applicant.entity.js';
import { ApplicationLetters } from './application-letters.service.js';
import { ApplicationNeed } from './application-need.entity.js';
import { WITH_LETTER } from './letter.page.js';
import type { Addressed, LetterHead } from './letter.page.js';
import { Application } from './application.entity.js';

/** What the office opens only when it means to, each time written down. */
@Injectable()
export class PaperLetters {
  constructor(
    private readonly database: Database,
    private readonly letters: ApplicationLetters,
    private readonly audit: Audit,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** Who writes, and today. */
  head(): LetterHead {
    const { issuer, office } = this.config.council;
    return { day: this.clock.today(), issuer, officeAddress: office.address };
  }

  /** To whom the letters go; who was accepted gets a link of their own. @throws NotFound when nothing is decided */
  async make(me: Me, { cohortId, id }: { cohortId: string; id: string }): Promise<Addressed[]> {
    return this.database.write(async (tx) => {
      const application = await tx.findOne(Application, { id, cohortId });
      if (!application || !WITH_LETTER.includes(application.state)) throw new NotFound(`letter of ${id}`);
      const people = await tx.find(Applicant, { where: { applicationId: id }, order: { position: 'ASC' } });
      const addressed: Addressed[] = [];
      for (const { id: applicantId, name, way, contact, personId } of people.filter(
        (one) => one.name !== '',
      )) {
        const isIn = personId !== null && (await tx.findOne(Enrolment, { personId, cohortId })) !== null;
        const isOffered = application.state === 'accepted' && !isIn;
        const token = isOffered ? await this.letters.newLink(tx, applicantId, 'offer') : null;
        addressed.push({ name, way, contact, link: token && `${this.config.origin}/offer/${token}` });
      }
      const object = `application:${id}` as const;
      await this.audit.record(tx, { actor: me, act: 'application.letter-made', object });
      return addressed;
    });
  }

  /** What applicants of this cohort need, by application. */
  async readNeeds(me: Me, cohortId: string): Promise<ReadonlyMap<string, string>> {
    return this.database.write(async (tx) => {
      const object = `cohort:${cohortId}` as const;
      await this.audit.record(tx, { actor: me, act: 'application.needs-read', object });
      const rows = await tx.sql<Pick<ApplicationNeed, 'text'> & { application_id: string }>`
        select n.application_id, n.text from application_need n join application a on a.id = n.application_id
        where a.cohort_id = ${cohortId} and a.state <> 'withdrawn'`;
      return new Map(rows.map((row) => [row.application_id, row.text]));
    });
  }
}
