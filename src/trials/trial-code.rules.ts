// Crockford's base32: no letter that is taken for a digit.
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 12; // characters of five bits: 60 bits, short enough to be copied by hand
const GROUP = 4;
const COOKIE_LENGTH = 43;

/** As many bytes as `codeFrom` wants. */
export const CODE_BYTES = 8;

/** The code of these bytes of a generator or a hash, in groups of four. */
export function codeFrom(bytes: Buffer): string {
  let bits = bytes.readBigUInt64BE();
  let code = '';
  for (let at = 0; at < LENGTH; at += 1) {
    code += ALPHABET[Number(bits & 31n)];
    bits >>= 5n;
  }
  return code.replace(/(.{4})(?=.)/g, '$1-');
}

/**
 * The code as it is kept: width, case, spaces, hyphens and look-alikes are read as meant. Null for what can be none,
 * which is answered like one that is not known.
 */
export function readCode(typed: string): string | null {
  const letters = typed
    .slice(0, 200)
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
    .replace(/[^0-9A-Z]/g, '');
  if (letters.length !== LENGTH || [...letters].some((letter) => !ALPHABET.includes(letter))) return null;
  return letters.match(new RegExp(`.{${GROUP}}`, 'g'))!.join('-');
}

/** The code as a cookie holds it: it opens what the code opens, and nothing more. */
export function cookieOf(code: string): string {
  return code.padEnd(COOKIE_LENGTH, '-');
}

/** Null for a cookie that was not made here. */
export function codeInCookie(token: string | null): string | null {
  return token === null ? null : readCode(token);
}
