import { formatLearnerNumber } from '../accounts/learner-number.rules.js';
import { toAccessLines } from './own-access.page.js';
import type { AccessLine } from './own-access.page.js';
import type { OwnData } from './own-data.js';

/** All that we hold of a person, for their eyes. Numbers read as they stand on every other page. */
export interface OwnDataPage extends OwnData {
  readonly seen: readonly AccessLine[];
}

export function toOwnDataPage(data: OwnData): OwnDataPage {
  const { account } = data;
  const learnerNumber = formatLearnerNumber(account.learnerNumber);
  return { ...data, account: { ...account, learnerNumber }, seen: toAccessLines(data.seen) };
}
