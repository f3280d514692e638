import { createHmac, randomInt } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

const PERIOD = 30; // seconds; RFC 6238
const DIGITS = 6;
const RECOVERY_ALPHABET = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';
export const RECOVERY_CODES = 10;

/**
 * The secret for an authenticator app that is being set up: 160 bits, as RFC 4226 recommends. Base32. It is the same
 * in every tab for as long as the session goes on, and is written down nowhere before a first code has proved it:
 * looking at the page changes nothing.
 */
export function totpSecretOf(sessionToken: string): string {
  const bytes = createHmac('sha256', sessionToken).update('totp').digest().subarray(0, 20);
  return new Secret({ buffer: Uint8Array.from(bytes).buffer }).base32;
}

/** What the QR code says to the app. `label` is shown there: the site's neutral name and the learner number. */
export function totpUri(secret: string, named: { issuer: string; label: string }): string {
  return new TOTP({ ...named, secret, period: PERIOD, digits: DIGITS }).toString();
}

/** The time step whose code was typed, one step early or late allowed; null when it fits none or was used. */
export function stepOfCode(
  secret: string,
  typed: string,
  at: { now: Date; lastStep: number | null },
): number | null {
  const token = typed.normalize('NFKC').replace(/\D/g, '');
  if (token.length !== DIGITS) return null;
  const timestamp = at.now.getTime();
  const delta = new TOTP({ secret, period: PERIOD, digits: DIGITS }).validate({
    token,
    timestamp,
    window: 1,
  });
  if (delta === null) return null;
  const step = Math.floor(timestamp / 1000 / PERIOD) + delta;
  return at.lastStep !== null && step <= at.lastStep ? null : step;
}

/** Ten characters in two groups: 49 bits, behind a throttle. */
export function newRecoveryCode(): string {
  const letters = Array.from(
    { length: 10 },
    () => RECOVERY_ALPHABET[randomInt(RECOVERY_ALPHABET.length)]!,
  ).join('');
  return `${letters.slice(0, 5)}-${letters.slice(5)}`;
}

/** A recovery code as it is compared: full width, lower case and missing hyphens are read as meant. */
export function readRecoveryCode(typed: string): string {
  const letters = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '');
  return `${letters.slice(0, 5)}-${letters.slice(5)}`;
}
