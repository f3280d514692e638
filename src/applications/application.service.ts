import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LEARNER_NUMBERS, toLearnerNumber } from '../accounts/learner-number.rules.js';
import { Audit } from '../audit/audit.service.js';
import { Cohort } from '../cohorts/cohort.entity.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { newId } from '../shared/ids.js';
import type { Language } from '../web/locales.js';
import { Applicant } from './applicant.entity.js';
import { ApplicationDraft } from './application-draft.entity.js';
import { ApplicationLetters } from './application-letters.service.js';
import { ApplicationNeed } from './application-need.entity.js';
import { Application } from './application.entity.js';
import { isOpen, lastDayOf } from './application.rules.js';

const LOTS = 2 ** 31 - 1;

/** Takes applications in. */
@Injectable()
export class ApplicationService {
  constructor(
    private readonly database: Database,
    private readonly letters: ApplicationLetters,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes the application of a draft. False when nothing was made: it was sent before, something is not answered,
   * or the last day has ended meanwhile.
   */
  async send(
    draftId: string,
    sender: { readonly lang: Language; readonly personId: string | null },
  ): Promise<boolean> {
    return this.database.write(async (tx) => {
      const draft = await tx.findOne(ApplicationDraft, { id: draftId });
      if (!draft || draft.applicationId !== null || draft.need === null) return false;
      const cohort = await tx.findOne(Cohort, { id: draft.cohortId });
      if (!cohort || cohort.admission !== 'application' || (cohort.pairs && draft.partnerName === null))
        return false;
      if (!isOpen(lastDayOf(cohort), this.clock.today())) return false;
      const application = await this.insert(tx, draft, { pairs: cohort.pairs, lang: sender.lang });
      if (!application) return false;
      await this.insertPeople(tx, draft, { application, personId: sender.personId });
      if (draft.need !== '')
        await tx.insert(ApplicationNeed, { applicationId: application.id, text: draft.need });
      await tx.update(
        ApplicationDraft,
        { id: draft.id },
        { applicationId: application.id, need: '', contact: '', partnerContact: null },
      );
      await this.letters.write(tx, application, 'received');
      const object = `application:${application.id}` as const;
      await this.audit.record(tx, { actor: null, act: 'application.received', object });
      return true;
    });
  }

  private async insert(
    tx: Tx,
    draft: ApplicationDraft,
    { pairs, lang }: { pairs: boolean; lang: Language },
  ): Promise<Application | null> {
    const { cohortId, consentVersion, consentTextHash, consentedAt } = draft;
    if (consentVersion === null || consentTextHash === null || consentedAt === null) return null;
    const now = this.clock.now();
    const application = Object.assign(new Application(), {
      id: newId(now),
      receipt: await freeReceipt(tx),
      state: 'received' as const,
      places: pairs ? 2 : 1,
      lot: randomInt(LOTS),
      submittedAt: now,
      rank: null,
      proposal: null,
      proposedRank: null,
      decidedAt: null,
      withdrawnAt: null,
      wantsNextAt: null,
      ...{ cohortId, lang, consentVersion, consentTextHash, consentedAt },
    });
    await tx.insert(Application, application);
    return application;
  }

  private async insertPeople(
    tx: Tx,
    draft: ApplicationDraft,
    { application, personId }: { application: Application; personId: string | null },
  ): Promise<void> {
    const { name, way, contact, partnerName, partnerWay, partnerContact } = draft;
    const of = { applicationId: application.id };
    const id = () => newId(application.submittedAt);
    await tx.insert(Applicant, { id: id(), ...of, position: 1, name, way, contact, personId });
    if (application.places === 2)
      await tx.insert(Applicant, {
        ...{ id: id(), ...of, position: 2, personId: null },
        ...{ name: partnerName!, way: partnerWay!, contact: partnerContact! },
      });
  }
}

async function freeReceipt(tx: Tx): Promise<string> {
  for (;;) {
    const receipt = toLearnerNumber(randomInt(LEARNER_NUMBERS));
    if (!(await tx.findOne(Application, { receipt }))) return receipt;
  }
}
