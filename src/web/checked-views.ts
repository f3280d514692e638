import { hash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars from 'handlebars';
import type { Words } from './locales.js';
import type { WrittenTemplate } from './template-source.js';

/** What is known of templates once they were all looked at and found sound. */
export interface CheckedViews {
  /** Templates with a form, or with a part that needs the script. */
  readonly withForms: readonly string[];
  readonly onPaper: readonly string[];
}

/** Everything that decides what the check of templates finds, but for the program itself. */
export interface LookedAt {
  readonly folder: string;
  readonly written: readonly WrittenTemplate[];
  readonly words: readonly Words[];
}

const FILE = 'views.json';

/**
 * What was found when exactly these templates, words and assets were checked last; null: they were not, or it cannot
 * be read. `kept` is a folder that goes when the program is built anew.
 */
export function recallChecked(kept: string, looked: LookedAt): CheckedViews | null {
  try {
    const { print, found } = JSON.parse(readFileSync(join(kept, FILE), 'utf8')) as Kept;
    return print === printOf(looked) ? found : null;
  } catch {
    return null;
  }
}

/** Where it cannot be written, the next start checks again. */
export function keepChecked(kept: string, looked: LookedAt, found: CheckedViews): void {
  try {
    mkdirSync(kept, { recursive: true });
    const own = join(kept, `${FILE}.${process.pid}`);
    writeFileSync(own, JSON.stringify({ print: printOf(looked), found } satisfies Kept));
    renameSync(own, join(kept, FILE));
  } catch {
    // A folder that only its owner may write to.
  }
}

interface Kept {
  readonly print: string;
  readonly found: CheckedViews;
}

function printOf({ folder, written, words }: LookedAt): string {
  const parts = [
    Handlebars.VERSION,
    readdirSync(join(folder, 'assets')).sort(),
    written.map(({ name, source }) => [name, source]),
    words.map((one) => [one.language, one.keys().map((key) => [key, one.blanks(key)])]),
  ];
  return hash('sha256', JSON.stringify(parts));
}
