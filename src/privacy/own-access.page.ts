import { ACTS } from '../audit/acts.rules.js';
import type { OwnAccess } from './own-data.js';

/** As many as one reads in one go; all of them are in the data that can be read and saved. */
const SHOWN = 100;

export interface AccessLine extends OwnAccess {
  /** False for acts that this version has no words for. */
  readonly isWorded: boolean;
}

export interface OwnAccessPage {
  readonly lines: readonly AccessLine[];
  readonly hasMore: boolean;
}

export function toOwnAccessPage(all: readonly OwnAccess[]): OwnAccessPage {
  return { lines: toAccessLines(all.slice(0, SHOWN)), hasMore: all.length > SHOWN };
}

export function toAccessLines(all: readonly OwnAccess[]): AccessLine[] {
  return all.map((one) => ({ ...one, isWorded: (ACTS as readonly string[]).includes(one.act) }));
}
