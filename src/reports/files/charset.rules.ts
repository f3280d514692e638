import iconv from 'iconv-lite';

/** How the letters of a CSV are written. `utf-8` has a byte order mark, without which spreadsheets guess wrongly. */
export const CHARSETS = ['utf-8', 'utf-8-plain', 'cp932'] as const;
export type Charset = (typeof CHARSETS)[number];

// The same letters of JIS X 0208, which Unicode has twice: what keyboards type, and what CP932 is said to mean by it.
const TWINS: Readonly<Record<string, string>> = {
  '\u301C': '\uFF5E',
  '\u2212': '\uFF0D',
  '\u2014': '\u2015',
  '\u2016': '\u2225',
  '\u00A2': '\uFFE0',
  '\u00A3': '\uFFE1',
  '\u00AC': '\uFFE2',
};
const TWIN = /[\u301C\u2212\u2014\u2016\u00A2\u00A3\u00AC]/g;
// eslint-disable-next-line no-control-regex
const ASCII = /^[\u0000-\u007F]*$/;

export function isCharset(text: string): text is Charset {
  return (CHARSETS as readonly string[]).includes(text);
}

export function typeOf(charset: Charset): string {
  return charset === 'cp932' ? 'text/csv; charset=Windows-31J' : 'text/csv; charset=utf-8';
}

/** What stands before the first line. */
export function markOf(charset: Charset): string {
  return charset === 'utf-8' ? '\uFEFF' : '';
}

/** Where CP932 lacks a letter, its Unicode number stands in brackets: never another letter, never a question mark. */
export function encode(text: string, charset: Charset): Buffer {
  if (charset !== 'cp932') return Buffer.from(text);
  const written = ASCII.test(text) ? text : [...withTwins(text)].map((sign) => orNumber(sign)).join('');
  return iconv.encode(written, 'cp932');
}

/** The letters of a text that CP932 lacks, each once and as a reader sees it: with the marks that belong to it. */
export function lackingIn932(text: string): string[] {
  if (ASCII.test(text) || [...withTwins(text)].every(isIn932)) return [];
  const letters = [...new Intl.Segmenter('ja').segment(text)].map(({ segment }) => segment);
  return [...new Set(letters.filter((letter) => ![...withTwins(letter)].every(isIn932)))];
}

export function numberOf(sign: string): string {
  return `U+${sign.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}

function withTwins(text: string): string {
  return text.replace(TWIN, (sign) => TWINS[sign] as string);
}

function orNumber(sign: string): string {
  return isIn932(sign) ? sign : `[${numberOf(sign)}]`;
}

function isIn932(sign: string): boolean {
  return sign <= '\u007F' || letters932().has(sign);
}

let known: ReadonlySet<string> | null = null;

/** All letters that come back as they were. Not the places that every office fills with signs of its own. */
function letters932(): ReadonlySet<string> {
  if (known) return known;
  // One by one: what follows a pair that means nothing would be read wrongly.
  const all: string[] = [];
  const read = (...bytes: number[]) => all.push(iconv.decode(Buffer.from(bytes), 'cp932'));
  for (let one = 0xa1; one <= 0xdf; one += 1) read(one);
  for (let lead = 0x81; lead <= 0xfc; lead += 1)
    for (let trail = 0x40; trail <= 0xfc; trail += 1)
      if ((lead < 0xa0 || lead > 0xdf) && trail !== 0x7f) read(lead, trail);
  const isOurs = (sign: string) =>
    [...sign].length === 1 && sign > '\u007F' && sign !== '\uFFFD' && !/[\uE000-\uF8FF]/.test(sign);
  const whole = (sign: string) => iconv.decode(iconv.encode(sign, 'cp932'), 'cp932') === sign;
  known = new Set(all.filter((sign) => isOurs(sign) && whole(sign)));
  return known;
}
