import { featureIds } from './checks/words.js';
import { featureHref } from './feature-href.rules.js';

describe('a part of the product that a curriculum names', () => {
  it.each([
    ['activities', '/activities'],
    ['trial', '/activities/trials'],
    ['matching', null],
    ['consultation', null],
    ['surveys', null],
    ['voices', null],
    ['constructor', null],
  ])('%s leads to %s', (id, expected) => {
    expect(featureHref(id)).toBe(expected);
  });

  it('is known to the checker wherever it leads anywhere', () => {
    for (const id of ['activities', 'trial']) expect(featureIds).toContain(id);
  });
});
