/** {base|reading}, as the `ruby` helper of the pages reads it. */
export const rubyHere = /\{([^{}|\n]+)\|([^{}|\n]+)\}/y;
const rubyAll = new RegExp(rubyHere.source, 'g');

/** {contacts}, {feature:id}, {fact:id}, {term:id}: filled when a page is shown. */
export const placeHere = /\{(?:(contacts)|(feature|fact|term):([a-z0-9-]{1,64}))\}/y;
export const placesIn = (source: string): RegExpExecArray[] => [
  ...source.matchAll(new RegExp(placeHere.source, 'g')),
];

/** The words without their readings. */
export const baseText = (source: string): string =>
  source.includes('{') ? source.replace(rubyAll, '$1') : source;

/** Every word with its reading, in order. */
export const rubyIn = (source: string): { base: string; reading: string }[] =>
  [...source.matchAll(rubyAll)].map(([, base = '', reading = '']) => ({ base, reading }));
