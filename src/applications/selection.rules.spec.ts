import { readProposals } from './selection.rules.js';

const line = (applicationId: string, decision: string, rank = '') => ({ applicationId, decision, rank });
const room = (left: number | null, takenRanks: number[] = []) => ({
  left,
  takenRanks,
  placesOf: (id: string) => (id.startsWith('pair') ? 2 : 1),
});
const faultsOf = (...args: Parameters<typeof readProposals>) =>
  readProposals(...args).faults.map(({ field, code }) => `${field} ${code}`);

describe('what is proposed', () => {
  it.each([
    [[line('a', 'accepted'), line('b', 'accepted')], 2, []],
    [[line('a', 'accepted'), line('b', 'accepted')], 1, ['decision-1 applications.decision.over']],
    [[line('a', 'accepted'), line('pair', 'accepted')], 2, ['decision-1 applications.decision.over']],
    [[line('pair', 'accepted')], 2, []],
    [
      [line('pair', 'accepted'), line('a', 'accepted'), line('b', 'accepted')],
      1,
      ['decision-0 applications.decision.over'],
    ],
    [[line('a', 'accepted')], null, []],
    [[line('a', 'waitlisted', '1'), line('b', 'waitlisted', '２')], 0, []],
    [[line('a', 'waitlisted', '1'), line('b', 'waitlisted', '1')], 0, ['rank-1 applications.rank.twice']],
    [[line('a', 'waitlisted', '')], 0, ['rank-0 applications.rank.shape']],
    [[line('a', 'waitlisted', '0')], 0, ['rank-0 applications.rank.shape']],
    [[line('a', 'declined'), line('b', '')], 0, []],
    [
      [line('a', 'declined', '1'), line('b', '', 'x')],
      0,
      ['rank-0 applications.rank.only', 'rank-1 applications.rank.only'],
    ],
  ])('%j with %s seats has the faults %j', (lines, left, faults) => {
    expect(faultsOf(lines, room(left))).toEqual(faults);
  });

  it('takes no place of the list that is taken', () => {
    expect(faultsOf([line('a', 'waitlisted', '1')], room(0, [1]))).toEqual([
      'rank-0 applications.rank.twice',
    ]);
  });

  it('is nothing where nothing was chosen, and has a place on the list only there', () => {
    expect(readProposals([line('a', ''), line('b', 'declined'), line('c', 'x')], room(0)).proposals).toEqual([
      { applicationId: 'a', decision: null, rank: null },
      { applicationId: 'b', decision: 'declined', rank: null },
      { applicationId: 'c', decision: null, rank: null },
    ]);
  });
});
