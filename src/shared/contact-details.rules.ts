/** What looks like the contact details of somebody: people are told before it is shown to others, and decide. */
export type ContactDetail = 'mail' | 'phone' | 'line';

const MAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/;
// Ten or eleven digits that begin with 0, with or without hyphens; no days, no times, no prices.
const PHONE = /(?<![\d-])0(?:[-(). ]?\d){9,10}(?![\d-])/;
const LINE = /(?:line|ライン)\s*(?:の|@|:)?\s*(?:id|アイディー|アカウント)|line\.me\//i;

/** Each kind once, in this order; empty where the text holds nothing of the kind. */
export function contactDetailsIn(text: string): ContactDetail[] {
  const plain = text.normalize('NFKC').replace(/[‐‑‒–—−ー](?=\d)/g, '-');
  const found: readonly (readonly [ContactDetail, RegExp])[] = [
    ['mail', MAIL],
    ['phone', PHONE],
    ['line', LINE],
  ];
  return found.filter(([, pattern]) => pattern.test(plain)).map(([kind]) => kind);
}
