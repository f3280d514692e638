import { CST } from 'yaml';

/**
 * Words that mean the same without quotation marks, here and to every other reader of YAML: they begin with a
 * letter, hold no sign of the notation in either width, and are no number, no day and no yes or no.
 */
const safe =
  /^\p{L}(?:[^:#{}[\]|,&*!>'"%@`\\：＃｛｝［］｜\u3000\p{C}]*[^\s:#{}[\]|,&*!>'"%@`\\：＃｛｝［］｜\u3000\p{C}])?$/u;
const special = /^(?:y|n|yes|no|on|off|true|false|null|x|o|none|inf|nan)$/i;

/** A quoted text as it reads without its marks, where they are not needed; else null. */
export function plainInstead(token: CST.Token): string | null {
  if (token.type !== 'single-quoted-scalar' && token.type !== 'double-quoted-scalar') return null;
  const { value } = CST.resolveAsScalar(token);
  return safe.test(value) && !special.test(value) ? value : null;
}
