import type { CertificateState } from './certificate.entity.js';

/** `none`: no answer was given, which is the only one without the holder's consent. */
export const ENQUIRY_ANSWERS = ['none', 'match', 'no-match'] as const;
export type EnquiryAnswer = (typeof ENQUIRY_ANSWERS)[number];

/** For so long the book of answers is kept. */
export const KEEP_ENQUIRIES_YEARS = 5;

interface Answered {
  readonly answer: EnquiryAnswer;
  readonly hasConsent: boolean;
  /** Of the certificate with the number that was named; null where there is none. */
  readonly state: CertificateState | null;
}

/** Why this cannot have been the answer; null where it can. */
export function refusalOf({ answer, hasConsent, state }: Answered): 'consent' | 'unknown' | 'revoked' | null {
  if (answer === 'none') return null;
  if (!hasConsent) return 'consent';
  if (answer === 'match' && state === null) return 'unknown';
  return answer === 'match' && state === 'revoked' ? 'revoked' : null;
}
