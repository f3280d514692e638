import { differenceOf } from './restatement.rules.js';
import type { Known, ListedRow } from './restatement.rules.js';

const row = (...values: string[]): ListedRow => ({
  ...{ enrolmentId: 'e', trackCode: 'INT', cohortName: null, number: 7, values },
});
const known = (more: Partial<Known> = {}): Known => ({
  ...{ columns: ['name', 'completed'], facts: new Map(), erased: new Set() },
  ...more,
});
const fact = (...kinds: ('enrolled' | 'completed' | 'corrected' | 'paused')[]) => ({
  facts: new Map([['e', kinds]]),
});

describe('differenceOf', () => {
  it.each([
    [null, row('a', ''), fact('enrolled'), 'added', 'recorded', []],
    [null, row('a', ''), {}, 'added', 'year', []],
    [row('a', ''), null, {}, 'gone', 'year', []],
    [row('a', ''), row('a', 'b'), fact('completed'), 'changed', 'recorded', ['completed']],
    [row('a', 'b'), row('c', 'b'), fact('completed', 'corrected'), 'changed', 'corrected', ['name']],
    [row('x', 'b'), row('x', 'b'), { erased: new Set(['e']) }, 'changed', 'erased', []],
  ] as const)('from %j to %j is told', (before, after, more, change, reason, columns) => {
    expect(differenceOf({ before, after }, known(more as Partial<Known>))).toEqual({
      ...{ change, reason, columns, trackCode: 'INT', cohortName: null, number: 7 },
    });
  });

  it('tells nothing of a row that reads the same, whatever was written down: a pause is nobody’s business', () => {
    expect(differenceOf({ before: row('a', 'b'), after: row('a', 'b') }, known(fact('paused')))).toBeNull();
  });
});
