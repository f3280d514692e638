import { buffer } from 'node:stream/consumers';
import { strFromU8, unzipSync } from 'fflate';
import readXlsxFile from 'read-excel-file/node';
import { inOnePiece } from './sheet.js';
import type { Sheet, SheetValue } from './sheet.js';
import { columnName, serialOf } from './xlsx-cells.rules.js';
import { xlsx } from './xlsx.js';

const COLUMNS = [
  { title: '名', kind: 'text', width: 10 },
  { title: '数', kind: 'number', width: 10 },
  { title: '日', kind: 'day', width: 10 },
  { title: '率', kind: 'share', width: 10 },
] as const;
const sheetOf = (rows: Sheet['rows'], name = '表'): Sheet => ({
  name,
  heading: 'A & B',
  columns: COLUMNS,
  rows,
});

describe('the number of a day', () => {
  it.each([
    ['1900-03-01', 61],
    ['1970-01-01', 25_569],
    ['2000-02-29', 36_585],
    ['2024-02-29', 45_351],
    ['2026-03-31', 46_112],
    ['2026-04-01', 46_113],
  ])('of %s is %i', (day, serial) => {
    expect(serialOf(day)).toBe(serial);
  });

  it('is refused to what is no day', () => {
    expect(() => serialOf('2026-02-29')).toThrow('not a day');
  });
});

it.each([
  [0, 'A'],
  [25, 'Z'],
  [26, 'AA'],
  [701, 'ZZ'],
  [702, 'AAA'],
])('column %i is %s', (at, name) => {
  expect(columnName(at)).toBe(name);
});

describe('a workbook of many sheets', () => {
  it('leaves no listener of a part that has ended', async () => {
    const out = xlsx(Array.from({ length: 12 }, (_, at) => sheetOf(inOnePiece([]), `表${at}`)));
    let most = 0;
    for await (const _ of out) most = Math.max(most, out.listenerCount('close'));
    expect(most).toBeLessThan(6);
  });
});

describe('a workbook', () => {
  const rows: SheetValue[][] = [
    ['  a\n"<&>', 0, '2024-02-29', 33.3],
    ['', null, null, null],
    ['=1', '＊', null, '＊'],
    ['\u0007', -3, '2026-04-01', 100],
  ];

  it('is read by another library as it was written', async () => {
    const file = await buffer(xlsx([sheetOf(inOnePiece(rows)), sheetOf(inOnePiece([]), "O'x [2]/:*?")]));
    const sheets = await readXlsxFile(file, { trim: false });
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['表', "O'x  2     "]);
    expect(sheets[0]!.data.slice(0, 2)).toEqual([
      ['名', '数', '日', '率'],
      ['  a\n"<&>', 0, new Date('2024-02-29T00:00:00Z'), 33.3],
    ]);
    expect(sheets[0]!.data.at(-1)!.slice(1)).toEqual([-3, new Date('2026-04-01T00:00:00Z'), 100]);
    const parts = unzipSync(file);
    expect(strFromU8(parts['xl/worksheets/sheet1.xml']!)).toContain('>_x0007_<');
    expect(strFromU8(parts['xl/worksheets/sheet1.xml']!)).toContain('&amp;LA &amp;&amp; B');
    expect(strFromU8(parts['xl/workbook.xml']!)).toContain(`'O''x  2     '!$A$1:$D$1<`);
  });

  it('is the same bytes however its rows come, with one time for all', async () => {
    const many = Array.from({ length: 1001 }, (_, at) => [`人${at * 7919}`, at, '2026-06-10', 1.5]);
    async function* inPieces(size: number) {
      for (let at = 0; at < many.length; at += size) yield many.slice(at, at + size);
    }
    const files: Buffer[] = [];
    for (const size of [1001, 250, 7]) files.push(await buffer(xlsx([sheetOf(inPieces(size))])));
    // The first moment that a zip can hold, in no zone: 1 January 1980, 0:00.
    expect([files[0]!.readUInt16LE(10), files[0]!.readUInt16LE(12)]).toEqual([0, 0x21]);
    expect(files.map((file) => file.equals(files[0]!))).toEqual([true, true, true]);
  });

  it('fails visibly when its rows do', async () => {
    async function* failing() {
      yield rows;
      throw new Error('the database went away');
    }
    await expect(buffer(xlsx([sheetOf(failing())]))).rejects.toThrow('the database went away');
  });

  it('asks for no more rows when nobody reads it any more', async () => {
    let [made, isOver] = [0, false];
    async function* endless() {
      try {
        for (;;) {
          made += 1;
          yield Array.from({ length: 250 }, () => [crypto.randomUUID(), made, '2026-06-10', 1]);
        }
      } finally {
        isOver = true;
      }
    }
    const file = xlsx([sheetOf(endless())]);
    for await (const _ of file) if (made > 20) break;
    for (let wait = 0; wait < 200 && !isOver; wait += 1) await new Promise((done) => setTimeout(done, 10));
    expect(isOver).toBe(true);
    expect(made).toBeLessThan(200);
  });
});
