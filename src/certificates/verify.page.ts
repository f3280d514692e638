import type { FormView } from '../web/form.js';
import type { NameAnswer, Verified } from './verification.service.js';

export interface VerifiedPage {
  readonly certificate: Verified;
  /** Whole hours and the minutes left over. */
  readonly hours: number;
  readonly minutes: number;
  readonly form: FormView;
  /** Null until a name was typed. */
  readonly answer: NameAnswer | null;
  readonly action: string;
}

export function toVerifiedPage(
  certificate: Verified,
  name: { form: FormView; answer: NameAnswer | null; code: string },
): VerifiedPage {
  return {
    certificate,
    hours: Math.floor(certificate.minutes / 60),
    minutes: certificate.minutes % 60,
    form: name.form,
    answer: name.answer,
    action: `/verify/${name.code}`,
  };
}
