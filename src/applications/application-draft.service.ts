import { Injectable } from '@nestjs/common';
import { networkOf } from '../accounts/throttle.rules.js';
import { ThrottleService } from '../accounts/throttle.service.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { DomainError } from '../shared/domain-error.js';
import { newToken, sha256 } from '../shared/ids.js';
import type { ContactWay } from './applicant.entity.js';
import { ApplicationDraft } from './application-draft.entity.js';
import { ApplicationPlaces } from './application-place.service.js';
import type { Place } from './application-place.service.js';
import { tidied } from './application.rules.js';
import type { Somebody } from './application.rules.js';

/** From one network: room for a whole organisation behind one address. */
export const APPLICATIONS_A_DAY = 100;
const DRAFT_LIFE_MS = 2 * 60 * 60_000;
const DAY_MINUTES = 24 * 60;

/** What was answered so far. */
export interface Draft {
  readonly id: string;
  readonly who: Somebody;
  readonly partner: Somebody | null;
  /** Null: not answered; empty: nothing is needed. */
  readonly need: string | null;
  readonly hasConsent: boolean;
  /** Of the application that was made of it; null before. */
  readonly receipt: string | null;
}

interface Row {
  id: string;
  name: string;
  way: ContactWay;
  contact: string;
  partner_name: string | null;
  partner_way: ContactWay | null;
  partner_contact: string | null;
  need: string | null;
  consented_at: number | null;
  receipt: string | null;
}

/** Where somebody is on the way to an application. */
export interface Stand {
  readonly place: Place;
  readonly draft: Draft | null;
}

/** Answers are kept here, not in the browser, so that Back and a lost connection cost nothing. */
@Injectable()
export class ApplicationDrafts {
  constructor(
    private readonly database: Database,
    private readonly places: ApplicationPlaces,
    private readonly throttle: ThrottleService,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound when one does not apply for this cohort */
  async stand(cohortId: string, token: string | null): Promise<Stand> {
    const place = await this.places.get(cohortId);
    return { place, draft: token === null ? null : await this.find(place.id, token) };
  }

  /**
   * Begins, or goes on with a draft that was not sent. The token to keep in the browser; null when it has it.
   * @throws DomainError when too many were begun from this network today
   */
  async answerWho(
    { place, draft }: Stand,
    { who, address }: { who: Somebody; address: string },
  ): Promise<string | null> {
    const { name, way, contact } = tidied(who);
    return this.database.write(async (tx) => {
      if (draft && draft.receipt === null) {
        await this.change(tx, draft, { name, way, contact });
        return null;
      }
      if (!(await this.throttle.spend(tx, `apply:${networkOf(address)}`, APPLICATIONS_A_DAY)))
        throw new DomainError('applications.too-many', { minutes: DAY_MINUTES });
      const token = newToken();
      const expiresAt = new Date(this.clock.now().getTime() + DRAFT_LIFE_MS);
      await tx.insert(ApplicationDraft, {
        id: sha256(token),
        cohortId: place.id,
        ...{ name, way, contact, expiresAt },
      });
      return token;
    });
  }

  async answerPartner(draft: Draft, partner: Somebody): Promise<void> {
    const { name, way, contact } = tidied(partner);
    await this.database.write((tx) =>
      this.change(tx, draft, { partnerName: name, partnerWay: way, partnerContact: contact }),
    );
  }

  async answerNeed(draft: Draft, need: string): Promise<void> {
    await this.database.write((tx) => this.change(tx, draft, { need }));
  }

  async answerConsent(draft: Draft, { version, hash }: { version: string; hash: string }): Promise<void> {
    const consent = { consentVersion: version, consentTextHash: hash, consentedAt: this.clock.now() };
    await this.database.write((tx) => this.change(tx, draft, consent));
  }

  async forgetOld(now: Date): Promise<void> {
    await this.database.write(async (tx) => {
      await tx.sql`delete from application_draft where expires_at < ${now.getTime()}`;
    });
  }

  /** What was sent stays as it was sent. */
  private async change(tx: Tx, draft: Draft, answer: Partial<ApplicationDraft>): Promise<void> {
    const open = await tx.findOne(ApplicationDraft, { id: draft.id });
    if (open && open.applicationId === null) await tx.update(ApplicationDraft, { id: open.id }, answer);
  }

  private async find(cohortId: string, token: string): Promise<Draft | null> {
    const now = this.clock.now().getTime();
    const row = await this.database.one<Row>`
      select d.id, d.name, d.way, d.contact, d.partner_name, d.partner_way, d.partner_contact, d.need,
        d.consented_at, a.receipt
      from application_draft d left join application a on a.id = d.application_id
      where d.id = ${sha256(token)} and d.cohort_id = ${cohortId} and d.expires_at > ${now}`;
    return row && toDraft(row);
  }
}

function toDraft(row: Row): Draft {
  return {
    id: row.id,
    who: { name: row.name, way: row.way, contact: row.contact },
    partner:
      row.partner_name === null
        ? null
        : { name: row.partner_name, way: row.partner_way!, contact: row.partner_contact! },
    need: row.need,
    hasConsent: row.consented_at !== null,
    receipt: row.receipt,
  };
}
