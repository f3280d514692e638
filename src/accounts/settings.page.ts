import type { Me } from '../web/me.js';
import { formatLearnerNumber } from './learner-number.rules.js';
import type { OwnParticulars } from './settings.service.js';

export interface SettingsPage {
  readonly isSaved: boolean;
  readonly learnerNumber: string;
  readonly displayName: string;
  readonly email: string | null;
  readonly waitingEmail: string | null;
  readonly hasConsent: boolean;
  readonly hasSeveralRoles: boolean;
}

export function toSettingsPage(me: Me, own: OwnParticulars, isSaved: boolean): SettingsPage {
  return {
    isSaved,
    learnerNumber: formatLearnerNumber(own.account.learnerNumber),
    displayName: own.account.displayName,
    email: own.account.email,
    waitingEmail: own.waitingEmail,
    hasConsent: own.consentedAt !== null,
    hasSeveralRoles: me.roles.length > 1,
  };
}
