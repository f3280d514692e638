import { sha256 } from '../shared/ids.js';

/** What hangs before the first row. */
export const NOTHING_BEFORE = '0'.repeat(64);

/** Where a chain ends: worth noting outside the database, because a chain cannot see that its end was cut off. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
}

/** What of a row is under its hash. */
export interface Entry {
  readonly seq: number;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly actorId: string | null;
  readonly role: string | null;
  readonly act: string;
  readonly object: string;
  readonly detail: string;
  readonly previousHash: string;
}

export type Detail = Readonly<Record<string, string | number | boolean | null>>;

// Ids, codes, days and numbers are printable ASCII; names and sentences are not, and addresses carry an @.
const PLAIN = /^[\x21-\x3f\x41-\x7e]{0,200}$/;

/** One text for one content, whatever the order in which it was written. @throws Error for anything that may be a name. */
export function canonical(detail: Detail): string {
  const names = Object.keys(detail).sort();
  for (const name of names) {
    const value = detail[name];
    if (typeof value === 'string' && !PLAIN.test(value))
      throw new Error(`audit detail ${name} is not an id or a code`);
  }
  return JSON.stringify(Object.fromEntries(names.map((name) => [name, detail[name]])));
}

export function hashOf(entry: Entry): string {
  const { seq, at, actorId, role, act, object, detail, previousHash } = entry;
  return sha256(JSON.stringify([seq, at, actorId, role, act, object, detail, previousHash]));
}

/** Why a row does not follow the one before it, or null. */
export function flawOf(
  row: Entry & { readonly hash: string },
  before: Head,
): 'missing' | 'unlinked' | 'changed' | null {
  if (row.seq !== before.seq + 1) return 'missing';
  if (row.previousHash !== before.hash) return 'unlinked';
  return hashOf(row) === row.hash ? null : 'changed';
}

const NOTED_SIGNS = 20;

/**
 * A head for paper: place and the first 80 bits of the hash in fours, with two signs that give a slip of the pen away.
 * 80 bits cannot be met by trying; whoever rewrote the rows before would have to meet exactly these.
 */
export function noteOf({ seq, hash }: Head): string {
  const signs = hash.slice(0, NOTED_SIGNS);
  return `${seq}:${[...(signs.match(/.{4}/g) ?? []), checkOf(seq, signs)].join('-')}`;
}

/** A noted head, short or whole, as somebody typed it. Null when it cannot be one: a sign was misread. */
export function readNote(text: string): Head | null {
  const found = /^(\d{1,15}):([0-9a-f-]+)$/.exec(text.replace(/\s/g, '').toLowerCase());
  if (!found) return null;
  const [seq, signs] = [Number(found[1]), found[2]!.replaceAll('-', '')];
  if (signs.length === NOTHING_BEFORE.length) return { seq, hash: signs };
  const [hash, check] = [signs.slice(0, NOTED_SIGNS), signs.slice(NOTED_SIGNS)];
  return check === checkOf(seq, hash) ? { seq, hash } : null;
}

function checkOf(seq: number, signs: string): string {
  return sha256(`${seq}:${signs}`).slice(0, 2);
}
