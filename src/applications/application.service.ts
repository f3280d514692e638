import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LEARNER_NUMBERS, toLearnerNumber } from '../accounts/learner-number.rules.js';
import { Audit } from '../audit/audit.service.js';
import { Person } from '../accounts/person.entity.js';
import { Cohort } from '../cohorts/cohort.entity.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import type { CalendarDay } from '../shared/calendar-day.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { newId } from '../shared/ids.js';
import type { Me } from '../web/me.js';
import type { Language } from '../web/locales.js';
import { Applicant } from './applicant.entity.js';
import { ApplicationDraft } from './application-draft.entity.js';
import { ApplicationFacts } from './application-facts.service.js';
import { ApplicationLetters } from './application-letters.service.js';
import { ApplicationNeed } from './application-need.entity.js';
import type { Somebody } from './application.rules.js';
import { Application } from './application.entity.js';
import { arrivalFault, isOpen, lastDayOf } from './application.rules.js';

const LOTS = 2 ** 31 - 1;

interface Wish {
  readonly cohort: Cohort;
  /** One, or two who come together. */
  readonly people: readonly Somebody[];
  readonly need: string;
}

/** How an application came in. */
interface Arrived {
  readonly consent: { readonly version: string; readonly hash: string; readonly at: Date };
  readonly lang: Language;
  /** Of who is signed in. */
  readonly personId: string | null;
  readonly paperOn: CalendarDay | null;
}

/** An application on paper. */
export interface Paper extends Omit<Wish, 'cohort'> {
  readonly paperOn: CalendarDay;
  /** Of the words on the paper. */
  readonly consent: { readonly version: string; readonly hash: string };
}

/** Takes applications in. */
@Injectable()
export class ApplicationService {
  constructor(
    private readonly database: Database,
    private readonly letters: ApplicationLetters,
    private readonly facts: ApplicationFacts,
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
      if (cohort?.admission !== 'application') return false;
      if (!isOpen(lastDayOf(cohort), this.clock.today())) return false;
      const [people, consent] = [peopleOf(draft, cohort), consentOf(draft)];
      if (!people || !consent) return false;
      const arrived = { paperOn: null, consent, ...sender };
      const id = await this.take(tx, { cohort, people, need: draft.need }, arrived);
      await tx.update(
        ApplicationDraft,
        { id: draft.id },
        { applicationId: id, need: '', contact: '', partnerContact: null },
      );
      const object = `application:${id}` as const;
      await this.audit.record(tx, { actor: null, act: 'application.received', object });
      return true;
    });
  }

  /**
   * Takes in what arrived on paper, as of the day on which it did. The new application's id.
   * @throws NotFound when one does not apply for this cohort
   * @throws DomainError when the day is not there yet, or comes after the last one
   */
  async key(tx: Tx, me: Me, { cohortId, ...paper }: Paper & { readonly cohortId: string }): Promise<string> {
    const cohort = await tx.findOne(Cohort, { id: cohortId });
    if (cohort?.admission !== 'application') throw new NotFound(`cohort ${cohortId}`);
    const fault = arrivalFault(paper.paperOn, { lastDay: lastDayOf(cohort), today: this.clock.today() });
    if (fault) throw new DomainError(fault);
    const consent = { ...paper.consent, at: paper.paperOn.startsAt() };
    const arrived = { paperOn: paper.paperOn, consent, lang: 'ja' as const, personId: null };
    const id = await this.take(tx, { cohort, ...paper }, arrived);
    await this.audit.record(tx, {
      actor: me,
      act: 'application.keyed',
      object: `application:${id}`,
      detail: { arrived: paper.paperOn.toString(), consent: consent.version },
    });
    return id;
  }

  private async take(tx: Tx, wish: Wish, { consent, ...arrived }: Arrived): Promise<string> {
    const now = this.clock.now();
    const application = Object.assign(new Application(), {
      id: newId(now),
      cohortId: wish.cohort.id,
      receipt: await freeReceipt(tx),
      state: 'received' as const,
      places: wish.people.length,
      lot: randomInt(LOTS),
      lang: arrived.lang,
      paperOn: arrived.paperOn,
      consentVersion: consent.version,
      consentTextHash: consent.hash,
      consentedAt: consent.at,
      submittedAt: now,
      rank: null,
      proposal: null,
      proposedRank: null,
      decidedAt: null,
      withdrawnAt: null,
      wantsNextAt: null,
      wantsNextById: null,
      toldOfId: null,
      toldAt: null,
    });
    await tx.insert(Application, application);
    await this.insertPeople(tx, wish, { application, personId: arrived.personId });
    if (wish.need !== '')
      await tx.insert(ApplicationNeed, { applicationId: application.id, text: wish.need });
    await this.letters.write(tx, application, 'received');
    await this.facts.record(tx, wish.cohort.id, [{ application, was: null, state: 'received' }]);
    return application.id;
  }

  private async insertPeople(
    tx: Tx,
    { people }: Wish,
    { application, personId }: { application: Application; personId: string | null },
  ): Promise<void> {
    const email = personId === null ? null : ((await tx.findOne(Person, { id: personId }))?.email ?? null);
    for (const [index, { name, way, contact }] of people.entries()) {
      // Of two the one is signed in whose address it is; where that is nobody's, each comes in by their own letter.
      const isOwn = people.length === 1 || (way === 'mail' && contact === email);
      await tx.insert(Applicant, {
        ...{ id: newId(application.submittedAt), applicationId: application.id, position: index + 1 },
        ...{ name, way, contact, personId: isOwn ? personId : null },
      });
    }
  }
}

/** One, or two where one applies together; null while somebody is missing. */
function peopleOf(draft: ApplicationDraft, { pairs }: Cohort): readonly Somebody[] | null {
  const { name, way, contact, partnerName, partnerWay, partnerContact } = draft;
  const first = { name, way, contact };
  if (!pairs) return [first];
  if (partnerName === null) return null;
  return [first, { name: partnerName, way: partnerWay!, contact: partnerContact! }];
}

function consentOf(draft: ApplicationDraft): Arrived['consent'] | null {
  const { consentVersion: version, consentTextHash: hash, consentedAt: at } = draft;
  return version === null || hash === null || at === null ? null : { version, hash, at };
}

async function freeReceipt(tx: Tx): Promise<string> {
  for (;;) {
    const receipt = toLearnerNumber(randomInt(LEARNER_NUMBERS));
    if (!(await tx.findOne(Application, { receipt }))) return receipt;
  }
}
