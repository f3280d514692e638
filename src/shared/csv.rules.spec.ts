import { parse } from 'csv-parse/sync';
import { BYTE_ORDER_MARK, csvCell, csvRow } from './csv.rules.js';

describe('csvCell', () => {
  it.each([
    ['山田 花子', '山田 花子'],
    ['', ''],
    [null, ''],
    [12, '12'],
    [-3, '-3'],
    ['a,b', '"a,b"'],
    ['say "x"', '"say ""x"""'],
    ['two\r\nlines', '"two\r\nlines"'],
    ['2026-11-22', '2026-11-22'],
    ['R8-PRA-0012', 'R8-PRA-0012'],
    ['O’Neil', 'O’Neil'],
    ["O'Neil", "O'Neil"],
  ])('writes %j as %j', (value, cell) => {
    expect(csvCell(value)).toBe(cell);
  });

  it.each([
    '=1+1',
    '+81 90',
    '-2+3',
    '@SUM(A1)',
    '＝1+1',
    '＋1',
    '－1',
    '＠x',
    '\t=1',
    '\r=1',
    ' =1',
    '　＝1',
    '"=1',
    "'=1",
    '\0=1',
    '\u200B=1',
    '\uFEFF=1',
    '−1',
    '\tx',
  ])('guards %j', (value) => {
    const rows: string[][] = parse(csvRow([value]));
    expect(rows[0]![0]).toBe(`'${value.replaceAll('\0', '')}`);
  });

  it('leaves NUL out', () => {
    expect(csvCell('a\0b')).toBe('ab');
  });
});

describe('csvRow', () => {
  it('is read back by an independent parser as it was', () => {
    const rows = [
      ['氏名', '修了年月日'],
      ['髙﨑 𠮷, "花子"', '2026-11-22'],
      ['two\r\nlines', ''],
    ];
    const text = BYTE_ORDER_MARK + rows.map(csvRow).join('');
    expect(parse(text, { bom: true })).toEqual(rows);
    expect(text.replace(/"[^"]*"/g, '').match(/[^\r]\n/)).toBeNull();
  });

  it('keeps any text through an independent parser, apart from the guard', () => {
    const signs = [...'=+-@＝＋－＠ 　"\',\r\n\tあa1'];
    let seed = 7;
    const next = (below: number) => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % below;
    for (let round = 0; round < 3000; round += 1) {
      const values = [0, 1].map(() =>
        Array.from({ length: next(6) }, () => signs[next(signs.length)]).join(''),
      );
      const [read]: string[][] = parse(csvRow(values));
      if (values.join('') === '') continue; // an empty line is no record to the parser
      expect(read!.map((cell, at) => (cell === `'${values[at]}` ? values[at] : cell))).toEqual(values);
      for (const cell of read!) expect(cell).not.toMatch(/^[\s"]*[=+\-@＝＋－＠]/u);
    }
  });
});
