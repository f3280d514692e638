import type { Node } from '../notation/node.js';
import { NotationFile } from '../notation/notation-file.js';
import type { SourceFile } from '../notation/source-file.js';
import type { Problem } from '../problem.js';
import { keyWords } from '../schema/key-words.js';
import { commentIndents } from './comment-indents.js';
import { Layout } from './layout.js';
import { breakLongFlows } from './long-flow.js';
import { commentsOf, documentOf } from './tokens.js';

export type Tidied =
  /** As it should lie on disk: UTF-8 without a mark, lines that end with \n. The same bytes: it was tidy. */
  | { readonly bytes: Uint8Array; readonly refused: null }
  /** It cannot be read, so nothing was touched. */
  | { readonly bytes: null; readonly refused: readonly Problem[] };

/** Brackets inside brackets inside brackets: one level is opened a round. */
const MOST_ROUNDS = 8;

/**
 * One file in the form all tools write: two columns a level, a list under its key, one blank line at most,
 * quotation marks where they are needed. Every comment, the order and the meaning of every value stay; where
 * that cannot be kept, the lines stay as they are.
 */
export function tidyFile(source: SourceFile): Tidied {
  const file = new NotationFile(source.path, source, keyWords);
  const { kept } = file.finish();
  const refused = kept.filter(({ severity }) => severity === 'error');
  if (refused.length > 0) return { bytes: null, refused };
  const text = withEnd(file.slice({ start: 0, end: Infinity }));
  const tidy = tidied(text);
  const chosen = text === tidy || keeps(file, text, tidy) ? tidy : text;
  return { bytes: new TextEncoder().encode(chosen), refused: null };
}

export const isTidy = (source: SourceFile, { bytes }: Tidied): boolean =>
  bytes === null || Buffer.from(source.bytes).equals(bytes);

const withEnd = (text: string): string => (text.trim() === '' ? '' : `${text.replace(/\n+$/, '')}\n`);

function tidied(text: string): string {
  let made = laidOut(text);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const broken = breakLongFlows(made);
    if (broken === made) break;
    made = laidOut(broken);
  }
  return made;
}

function laidOut(text: string): string {
  const lines = text.split('\n');
  const layout = new Layout(lines);
  layout.walk(documentOf(text), 0);
  const { roles } = layout;
  const made: string[] = [];
  const comments = commentIndents(lines, roles);
  lines.forEach((line, index) => {
    const role = roles.get(index);
    const edited = withEdits(line, layout.edits.get(index) ?? []);
    if (role?.is === 'text') made.push(' '.repeat(role.indent) + line.slice(role.drop));
    else if (role?.is === 'placed') made.push(' '.repeat(role.indent) + trimmed(edited));
    else if (role?.is === 'blank') made.push('');
    else if (line.trim() !== '') made.push(' '.repeat(comments.get(index) ?? 0) + line.trim());
    else if (made.length > 0 && made.at(-1) !== '') made.push('');
  });
  return withEnd(made.join('\n'));
}

/** A backslash before the last blank keeps it. */
const trimmed = (line: string): string => {
  const end = line.trimEnd();
  return (end.endsWith('\\') && end.length < line.length ? `${end} ` : end).trimStart();
};

function withEdits(line: string, edits: readonly { start: number; end: number; insert: string }[]): string {
  let made = line;
  for (const { start, end, insert } of edits.toSorted((a, b) => b.start - a.start))
    made = made.slice(0, start) + insert + made.slice(end);
  return made;
}

/** The same comments, the same values, as free of errors as before, and nothing left to do. */
function keeps({ root }: NotationFile, text: string, tidy: string): boolean {
  const after = new NotationFile('', { path: '', bytes: new TextEncoder().encode(tidy) }, keyWords);
  return (
    after.finish().kept.every(({ severity }) => severity !== 'error') &&
    (root && after.root ? meansSame(root, after.root) : root === after.root) &&
    JSON.stringify(commentsOf(text)) === JSON.stringify(commentsOf(tidy)) &&
    tidied(tidy) === tidy
  );
}

function meansSame(one: Node, other: Node): boolean {
  if (one.is === 'text') return other.is === 'text' && one.value === other.value;
  if (one.is === 'list')
    return (
      other.is === 'list' &&
      one.items.length === other.items.length &&
      one.items.every((item, index) => {
        const same = other.items[index];
        return same !== undefined && meansSame(item, same);
      })
    );
  return (
    other.is === 'map' &&
    one.entries.length === other.entries.length &&
    one.entries.every(({ key, value }, index) => {
      const same = other.entries[index];
      return same !== undefined && same.key.value === key.value && meansSame(value, same.value);
    })
  );
}
