import type { Role } from '../web/me.js';
import { isStaff } from './roles.rules.js';

/** Upper limit in characters: a book is not a password, and hashing one costs everybody. */
export const LONGEST_PASSWORD = 128;
const SHORTEST = 12;
const SHORTEST_STAFF = 15;
const LEFT_WITHOUT_CONTEXT = 8;

/** Shortest password in characters: 12 for trainees, 15 for who acts in a staff role. Source: design §7. */
export function shortestPassword(roles: readonly Role[]): number {
  return roles.some(isStaff) ? SHORTEST_STAFF : SHORTEST;
}

/**
 * The form in which a password is counted, compared and hashed: NFKC, so that it fits on every keyboard and
 * in full or half width (SP 800-63B-4, 3.1.1.2). Spaces count; nothing is cut off.
 */
export function normalisePassword(typed: string): string {
  return typed.normalize('NFKC');
}

export interface PasswordContext {
  readonly shortest: number;
  /** Passwords that everybody tries; lower case. */
  readonly common: ReadonlySet<string>;
  /** Words that belong to this person and this site: name, address, site, council. */
  readonly words: readonly string[];
}

export type Weakness = 'short' | 'long' | 'common' | 'context';

/** Why a normalised password is not taken, or null. No rule about kinds of characters. */
export function weaknessOf(password: string, context: PasswordContext): Weakness | null {
  const length = [...password].length;
  if (length < context.shortest) return 'short';
  if (length > LONGEST_PASSWORD) return 'long';
  const lower = password.toLowerCase();
  if (isMostlyContext(lower, context.words)) return 'context';
  return isCommon(lower, context.common) || isPattern(lower) ? 'common' : null;
}

/** Little is left when the words that anybody could guess are taken out. */
function isMostlyContext(lower: string, words: readonly string[]): boolean {
  const rest = words
    .flatMap((word) => [word, ...word.split(/[^\p{L}\p{N}]+/u)])
    .map((word) => word.normalize('NFKC').toLowerCase())
    .filter((word) => [...word].length >= 3)
    .sort((a, b) => b.length - a.length)
    .reduce((left, word) => left.replaceAll(word, ''), lower);
  return rest !== lower && [...rest].length < LEFT_WITHOUT_CONTEXT;
}

/** A common password as it is, with digits and signs in or around it ("Password12345678"), or several times. */
function isCommon(lower: string, common: ReadonlySet<string>): boolean {
  const letters = lower.replace(/[^\p{L}]+/gu, '');
  const piece = /^(.+?)\1*$/u.exec(letters)?.[1] ?? '';
  return common.has(lower) || ([...piece].length >= 4 && common.has(piece));
}

/** One short piece repeated, or characters in a row ("abcabcabcabc", "12345678901234", "ああああああああああああ"). */
function isPattern(lower: string): boolean {
  if (/^(.{1,4}?)\1+.{0,3}$/u.test(lower)) return true;
  const codes = [...lower].map((character) => character.codePointAt(0)!);
  const steps = codes.slice(1).map((code, index) => code - codes[index]!);
  const inARow = steps.filter(
    (step) => step === 1 || step === -1 || step === 0 || Math.abs(step) === 9,
  ).length;
  return inARow >= steps.length - 1;
}
