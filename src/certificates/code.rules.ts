/** Crockford's alphabet: no I, L, O, U, so that what is read aloud or from paper can be typed back. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const RANDOM_CHARACTERS = 27; // 135 bits
const LENGTH = RANDOM_CHARACTERS + 1;
const GROUP = 4;

/** As many bytes as `makeCode` wants: 17 bytes are 136 bits, of which 135 are used. */
export const CODE_BYTES = 17;

/** A verification code from bytes of a cryptographic generator: 27 characters and a check character, not grouped. */
export function makeCode(random: Buffer): string {
  if (random.length < CODE_BYTES) throw new RangeError('a verification code needs 17 random bytes');
  let bits = BigInt(`0x${random.subarray(0, CODE_BYTES).toString('hex')}`);
  let code = '';
  for (let at = 0; at < RANDOM_CHARACTERS; at += 1) {
    code += ALPHABET[Number(bits & 31n)];
    bits >>= 5n;
  }
  return code + checkCharacter(code);
}

/** In groups of four, as it stands on the certificate. */
export function groupCode(code: string): string {
  return code.match(new RegExp(`.{1,${GROUP}}`, 'g'))?.join('-') ?? '';
}

/**
 * What somebody typed, as the code is kept: width, case, spaces and hyphens do not matter, o is read as 0, i and l as 1.
 * Never null: what can not be a code is looked up like any other, and so takes the same way and the same time.
 */
export function readCode(typed: string): string {
  return typed
    .slice(0, 200)
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
    .replace(/[^0-9A-Z]/g, '')
    .slice(0, LENGTH + GROUP);
}

/** Whether a code that was read can be one of ours: finds every single slip and every two characters exchanged. */
export function isWellFormed(code: string): boolean {
  if (code.length !== LENGTH || [...code].some((c) => !ALPHABET.includes(c))) return false;
  return checkCharacter(code.slice(0, -1)) === code.at(-1);
}

// One check symbol of a Reed-Solomon code over GF(32): the places weigh 2^1 … 2^27 in the field, all different,
// so a changed character and an exchanged pair always change the sum.
function checkCharacter(characters: string): string {
  let sum = 0;
  let weight = 1;
  for (const character of characters) {
    weight = double(weight);
    sum ^= product(ALPHABET.indexOf(character), weight);
  }
  return ALPHABET[sum] as string;
}

function product(a: number, b: number): number {
  let sum = 0;
  for (let rest = b, power = a; rest > 0; rest >>= 1, power = double(power)) if (rest & 1) sum ^= power;
  return sum;
}

/** Times x, modulo x^5 + x^2 + 1, which is primitive: the powers of x run through all 31 values. */
function double(value: number): number {
  const shifted = value << 1;
  return shifted & 32 ? shifted ^ 0b100101 : shifted;
}
