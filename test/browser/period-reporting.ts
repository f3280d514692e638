import { parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import readXlsx from 'read-excel-file/node';
import type { CellValue } from 'read-excel-file/node';
import type { Official } from './office.js';
import type { Visitor } from './visitor.js';
import type { Year } from './period-year.js';

const BOM = Buffer.from([0xef, 0xbb, 0xbf]);
/** Leads to a page first, which says whether there are letters that it lacks. */
const OLD = 'CSV（CP932';

/** What a roster or a list says of one person: its heads with its cells. */
export type Line = Readonly<Record<string, string>>;

/** Everybody on the roster of fiscal year 2026. */
export async function readRoster(desk: Visitor): Promise<Line[]> {
  await desk.choose('修了証');
  await desk.follow('修了者名簿を見る');
  await desk.page.getByLabel('修了した年度').selectOption({ label: '令和8年度' });
  await desk.type('使う目的', '年度末の確認');
  await desk.press('目的を記録して見る');
  const rows = await desk.page.getByRole('row').all();
  const cells = await Promise.all(rows.map((row) => row.locator('th, td').allInnerTexts()));
  return toLines(cells);
}

/** The tables of fiscal year 2026: so few people are no numbers, on the page and in its files. */
export async function readYear(
  desk: Visitor,
  { name, seats }: { name: string; seats: number },
): Promise<void> {
  await desk.choose('報告');
  expect(await desk.words()).toContain('令和8年度の受講と修了');
  expect(await desk.words()).toContain('基準日：2027年3月31日（水）');
  const row = desk.page.getByRole('row').filter({ hasText: name });
  const cells = (await row.first().locator('th, td').allInnerTexts()).slice(0, 5);
  expect(cells).toEqual(['実践', name, String(seats), '＊', '＊']);
  const options = { bom: true, relax_column_count: true, record_delimiter: '\r\n' } as const;
  const csv: string[][] = parse((await desk.save(desk.link('CSV（UTF-8）で保存する'))).bytes, options);
  expect(csv.find((one) => one.includes(name))!.join()).toContain(cells.join());
  const sheets = await readXlsx((await desk.save(desk.link('Excelの形（XLSX）で保存する'))).bytes);
  const rows = sheets.flatMap(({ data }) => data);
  expect(rows.find((one) => one.includes(name))!.join()).toContain(cells.join());
}

/** The list with names of fiscal year 2026 as it stood at its end, saved in every form there is after the password once more, and read back: the same in each. */
export async function saveNames(desk: Visitor, who: Official, year: Year): Promise<Line[]> {
  await desk.choose('報告');
  await desk.follow(/^名前のある一覧$/);
  await desk.page.getByLabel('年度', { exact: true }).selectOption({ label: '令和8年度' });
  await desk.date('基準日', '2027-03-31');
  await desk.press('表示する');
  expect(await desk.words()).toContain('基準日：2027年3月31日（水）');
  await year.comesTo('2027-04-05 10:20');
  await desk.follow('名前のある一覧を保存する');
  await who.proveAgain(desk);
  const here = new URL(desk.page.url());
  const save = async (form: string) => {
    await desk.open(here.pathname + here.search);
    await desk.type('使う目的', '令和8年度の修了者名簿の作成');
    await desk.page.getByRole('radio', { name: form }).check();
    const button = desk.button('目的を記録して保存する');
    if (form !== OLD) return (await desk.save(button)).bytes;
    await desk.leave(button);
    expect(await desk.words()).toContain('どの文字も、CP932で書けます');
    return (await desk.save(desk.link('CSV（CP932）で保存する'))).bytes;
  };
  const csv = await save('CSV（UTF-8');
  const plain = await save('CSV（BOMなし');
  expect(csv.equals(Buffer.concat([BOM, plain]))).toBe(true);
  const lines = readCsv(plain);
  expect(readCsv(iconv.encode(iconv.decode(await save(OLD), 'CP932'), 'utf8'))).toEqual(lines);
  expect(await readSheet(await save('Excel'))).toEqual(lines);
  return lines;
}

function readCsv(file: Buffer): Line[] {
  return toLines(parse(file, { record_delimiter: '\r\n' }));
}

/** Days as days, numbers as numbers: written out here as the text files write them. */
async function readSheet(file: Buffer): Promise<Line[]> {
  const [sheet] = await readXlsx(file);
  const words = (cell: CellValue | null) =>
    cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell ?? '');
  return toLines(sheet!.data.map((row) => row.map(words)));
}

function toLines([head, ...rows]: readonly (readonly string[])[]): Line[] {
  return rows.map((row) => Object.fromEntries(head!.map((title, at) => [title, row[at]!])));
}
