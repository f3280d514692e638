import { Injectable } from '@nestjs/common';
import { Audit } from '../audit/audit.service.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { sha256 } from '../shared/ids.js';
import { ConsentService } from './consent.service.js';
import type { GivenConsent } from './consent.service.js';
import { PersonService } from './person.service.js';
import { Registration } from './registration.entity.js';

/** Finished or not, a draft is forgotten then. */
export const DRAFT_LIFE_MS = 2 * 60 * 60_000;

/** What was answered so far. */
export interface Draft {
  readonly id: string;
  readonly email: string | null;
  readonly displayName: string | null;
  readonly hasPassword: boolean;
  readonly hasConsent: boolean;
  /** The number of the account that was made; null before. */
  readonly learnerNumber: string | null;
}

interface Row {
  id: string;
  email: string | null;
  display_name: string | null;
  password_hash: string | null;
  consented_at: number | null;
  learner_number: string | null;
}

/** The way to an account. Answers are kept here, not in the browser, so that Back and a lost connection cost nothing. */
@Injectable()
export class RegistrationService {
  constructor(
    private readonly database: Database,
    private readonly people: PersonService,
    private readonly consents: ConsentService,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  async find(token: string | null): Promise<Draft | null> {
    if (token === null) return null;
    const now = this.clock.now().getTime();
    const row = await this.database.one<Row>`
      select r.id, r.email, r.display_name, r.password_hash, r.consented_at, p.learner_number
      from registration r left join person p on p.id = r.person_id
      where r.id = ${sha256(token)} and r.expires_at > ${now}`;
    return row && toDraft(row);
  }

  /** A null hash leaves the password that was chosen before. */
  async answerName(
    tx: Tx,
    draft: Draft,
    answer: { displayName: string; passwordHash: string | null },
  ): Promise<void> {
    const { displayName, passwordHash } = answer;
    await tx.update(
      Registration,
      { id: draft.id },
      passwordHash ? { displayName, passwordHash } : { displayName },
    );
  }

  async answerConsent(tx: Tx, draft: Draft, consent: Omit<GivenConsent, 'givenAt'>): Promise<void> {
    const { version, textHash } = consent;
    await tx.update(
      Registration,
      { id: draft.id },
      { consentVersion: version, consentTextHash: textHash, consentedAt: this.clock.now() },
    );
  }

  /** Makes the account; null when that was done before or something is not answered. */
  async finish(tx: Tx, draft: Draft, ui: string): Promise<{ personId: string; email: string | null } | null> {
    const row = await tx.findOne(Registration, { id: draft.id });
    if (!row || row.personId !== null) return null;
    const { displayName, passwordHash, consentVersion, consentTextHash, consentedAt } = row;
    if (!displayName || !passwordHash || !consentVersion || !consentTextHash || !consentedAt) return null;
    const { id } = await this.people.create(tx, { displayName, passwordHash, roles: ['trainee'], ui });
    const consent = { version: consentVersion, textHash: consentTextHash, givenAt: consentedAt };
    await this.consents.record(tx, id, consent);
    await tx.update(Registration, { id: row.id }, { personId: id, passwordHash: null });
    await this.audit.record(tx, { actor: null, act: 'person.registered', object: `person:${id}` });
    return { personId: id, email: row.email };
  }

  async forgetOld(now: Date): Promise<void> {
    await this.database.write(async (tx) => {
      await tx.sql`delete from registration where expires_at < ${now.getTime()}`;
    });
  }
}

function toDraft(row: Row): Draft {
  return {
    id: row.id,
    email: row.email,
    displayName: row.display_name,
    hasPassword: row.password_hash !== null,
    hasConsent: row.consented_at !== null,
    learnerNumber: row.learner_number,
  };
}
