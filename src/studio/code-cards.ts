import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { Severity } from '../curriculum/problem.js';

/** What an author is told about one code of the checker, besides its cause and fix (checker.json). */
export interface CodeCard {
  readonly code: string;
  /** As in the example; some codes weigh less where there is another way. */
  readonly severity: Severity;
  /** The studio and `check --fix` can mend it. */
  readonly isRepaired: boolean;
  /** Where in the files the example stands; words are `studio-guide.place.<place>`. */
  readonly place: string;
  /** Why it matters to those who learn. */
  readonly why: string;
  /** Writing in which the checker says so, and the same mended. */
  readonly before: string;
  readonly after: string;
  /** What fills the words of the cause and the fix in the example, and which fix it is. */
  readonly params: Readonly<Record<string, string>>;
  readonly variant: string | null;
}

const folder = fileURLToPath(new URL('../../views/studio/codes/', import.meta.url));

let cards: ReadonlyMap<string, CodeCard> | null = null;

/** Every card by its code, in the order of the codes. Read once. */
export function codeCards(): ReadonlyMap<string, CodeCard> {
  return (cards ??= readCards());
}

function readCards(): ReadonlyMap<string, CodeCard> {
  const read = readdirSync(folder)
    .sort()
    .flatMap((name) => Object.entries(parseFile(folder + name)).map(toCard));
  return new Map(read.sort((a, b) => (a.code < b.code ? -1 : 1)).map((card) => [card.code, card]));
}

interface Written extends Readonly<Record<'severity' | 'place' | 'why' | 'before' | 'after', string>> {
  readonly repairs?: string;
  readonly variant?: string;
  readonly params?: Readonly<Record<string, string>>;
}

function parseFile(path: string): Readonly<Record<string, Written>> {
  return parse(readFileSync(path, 'utf8'), { schema: 'failsafe' }) as Readonly<Record<string, Written>>;
}

function toCard([code, written]: [string, Written]): CodeCard {
  const { severity, repairs, place, why, before, after, variant, params } = written;
  if (!severity || !place || !why || !before || !after) throw new Error(`the card ${code} is not complete`);
  return {
    code,
    severity: severity as Severity,
    isRepaired: repairs === 'yes',
    place,
    why,
    before,
    after,
    variant: variant ?? null,
    params: params ?? {},
  };
}
