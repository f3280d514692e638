import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import type { Language } from '../web/locales.js';
import { ConsentService } from './consent.service.js';
import { EmailAddressService } from './email-address.service.js';
import { RegistrationService } from './registration.service.js';
import type { Draft } from './registration.service.js';
import { SessionService } from './session.service.js';
import type { Started } from './session.service.js';

/** How a registration ends: with consent, then with an account and somebody signed in. */
@Injectable()
export class RegistrationEndService {
  constructor(
    private readonly database: Database,
    private readonly registrations: RegistrationService,
    private readonly consents: ConsentService,
    private readonly emails: EmailAddressService,
    private readonly sessions: SessionService,
  ) {}

  async agree(draft: Draft, lang: Language): Promise<void> {
    const { version, hash } = this.consents.text(lang);
    await this.database.write((tx) =>
      this.registrations.answerConsent(tx, draft, { version, textHash: hash }),
    );
  }

  /** Null when the account was made before: a double click makes one. */
  async finish(
    draft: Draft,
    visitor: { ui: string; userAgent: string | undefined },
  ): Promise<Started | null> {
    return this.database.write(async (tx) => {
      const made = await this.registrations.finish(tx, draft, visitor.ui);
      if (made === null) return null;
      const { personId, email } = made;
      if (email !== null) await this.emails.ask(tx, { personId, email });
      return this.sessions.start(tx, {
        personId,
        role: 'trainee',
        ownDevice: false,
        userAgent: visitor.userAgent,
      });
    });
  }
}
