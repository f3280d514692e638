import type { Edition } from '../curriculum/edition.js';
import type { KeptReflections } from '../reflections/reflection-keeping.service.js';
import { stepWords } from './titles.rules.js';

/** A person's reflections under the titles that they know. */
export function withTitles({ texts, sent }: KeptReflections, edition: Edition): KeptReflections {
  const words = stepWords(edition);
  return {
    texts: texts.map((one) => ({ ...one, ...words.of(one) })),
    sent: sent.map((one) => ({ ...one, ...words.of(one) })),
  };
}
