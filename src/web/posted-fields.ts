import { PostedFile } from './posted-file.js';

/** Bytes. A Japanese letter is sent as nine: a memo of twice its allowed length is still read, and given back to be cut. */
export const FORM_BYTES = 200_000;

const SECRET = /password|secret|code|token|current/i;

export interface PostedField {
  readonly name: string;
  readonly value: string;
}

/** What was typed into a form, to be offered back as it was. Nothing at all of a form with a secret or a file in it. */
export function postedFields(body: unknown): PostedField[] {
  if (body === null || typeof body !== 'object') return [];
  const entries = Object.entries(body as Readonly<Record<string, unknown>>);
  if (entries.some(([name]) => SECRET.test(name))) return [];
  // No page can choose a file for somebody: without it the form would say something else.
  if (entries.some(([, value]) => [value].flat().some((one) => one instanceof PostedFile))) return [];
  return entries.flatMap(([name, value]) =>
    [value]
      .flat()
      .flatMap((text) =>
        typeof text === 'string' && !text.includes('\u0000') ? [{ name, value: text }] : [],
      ),
  );
}

/** How a form with these fields is sent again. What is more than other forms may be came in parts. */
export function enctypeFor(fields: readonly PostedField[]): string {
  const pairs = fields.map(({ name, value }): [string, string] => [name, value.replaceAll(/\r?\n/g, '\r\n')]);
  const isLong = new URLSearchParams(pairs).toString().length > FORM_BYTES;
  return isLong ? 'multipart/form-data' : 'application/x-www-form-urlencoded';
}
