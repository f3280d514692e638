import { parseLearnerNumber } from './learner-number.rules.js';

/** What somebody signs in with: one of the two. */
export type Identifier =
  | { readonly email: string; readonly learnerNumber: null }
  | { readonly email: null; readonly learnerNumber: string };

/** As addresses are stored and compared: half width, lower case, no spaces around. */
export function normaliseEmail(typed: string): string {
  return typed.normalize('NFKC').trim().toLowerCase();
}

/** Null when it is neither an address nor a number with a right check digit: a slip that can be told without telling anything. */
export function parseIdentifier(typed: string): Identifier | null {
  const email = normaliseEmail(typed);
  if (email.includes('@')) return { email, learnerNumber: null };
  const learnerNumber = parseLearnerNumber(typed);
  return learnerNumber === null ? null : { email: null, learnerNumber };
}
