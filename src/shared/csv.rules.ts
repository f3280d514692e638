/** What a spreadsheet needs to read the file as UTF-8. */
export const BYTE_ORDER_MARK = '\uFEFF';

export type CsvValue = string | number | null;

const QUOTED = /[",\r\n]/;
const NUL = /\0/g;
// A formula begins with one of these, also in full width, also after spaces, quotes or invisible characters.
const FORMULA = /^[\s"'\0\u200B-\u200D\u2060\uFEFF\u202A-\u202E]*[=+\-@＝＋－＠﹦﹢﹣﹫−]/u;
const BEGINS_BADLY = /^[\t\r\n\0]/;

/** One line of RFC 4180, with its CRLF. */
export function csvRow(values: readonly CsvValue[]): string {
  let line = '';
  for (let at = 0; at < values.length; at += 1) {
    if (at > 0) line += ',';
    line += csvCell(values[at] as CsvValue);
  }
  return line + '\r\n';
}

/**
 * One value. Text that a spreadsheet could take for a formula gets an apostrophe in front (OWASP, CSV injection);
 * numbers of ours never do, so -3 stays a number. NUL, which no spreadsheet reads, is left out.
 */
export function csvCell(value: CsvValue): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  if (isHarmless(value)) return value;
  const guarded = isFormula(value) ? `'${value}` : value;
  const clean = guarded.replace(NUL, '');
  return QUOTED.test(clean) ? `"${clean.replaceAll('"', '""')}"` : clean;
}

/** Most cells of a report: ASCII letters, figures, points, colons and inner hyphens, decided without a pattern. */
function isHarmless(value: string): boolean {
  for (let at = 0; at < value.length; at += 1) {
    const code = value.charCodeAt(at);
    const inner = at > 0 && (code === 0x2d || code === 0x20);
    if (!inner && !(code > 0x2d && code < 0x3b) && !(code > 0x40 && code < 0x7b)) return false;
  }
  return true;
}

/** Whether a spreadsheet could take the text for something to calculate. */
export function isFormula(text: string): boolean {
  return FORMULA.test(text) || BEGINS_BADLY.test(text);
}
