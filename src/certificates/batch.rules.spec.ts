import { standingOf } from './batch.rules.js';

const usual = {
  isIssued: false,
  isDeclined: false,
  certificate: { isOfficial: false },
  chosenName: null as string | null,
  displayName: '葵',
};

describe('what becomes of somebody when the office issues to a cohort', () => {
  it.each([
    ['the name they are called by', {}, 'ready', '葵'],
    ['the name they chose', { chosenName: '青井 葵' }, 'ready', '青井 葵'],
    ['a certificate they have', { isIssued: true }, 'issued', '葵'],
    ['a wish not to receive one', { isDeclined: true, chosenName: '青井 葵' }, 'declined', '青井 葵'],
    ['a certificate received after all', { isIssued: true, isDeclined: true }, 'issued', '葵'],
    ['a track without certificates', { certificate: null }, 'none', '葵'],
    ['no legal name where one is asked for', { certificate: { isOfficial: true } }, 'no-name', '葵'],
    ['the legal name they gave', { certificate: { isOfficial: true }, chosenName: '青井' }, 'ready', '青井'],
    ['a name with a sign that has no shape', { displayName: '葵😀' }, 'no-shape', '葵😀'],
  ] as const)('by %s', (_, known, standing, name) => {
    expect(standingOf({ ...usual, ...known }, (text) => !text.includes('😀'))).toEqual({ standing, name });
  });
});
