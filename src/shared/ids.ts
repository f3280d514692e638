import { hash, randomBytes } from 'node:crypto';
import { v7 } from 'uuid';
import { NotFound } from './domain-error.js';

/** UUID v7: sorts by the time it was made, says nothing else. */
export function newId(now: Date): string {
  return v7({ msecs: now.getTime() });
}

/** 256 bits from the system's generator, safe in a cookie or a URL. Only its hash is ever stored. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

export function sha256(content: string | Buffer): string {
  return hash('sha256', content);
}

/** Shape of our ids; anything else in a URL is answered like a missing thing, without asking the database. */
export function isId(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}

/** The id in an address. @throws NotFound for what can be none of ours */
export function getId(text: string): string {
  if (!isId(text)) throw new NotFound();
  return text;
}
