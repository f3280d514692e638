import { randomBytes } from 'node:crypto';
import { CODE_BYTES, groupCode, isWellFormed, makeCode, readCode } from './code.rules.js';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const aCode = () => makeCode(randomBytes(CODE_BYTES));

describe('a verification code', () => {
  it('is 28 characters of the alphabet and stands in groups of four', () => {
    expect(aCode()).toMatch(/^[0-9A-HJKMNP-TV-Z]{28}$/);
    expect(groupCode('0123456789ABCDEFGHJKMNPQRSTV')).toBe('0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV');
  });

  it('uses every one of its 135 bits', () => {
    const codes = Array.from({ length: 2000 }, aCode);
    expect(new Set(codes).size).toBe(2000);
    for (let at = 0; at < 28; at += 1) expect(new Set(codes.map((c) => c[at])).size).toBe(32);
  });

  it('refuses too few random bytes', () => {
    expect(() => makeCode(Buffer.alloc(16))).toThrow(RangeError);
  });

  it('is read back however it was typed', () => {
    const code = makeCode(Buffer.from('00000000000000000000000000000000ff', 'hex'));
    const typed = groupCode(code).toLowerCase().replaceAll('0', 'o').replace('1', 'l');
    expect(readCode(` ${typed}\u3000`)).toBe(code);
    const wide = [...groupCode(code)].map((c) =>
      c === '-' ? 'ー' : String.fromCharCode(c.charCodeAt(0) + 0xfee0),
    );
    expect(readCode(wide.join(''))).toBe(code);
    expect(readCode(code.replaceAll('1', 'i').replaceAll('0', 'O'))).toBe(code);
  });

  it('reads anything else as something, never longer than a little more than a code', () => {
    expect(readCode('')).toBe('');
    expect(readCode('../../etc/passwd')).toBe('ETCPASSWD');
    expect(readCode('9'.repeat(10_000))).toHaveLength(32);
  });

  it('is well formed only as made: every single slip and every exchange of two is seen', () => {
    const code = aCode();
    expect(isWellFormed(code)).toBe(true);
    for (let at = 0; at < code.length; at += 1)
      for (const other of ALPHABET.replace(code[at] as string, ''))
        expect(isWellFormed(code.slice(0, at) + other + code.slice(at + 1))).toBe(false);
    for (let a = 0; a < code.length; a += 1)
      for (let b = a + 1; b < code.length; b += 1)
        if (code[a] !== code[b]) expect(isWellFormed(exchanged(code, a, b))).toBe(false);
  });

  it.each(['', 'U'.repeat(28), '0', '0'.repeat(29)])('is not "%s"', (text) => {
    expect(isWellFormed(text)).toBe(false);
  });
});

function exchanged(text: string, a: number, b: number): string {
  const characters = [...text];
  [characters[a], characters[b]] = [characters[b] as string, characters[a] as string];
  return characters.join('');
}
