import { randomInt } from 'node:crypto';

// Crockford's base32: no letter that is taken for a digit.
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 16; // characters of five bits: 80 bits, good for an hour, once

/** A code to be typed from paper, in groups of four. */
export function newSlipCode(): string {
  return grouped(Array.from({ length: LENGTH }, () => ALPHABET[randomInt(32)]!).join(''));
}

/** The code as it is compared: width, case, spaces and look-alikes are read as meant. Null for what cannot be one. */
export function readSlipCode(typed: string): string | null {
  const letters = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
    .replace(/[\s\-ー‐−]/g, '');
  return letters.length === LENGTH && [...letters].every((letter) => ALPHABET.includes(letter))
    ? grouped(letters)
    : null;
}

function grouped(letters: string): string {
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}
