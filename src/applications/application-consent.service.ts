import { Injectable } from '@nestjs/common';
import { Config } from '../config/config.js';
import { sha256 } from '../shared/ids.js';
import { Locales } from '../web/locales.js';
import type { Language } from '../web/locales.js';
import { APPLICATION_CONSENT_VERSION, toApplicationConsent } from './application-consent.rules.js';
import type { ConsentSection } from './application-consent.rules.js';

export interface ApplicationConsentText {
  readonly version: string;
  readonly sections: readonly ConsentSection[];
  /** Of the words as they are shown. */
  readonly hash: string;
}

/** What one agrees to when applying: it is asked of itself, and is not the consent of a registration. */
@Injectable()
export class ApplicationConsent {
  constructor(
    private readonly locales: Locales,
    private readonly config: Config,
  ) {}

  text(lang: Language): ApplicationConsentText {
    const { office, keepApplicationsDays: days } = this.config.council;
    const words = this.locales.in(lang);
    const sections = toApplicationConsent((key) => words.text(key, { office: office.name, days }));
    return { version: APPLICATION_CONSENT_VERSION, sections, hash: sha256(JSON.stringify(sections)) };
  }
}
