import { Injectable } from '@nestjs/common';
import { formatLearnerNumber } from '../accounts/learner-number.rules.js';
import { ThrottleService } from '../accounts/throttle.service.js';
import { EditionService } from '../curriculum/edition.service.js';
import type { Tx } from '../database/database.js';
import { mailTime } from '../mail/mail-time.rules.js';
import { Outbox } from '../mail/outbox.js';
import { Clock } from '../shared/clock.js';
import { newToken, sha256 } from '../shared/ids.js';
import { Applicant } from './applicant.entity.js';
import { ApplicationLetter } from './application-letter.entity.js';
import { ApplicationLink } from './application-link.entity.js';
import type { LinkPurpose } from './application-link.entity.js';
import type { Application, Decision } from './application.entity.js';
import { DECISIONS } from './selection.rules.js';

/** What a letter is about. */
export type LetterKind = 'received' | 'accepted' | 'waitlisted' | 'declined' | 'withdrawn';

/** To one address on one day: nobody's letter-box is filled by what strangers type. */
const RECEIPTS_A_DAY = 5;

/** Letters to who applied, by mail where that is the way they chose. Their subjects tell nothing. */
@Injectable()
export class ApplicationLetters {
  constructor(
    private readonly editions: EditionService,
    private readonly outbox: Outbox,
    private readonly throttle: ThrottleService,
    private readonly clock: Clock,
  ) {}

  /** To everybody of this application who is reached by mail. */
  async write(tx: Tx, application: Application, kind: LetterKind): Promise<void> {
    const needsMore = (kind === 'received' || kind === 'accepted') && (await this.hasNeeds(tx, application));
    const more = needsMore ? ['before'] : [];
    const people = await tx.find(Applicant, {
      where: { applicationId: application.id },
      order: { position: 'ASC' },
    });
    for (const person of people.filter(({ way, contact }) => way === 'mail' && contact !== '')) {
      if (kind === 'received' && !(await this.isSpared(tx, person.contact))) continue;
      await this.send(tx, application, { person, kind, more });
      const decision = DECISIONS.find((one) => one === kind);
      if (decision) await this.mark(tx, person.id, decision);
    }
  }

  /** Of a cohort that takes people now, to who asked to be told first. */
  async writeNext(tx: Tx, application: Application, cohortId: string): Promise<void> {
    const { id: applicationId, wantsNextById: only } = application;
    for (const { id, way, contact } of await tx.find(Applicant, { where: { applicationId } })) {
      if (way !== 'mail' || contact === '' || (only !== null && only !== id)) continue;
      const own = await this.newLink(tx, id, 'own');
      const params = { cohort: cohortId, own };
      await this.outbox.add(tx, {
        to: contact,
        template: 'applications.next',
        lang: application.lang,
        params,
        notBefore: mailTime(this.clock.now()),
      });
    }
  }

  /** A new secret address; older ones of the same person stay good. It is returned and kept nowhere. */
  async newLink(tx: Tx, applicantId: string, purpose: LinkPurpose): Promise<string> {
    const token = newToken();
    const row = { hash: sha256(token), applicantId, purpose, madeAt: this.clock.now() };
    await tx.insert(ApplicationLink, row);
    return token;
  }

  private async send(
    tx: Tx,
    application: Application,
    { person, kind, more }: { person: Applicant; kind: LetterKind; more: readonly string[] },
  ): Promise<void> {
    const own = kind === 'withdrawn' ? '' : await this.newLink(tx, person.id, 'own');
    const offer = kind === 'accepted' ? await this.newLink(tx, person.id, 'offer') : '';
    const params = { receipt: formatLearnerNumber(application.receipt), own, offer };
    await this.outbox.add(tx, {
      to: person.contact,
      template: `applications.${kind}`,
      lang: application.lang,
      params,
      more,
    });
  }

  /** Whether something is finished before one begins in the cohort. What it is stands behind the link only. */
  private async hasNeeds(tx: Tx, { cohortId }: Application): Promise<boolean> {
    const row = await tx.one<{ track_id: string }>`select track_id from cohort where id = ${cohortId}`;
    const edition = row && (await this.editions.findCurrent(row.track_id, tx));
    return edition !== null && edition.track.requires.length > 0;
  }

  private async mark(tx: Tx, applicantId: string, kind: Decision): Promise<void> {
    const mark = {
      way: 'mail',
      onDay: this.clock.today(),
      recordedBy: null,
      recordedAt: this.clock.now(),
    } as const;
    await tx.upsert(ApplicationLetter, { applicantId, kind, ...mark }, ['applicantId', 'kind']);
  }

  private isSpared(tx: Tx, address: string): Promise<boolean> {
    return this.throttle.spend(tx, `application-mail:${address}`, RECEIPTS_A_DAY);
  }
}
