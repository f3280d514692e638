import type { Care } from '../curriculum/care.js';
import type { Wording } from './wording.js';

export interface CareView {
  /** Joined for reading. */
  readonly topics: string;
  readonly where: string | null;
  /** Trusted HTML. */
  readonly instead: string | null;
}

export function toCareView(care: Care | null, { html }: Wording): CareView | null {
  if (!care || care.level === 0) return null;
  return {
    topics: care.topics.join('\u3001'),
    where: care.where,
    instead: care.instead && html(care.instead, care.insteadEasy),
  };
}
