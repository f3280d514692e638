/** Longest name that still fits the paper with dignity. */
export const LONGEST_NAME = 60;

/** A name as it is kept: composed characters, single spaces. */
export function cleanName(typed: string): string {
  return typed.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

/** Invisible marks can make a name read as another one. Variation selectors are no such marks. */
export function hasHiddenCharacters(name: string): boolean {
  return /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\u2028\u2029]/u.test(name);
}

export function isName(name: string): boolean {
  return /\p{L}/u.test(name);
}

// Rare forms that many keyboards cannot type, and what people type instead.
const SAME: Readonly<Record<string, string>> = {
  '\u9AD9': '\u9AD8',
  '\uFA11': '\u5D0E',
  '\u{20BB7}': '\u5409',
  '\u5FB7': '\u5FB3',
  '\u6FF5': '\u6D5C',
  '\u6FF1': '\u6D5C',
  '\u908A': '\u8FBA',
  '\u9089': '\u8FBA',
  '\u9F4B': '\u658E',
  '\u9F4A': '\u6589',
  '\u6FA4': '\u6CA2',
};

/** What two spellings of one name have in common: width, case, spaces, points and rare forms do not count. */
export function foldName(name: string): string {
  const plain = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}\p{Cf}\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/gu, '');
  return [...plain].map((character) => SAME[character] ?? character).join('');
}
