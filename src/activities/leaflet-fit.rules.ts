/** A text that has to share one sheet of paper with others. */
export interface Passage {
  /** May hold {漢字|かんじ} and ends of lines. */
  readonly text: string;
  /** Lines that it gets however much the others need. */
  readonly least: number;
}

export interface Sheet {
  /** Lines for all passages together. */
  readonly lines: number;
  /** Full-width letters in a line. */
  readonly width: number;
  /** Whether readings stand above: one that is longer than its word makes the line longer. */
  readonly hasReadings: boolean;
}

const ELLIPSIS = '…';
/** A line may end earlier than its last letter: some signs must not begin the next one. */
const LOST_AT_THE_END = 1.5;
const READING_SIZE = 0.6;
const TOKEN = /\{[^{}|\n]+\|[^{}|\n]+\}|[\s\S]/gu;
const RUBY = /^\{([^|]+)\|([^}]+)\}$/u;
const WIDE = /[MWmw@%&—…]/u;

/**
 * The passages, shortened until all of them fit on the sheet: a line at a time from the one that is furthest above
 * its least. What was cut ends with 「…」. Cuts stand between sentences where that does not cost too much.
 */
export function fitted(passages: readonly Passage[], sheet: Sheet): readonly string[] {
  const has = passages.map(({ text }) => linesOf(text, sheet));
  const total = () => has.reduce((sum, lines) => sum + lines, 0);
  while (total() > sheet.lines) {
    const spare = passages.map(({ least }, at) => has[at]! - least);
    const most = Math.max(...spare);
    if (most <= 0) break;
    const longest = spare.lastIndexOf(most);
    has[longest] = has[longest]! - 1;
  }
  return passages.map(({ text }, at) => cutTo(text, has[at]!, sheet));
}

/** How many lines a text takes; none when there is nothing. */
export function linesOf(text: string, sheet: Sheet): number {
  return rowsOf(tidy(text), sheet).length;
}

/** The text itself, or as much of it as fits, with 「…」; nothing where there is no line for it. */
export function cutTo(text: string, lines: number, sheet: Sheet): string {
  const tidied = tidy(text);
  const rows = rowsOf(tidied, sheet);
  if (rows.length <= lines) return tidied;
  const last = rows[lines - 1];
  if (!last) return '';
  const row = [...last.tokens];
  while (row.length > 0 && widthOf(row, sheet) > sheet.width - LOST_AT_THE_END - 1) row.pop();
  const whole = tidied.slice(0, last.from) + row.join('');
  const sentence = whole.lastIndexOf('。') + 1;
  return (sentence > whole.length * 0.6 ? whole.slice(0, sentence) : whole.trimEnd()) + ELLIPSIS;
}

/** Lines without anything on them cost paper. */
function tidy(text: string): string {
  return text.trim().replace(/\s*[\r\n]\s*/g, '\n');
}

interface Row {
  /** Where it begins in the text. */
  readonly from: number;
  readonly tokens: readonly string[];
}

function rowsOf(text: string, sheet: Sheet): readonly Row[] {
  const rows: Row[] = [];
  let [tokens, width, from, at]: [string[], number, number, number] = [[], 0, 0, 0];
  const end = () => {
    if (tokens.length > 0) rows.push({ from, tokens });
    [tokens, width, from] = [[], 0, at];
  };
  for (const token of text.match(TOKEN) ?? []) {
    const size = widthOf([token], sheet);
    if (tokens.length > 0 && width + size > sheet.width - LOST_AT_THE_END) end();
    at += token.length;
    if (token === '\n') end();
    else {
      tokens.push(token);
      width += size;
    }
  }
  end();
  return rows;
}

function widthOf(tokens: readonly string[], sheet: Sheet): number {
  let width = 0;
  for (const token of tokens) {
    const [, base, reading] = RUBY.exec(token) ?? [];
    if (base === undefined || reading === undefined) width += signWidth(token);
    else width += Math.max(lettersWidth(base), sheet.hasReadings ? lettersWidth(reading) * READING_SIZE : 0);
  }
  return width;
}

function lettersWidth(text: string): number {
  let width = 0;
  for (const sign of text) width += signWidth(sign);
  return width;
}

function signWidth(sign: string): number {
  const code = sign.codePointAt(0)!;
  if (code > 0xffff) return 1.4;
  if (code > 0x2ff && !(code > 0xff60 && code < 0xffa0)) return 1;
  return WIDE.test(sign) ? 1 : 0.68;
}
