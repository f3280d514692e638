/** The key of who gave no reading: after every other. */
export const NO_READING_KEY = 'z';

const FIRST = 0x3041;
const LONG = 'ー';
/** Small letters and what they are sorted as. */
const LARGE: Readonly<Record<string, string>> = {
  ...{ ぁ: 'あ', ぃ: 'い', ぅ: 'う', ぇ: 'え', ぉ: 'お', っ: 'つ', ゃ: 'や', ゅ: 'ゆ', ょ: 'よ', ゎ: 'わ' },
  ...{ ゕ: 'か', ゖ: 'け' },
};
/** By vowel, in the order of `VOWELS`. */
const ROWS = [
  'あ/か/さ/た/な/は/ま/や/ら/わ',
  'い/き/し/ち/に/ひ/み/り/ゐ',
  'う/く/す/つ/ぬ/ふ/む/ゆ/る',
  'え/け/せ/て/ね/へ/め/れ/ゑ',
  'お/こ/そ/と/の/ほ/も/よ/ろ/を',
].map((row) => row.split('/'));
const VOWELS = 'あ/い/う/え/お'.split('/');

/** A reading as it is kept: hiragana, whether it was typed so, in katakana or in narrow letters; single spaces. */
export function toHiragana(typed: string): string {
  return typed
    .normalize('NFKC')
    .replace(/[ァ-ヶ]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0x60))
    .replace(/\s+/gu, ' ')
    .trim();
}

export function isReading(text: string): boolean {
  return /^[ぁ-ゖー・ ]*[ぁ-ゖ][ぁ-ゖー・ ]*$/.test(text);
}

/**
 * What readings are sorted by, in letters that every database sorts alike. As in a Japanese dictionary (JIS X 4061): first
 * without voicing marks, small letters as large ones, a long sound as its vowel; among equals the plain before the
 * voiced. A space comes before every letter, so that one family stands together.
 */
export function readingKey(reading: string | null): string {
  if (reading === null || reading === '') return NO_READING_KEY;
  const letters = [...reading.replaceAll('・', ' ')];
  let before = '';
  const plain = letters.map((letter) => {
    before = letter === LONG ? vowelOf(before) : plainOf(letter);
    return before;
  });
  return [...plain, '', ...letters].map(twoSigns).join('');
}

function plainOf(letter: string): string {
  const bare = letter.normalize('NFD').charAt(0);
  return LARGE[bare] ?? bare;
}

function vowelOf(letter: string): string {
  const row = ROWS.findIndex((letters) => letters.includes(letter));
  return row < 0 ? letter : VOWELS[row]!;
}

/** Nothing is 00, a space 01. */
function twoSigns(letter: string): string {
  const number = letter === '' ? 0 : letter === ' ' ? 1 : letter.charCodeAt(0) - FIRST + 2;
  return number.toString(36).padStart(2, '0');
}
