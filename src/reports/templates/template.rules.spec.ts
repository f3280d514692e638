import { fileColumns, nameKey, readColumns, TEMPLATE_COLUMNS, typedPlaces } from './template.rules.js';
import type { TypedPlaces } from './template.rules.js';

const typed = (places: Partial<TypedPlaces>): TypedPlaces => ({ ...typedPlaces([]), ...places });
const codes = (places: Partial<TypedPlaces>) => {
  const read = readColumns(typed(places));
  return 'errors' in read
    ? read.errors.map(({ field, code }) => [field, code.split('.').at(-1)])
    : read.columns;
};

describe('readColumns', () => {
  it.each([
    [{ name: '2', number: '1' }, ['number', 'name']],
    [{ name: '10', number: '9', called: '99' }, ['number', 'name', 'called']],
    [{ name: '１', called: ' 2 ' }, ['name', 'called']],
    [{}, [['year', 'none']]],
    [{ name: '0' }, [['name', 'number']]],
    [
      { name: '100', called: 'x', number: '1' },
      [
        ['name', 'number'],
        ['called', 'number'],
      ],
    ],
    [{ name: '3', called: '3' }, [['called', 'twice']]],
  ])('reads %j as %j', (places, expected) => {
    expect(codes(places)).toEqual(expected);
  });

  it('reads again what it shows', () => {
    const columns = [...TEMPLATE_COLUMNS].reverse();
    expect(readColumns(typedPlaces(columns))).toEqual({ columns });
  });
});

describe('fileColumns', () => {
  it('writes each day by the chosen calendar, and nothing else otherwise', () => {
    const columns = ['completed', 'name', 'enrolled', 'issued'] as const;
    expect(fileColumns({ columns, dates: 'western' })).toEqual(columns);
    expect(fileColumns({ columns, dates: 'era' })).toEqual([
      'completed-era',
      'name',
      'enrolled-era',
      'issued-era',
    ]);
  });
});

describe('nameKey', () => {
  it.each([
    ['県への報告', '県 への　報告'],
    ['CSV', 'ｃｓｖ'],
  ])('holds %s and %s for one name', (one, other) => {
    expect(nameKey(one)).toBe(nameKey(other));
  });
});
