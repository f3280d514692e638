import { readDirectorySettings } from './directory-settings.js';

const read = (value: unknown) => readDirectorySettings(value, 'council.yaml');

describe('settings of the directory', () => {
  it('have usual terms, each counted from the last confirmation', () => {
    expect(read(undefined)).toEqual({
      areas: [],
      freshness: { ask: 90, unconfirmed: 104, hidden: 134 },
      keepVisitsDays: 30,
      municipalityCode: null,
    });
  });

  it('are read from the file', () => {
    const settings = read({
      areas: [{ id: 'kita', name: '北部' }],
      confirm_days: '60',
      unconfirmed_after_days: '7',
      hidden_after_days: '10',
      keep_visits_days: '14',
      municipality_code: '012025',
    });
    expect(settings.freshness).toEqual({ ask: 60, unconfirmed: 67, hidden: 77 });
    expect(settings).toMatchObject({
      areas: [{ id: 'kita', name: '北部' }],
      keepVisitsDays: 14,
      municipalityCode: '012025',
    });
  });

  it.each([
    ['no mapping', 'x', 'activities'],
    ['no list of areas', { areas: 'kita' }, 'activities.areas'],
    ['an area without a name', { areas: [{ id: 'kita' }] }, 'activities.areas'],
    ['an id in Japanese', { areas: [{ id: '北', name: '北部' }] }, 'activities.areas'],
    [
      'an id twice',
      {
        areas: [
          { id: 'a', name: 'a' },
          { id: 'a', name: 'b' },
        ],
      },
      'same id twice',
    ],
    ['no days', { confirm_days: '0' }, 'activities.confirm_days'],
    ['half a day', { hidden_after_days: '1.5' }, 'activities.hidden_after_days'],
    ['a code of five digits', { municipality_code: '01202' }, 'activities.municipality_code'],
  ])('refuse %s and name the key', (_, value, told) => {
    expect(() => read(value)).toThrow(told);
  });
});
