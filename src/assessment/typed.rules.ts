/** Longest words in a blank, longest number, longest text of one's own; in characters. */
export const LONGEST = { blank: 200, number: 40, text: 4000 } as const;

/** Signs nobody sees: joiners, and those that choose the shape of a character. */
const unseen = /[\p{Cf}\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu;
const trailing = /[.,!?:;\u3001\u3002\u30fb]+$/u;
const katakana = /[\u30a1-\u30f6]/gu;
/** From a katakana to its hiragana. */
const KANA = 0x60;

/**
 * Words as they are compared: full and half width, hiragana and katakana, capitals, spaces and what ends a sentence
 * make no difference.
 */
export function comparable(text: string): string {
  const plain = text
    .normalize('NFKC')
    .replace(unseen, '')
    .replace(/\s/gu, '')
    .toLowerCase()
    .replace(katakana, (sign) => String.fromCharCode(sign.charCodeAt(0) - KANA));
  return plain.replace(trailing, '') || plain;
}

/** Written as a number by hand: grouped by commas or not, the unit may stand behind it. Null for anything else. */
export function readNumber(text: string, unit: string | null): number | null {
  const typed = comparable(text);
  const end = unit === null ? '' : comparable(unit);
  const bare = end !== '' && typed.endsWith(end) ? typed.slice(0, -end.length) : typed;
  // The minus of a Japanese keyboard comes in several shapes.
  const digits = bare.replace(/^[\u2212\u2013\u2010\u30fc]/u, '-');
  if (!/^[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$/.test(digits)) return null;
  return Number(digits.replaceAll(',', ''));
}

/** Whether a number is near enough; what binary fractions lose is no difference. */
export function isWithin(
  value: number,
  wanted: { readonly answer: number; readonly tolerance: number },
): boolean {
  const slack = 1e-9 * Math.max(1, Math.abs(wanted.answer));
  return Math.abs(value - wanted.answer) <= wanted.tolerance + slack;
}

/** Characters as a person counts them, near enough. */
export const lengthOf = (text: string): number => [...text].length;
