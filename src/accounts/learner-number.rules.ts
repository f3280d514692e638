// A totally anti-symmetric quasigroup of order ten (H. M. Damm, 2004): finds every single wrong digit and every
// swap of two neighbours, the two ways in which numbers are mistyped.
const DAMM = [
  [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
  [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
  [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
  [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
  [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
  [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
  [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
  [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
  [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
  [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
];

/** The digit that makes `digits` followed by it a valid number. */
export function checkDigit(digits: string): string {
  return String([...digits].reduce((interim, digit) => DAMM[interim]![Number(digit)]!, 0));
}

/** A learner number from a whole number between 0 and 89,999,999: eight digits, the first not 0, and a check digit. */
export function toLearnerNumber(random: number): string {
  const digits = String(10_000_000 + random);
  return digits + checkDigit(digits);
}

/** How many numbers there are; `toLearnerNumber` takes anything below. */
export const LEARNER_NUMBERS = 90_000_000;

/** Reads what was typed, with spaces, hyphens or full-width digits; null when it is no learner number. */
export function parseLearnerNumber(typed: string): string | null {
  const digits = typed.normalize('NFKC').replace(/[\s\p{Pd}\u30fc\u2212]/gu, '');
  return /^[1-9]\d{8}$/.test(digits) && checkDigit(digits) === '0' ? digits : null;
}

/** In three groups of three, as it is shown and read aloud. */
export function formatLearnerNumber(number: string): string {
  return number.replace(/^(\d{3})(\d{3})(\d{3})$/, '$1-$2-$3');
}
