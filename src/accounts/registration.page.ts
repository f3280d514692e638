import { emptyForm } from '../web/form.js';
import type { FormView } from '../web/form.js';
import { formatLearnerNumber } from './learner-number.rules.js';
import { ConsentForm, EmailForm, NameAndPasswordForm } from './person.form.js';
import type { Draft } from './registration.service.js';

const STEPS = {
  email: '/register',
  name: '/register/name',
  consent: '/register/consent',
  check: '/register/check',
};
export const DONE = '/register/done';

/** The first page that is not answered yet; the page to look everything over when all are. */
export function nextStep(draft: Draft | null): string {
  if (draft === null) return STEPS.email;
  if (draft.learnerNumber !== null) return DONE;
  if (draft.displayName === null || !draft.hasPassword) return STEPS.name;
  return draft.hasConsent ? STEPS.check : STEPS.consent;
}

/** Whether a page may be opened: nothing before it is unanswered. Answered ones stay open, to be changed. */
export function mayOpen(draft: Draft | null, step: keyof typeof STEPS): boolean {
  if (step === 'email') return true;
  if (draft === null || draft.learnerNumber !== null) return false;
  if (step === 'name') return true;
  const next = nextStep(draft);
  return next === STEPS.check || (step === 'consent' && next === STEPS.consent);
}

export interface StepPage {
  readonly form: FormView;
  /** Where the page before this one is. */
  readonly backHref: string;
}

export function toEmailPage(draft: Draft | null, form?: FormView): StepPage {
  return { form: form ?? emptyForm(EmailForm, { email: draft?.email ?? '' }), backHref: '/' };
}

export interface NamePage extends StepPage {
  /** A password was chosen before: it may be left as it is. */
  readonly hasPassword: boolean;
}

export function toNamePage(draft: Draft, form?: FormView): NamePage {
  return {
    form: form ?? emptyForm(NameAndPasswordForm, { displayName: draft.displayName ?? '' }),
    hasPassword: draft.hasPassword,
    backHref: STEPS.email,
  };
}

export function toConsentForm(draft: Draft): FormView {
  return emptyForm(ConsentForm, { consent: draft.hasConsent ? '1' : '' });
}

export interface CheckPage {
  readonly email: string | null;
  readonly displayName: string;
}

export function toCheckPage(draft: Draft): CheckPage {
  return { email: draft.email, displayName: draft.displayName ?? '' };
}

export interface DonePage {
  readonly learnerNumber: string;
  /** A mail is on its way to the address that was given; null when none was. */
  readonly email: string | null;
  readonly isSignedIn: boolean;
  /** Where they were going when they were led to register. */
  readonly nextHref: string | null;
}

export function toDonePage(done: {
  learnerNumber: string;
  email: string | null;
  isSignedIn: boolean;
  nextHref: string | null;
}): DonePage {
  return { ...done, learnerNumber: formatLearnerNumber(done.learnerNumber) };
}
