import type { Role } from '../web/me.js';
import { isStaff } from './roles.rules.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** How often `lastSeenAt` moves: a write on every page would cost more than the page. */
export const TOUCH_MINUTES = 10;
/** For how long an expired row still names its person, so that a form sent under it is kept for that person alone. */
export const AFTERLIFE_MS = 24 * HOUR;
/** How old a proof of identity may be before something sensitive. */
export const PROOF_MS = 10 * MINUTE;
const OWN_DEVICE_DAYS = 30;

export interface Lengths {
  readonly idleMinutes: number;
  /** Null: as long as it is used. */
  readonly absoluteMinutes: number | null;
}

/** How long a session lives. Staff: 30 minutes idle on any device. Source: design §7. */
export function lengthsOf(role: Role, ownDevice: boolean): Lengths {
  if (isStaff(role)) return { idleMinutes: 30, absoluteMinutes: 12 * 60 };
  if (ownDevice) return { idleMinutes: OWN_DEVICE_DAYS * 24 * 60, absoluteMinutes: null };
  return { idleMinutes: 120, absoluteMinutes: 12 * 60 };
}

/** For how many days the browser keeps the cookie; null until it is closed. */
export function cookieDaysOf(role: Role, ownDevice: boolean): number | null {
  return ownDevice && !isStaff(role) ? OWN_DEVICE_DAYS : null;
}

/** When a session that was seen at `seen` ends if it is not seen again. */
export function expiryOf(seen: Date, idleMinutes: number, absolute: Date | null): Date {
  const idle = seen.getTime() + idleMinutes * MINUTE;
  return new Date(absolute === null ? idle : Math.min(idle, absolute.getTime()));
}

export function isDueForTouch(lastSeenAt: Date, now: Date): boolean {
  return now.getTime() - lastSeenAt.getTime() >= TOUCH_MINUTES * MINUTE;
}

/** Staff give the second factor again after twelve hours, also where a session lives longer. */
export function isSecondFactorGood(secondFactorAt: Date | null, now: Date): boolean {
  return secondFactorAt !== null && now.getTime() - secondFactorAt.getTime() < 12 * HOUR;
}

/** Whether the person proved who they are recently enough for something sensitive. */
export function isProofFresh(reauthenticatedAt: Date | null, now: Date): boolean {
  return reauthenticatedAt !== null && now.getTime() - reauthenticatedAt.getTime() < PROOF_MS;
}

const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/Edg(e|A|iOS)?\//, 'Edge'],
  [/(Firefox|FxiOS)\//, 'Firefox'],
  [/(Chrome|CriOS)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'Mac'],
  [/CrOS/, 'Chromebook'],
  [/Linux/, 'Linux'],
];

/** Browser and system of a User-Agent header, to be recognised in a list. Empty when neither is known. */
export function deviceLabel(userAgent: string | undefined): string {
  const name = (known: typeof BROWSERS) => known.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1];
  return [name(BROWSERS), name(SYSTEMS)].filter((part) => part !== undefined).join(', ');
}
