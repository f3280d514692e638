import { createHmac, timingSafeEqual } from 'node:crypto';

const MINUTE = 60_000;
const DIGITS = 6;

/** The code at the door of a date, in this minute: six digits. */
export function codeAt(secret: string, sessionId: string, now: Date): string {
  return codeOf(secret, sessionId, minuteOf(now));
}

/** Good in its minute and in the one after: nobody has to hurry. Spaces and full-width digits are read as meant. */
export function isCodeGood(typed: string, at: { secret: string; sessionId: string; now: Date }): boolean {
  const digits = typed.normalize('NFKC').replace(/\s/g, '');
  const minute = minuteOf(at.now);
  const good = [minute, minute - 1].map((one) => isSame(digits, codeOf(at.secret, at.sessionId, one)));
  return good.includes(true);
}

/** Until a new code stands at the door. */
export function secondsLeft(now: Date): number {
  return Math.ceil((MINUTE - (now.getTime() % MINUTE)) / 1000);
}

function minuteOf(now: Date): number {
  return Math.floor(now.getTime() / MINUTE);
}

function codeOf(secret: string, sessionId: string, minute: number): string {
  const mac = createHmac('sha256', Buffer.from(secret, 'hex')).update(`${sessionId}:${minute}`).digest();
  return String(mac.readUInt32BE(0) % 10 ** DIGITS).padStart(DIGITS, '0');
}

function isSame(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}
