import { codeFrom, codeInCookie, cookieOf, readCode } from './trial-code.rules.js';

const CODE = codeFrom(Buffer.from('0123456789abcdef', 'hex'));

describe('the code of a request', () => {
  it('is twelve letters in groups of four', () => {
    expect(CODE).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){2}[0-9A-HJKMNP-TV-Z]{4}$/);
  });

  it.each([
    ['as it stands', (code: string) => code],
    ['in small letters', (code: string) => code.toLowerCase()],
    ['without hyphens', (code: string) => code.replaceAll('-', '')],
    ['with spaces around and between', (code: string) => ` ${code.replaceAll('-', ' ')}\u3000`],
    ['with the dash of a Japanese keyboard', (code: string) => code.replaceAll('-', 'ー')],
    ['in full width', (code: string) => code.replace(/[0-9A-Z]/g, (sign) => fullWidth(sign))],
    ['with o for 0 and l for 1', (code: string) => code.replaceAll('0', 'o').replaceAll('1', 'l')],
    ['as the cookie holds it', (code: string) => cookieOf(code)],
  ])('is read %s', (_, typed) => {
    expect(readCode(typed(CODE))).toBe(CODE);
    expect(readCode(typed('0101-ABCD-0101'))).toBe('0101-ABCD-0101');
  });

  it.each(['', 'abc', `${CODE}X`, CODE.slice(1), 'UUUU-UUUU-UUUU', '見学'])('is not read in %j', (typed) => {
    expect(readCode(typed)).toBeNull();
  });

  it('fits the cookie', () => {
    expect(cookieOf(CODE)).toMatch(/^[\w-]{43}$/);
    expect(codeInCookie(cookieOf(CODE))).toBe(CODE);
    expect(codeInCookie(null)).toBeNull();
  });
});

function fullWidth(sign: string): string {
  return String.fromCharCode(sign.charCodeAt(0) + 0xfee0);
}
