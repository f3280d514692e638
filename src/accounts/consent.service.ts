import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { Database } from '../database/database.js';
import type { Tx } from '../database/database.js';
import { newId, sha256 } from '../shared/ids.js';
import { Locales } from '../web/locales.js';
import type { Language } from '../web/locales.js';
import { CONSENT_VERSION, toConsentSections } from './consent.rules.js';
import type { ConsentSection } from './consent.rules.js';
import { Consent } from './consent.entity.js';

/** What was agreed to, by version, words and moment. */
export interface GivenConsent {
  readonly version: string;
  readonly textHash: string;
  readonly givenAt: Date;
}

export interface ConsentText {
  readonly version: string;
  readonly sections: readonly ConsentSection[];
  /** Of the words as they are shown. */
  readonly hash: string;
}

@Injectable()
export class ConsentService {
  constructor(
    private readonly locales: Locales,
    private readonly config: Config,
    private readonly database: Database,
  ) {}

  /** Today's text: purpose, who sees what, how long. */
  text(lang: Language): ConsentText {
    const { council } = this.config;
    const words = this.locales.in(lang);
    const sections = toConsentSections((key) =>
      words.text(key, { council: council.name, office: council.office.name }),
    );
    return { version: CONSENT_VERSION, sections, hash: sha256(JSON.stringify(sections)) };
  }

  async record(tx: Tx, personId: string, consent: GivenConsent): Promise<void> {
    const id = newId(consent.givenAt);
    await tx.insert(Consent, { id, personId, subject: 'registration', ...consent, withdrawnAt: null });
  }

  /** When the person agreed; null for staff who were invited. */
  async givenAt(personId: string): Promise<Date | null> {
    const row = await this.database.one<{ given_at: number }>`
      select given_at from consent
      where person_id = ${personId} and subject = 'registration' and withdrawn_at is null
      order by given_at desc limit 1`;
    return row && new Date(row.given_at);
  }
}
