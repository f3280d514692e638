import { formatLearnerNumber } from '../accounts/learner-number.rules.js';
import type { OwnData } from './own-data.js';

/** All that we hold of a person, for their eyes. Numbers read as they stand on every other page. */
export type OwnDataPage = OwnData;

export function toOwnDataPage(data: OwnData): OwnDataPage {
  const { account } = data;
  return { ...data, account: { ...account, learnerNumber: formatLearnerNumber(account.learnerNumber) } };
}
