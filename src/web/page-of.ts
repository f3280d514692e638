/** Which part of a long list an address names, counted from 1; anything else is the first. */
export function pageOf(typed: unknown): number {
  return typeof typed === 'string' && /^[1-9]\d{0,5}$/.test(typed) ? Number(typed) : 1;
}
