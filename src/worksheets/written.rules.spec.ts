import type { WorksheetBlock } from '../curriculum/step.js';
import { aBlock } from '../../test/factories/course.js';
import { fit, formOf, isBlank, placesIn, toTyped, toWritten } from './written.rules.js';

const lines = aBlock('まねしてみたいこと');
const list = aBlock('聞いてみたいこと', {
  kind: 'checklist',
  items: ['頼み方', '{断|ことわ}り方', '頼み方2'],
});
const table = aBlock('話す人', { kind: 'table', lines: 2, columns: ['順番', 'だれに'] });
const columns = aBlock('分けて書く', { kind: 'columns', columns: ['守ること', '例外'] });
const sheet = [lines, list, table, columns];
const typed = { texts: ['散歩', '1', '本人', '2', '団体', 'name', ''], ticks: ['1.0', '1.1'] };

describe('the places of a sheet', () => {
  it.each<[string, WorksheetBlock, number]>([
    ['lines are one', lines, 1],
    ['a box is one', aBlock('箱', { kind: 'box' }), 1],
    ['a checklist has none', list, 0],
    ['a table has one for each cell', table, 4],
    ['a table without columns has one for each row', aBlock('表', { kind: 'table', lines: 3 }), 3],
    ['columns have one each', columns, 2],
    ['columns without names are one', aBlock('列', { kind: 'columns' }), 1],
  ])('%s', (_, block, places) => {
    expect(placesIn(block)).toBe(places);
  });

  it('have a name that changes with what is asked', () => {
    const forms = [
      sheet,
      [list, lines, table, columns],
      [lines, { ...list, items: ['頼み方'] }, table, columns],
      [lines, list, { ...table, lines: 3 }, columns],
      [{ ...lines, prompt: { ...lines.prompt, source: 'ほか' } }, list, table, columns],
    ].map(formOf);
    expect(new Set(forms).size).toBe(forms.length);
    expect(formOf([...sheet])).toBe(forms[0]);
  });
});

describe('words of a sheet', () => {
  const written = toWritten(sheet, typed)!;

  it('come back as they were typed', () => {
    expect(written[1]!.ticked).toEqual(['頼み方', '{断|ことわ}り方']);
    const { own, left } = fit(sheet, written);
    expect(toTyped(sheet, own)).toEqual(typed);
    expect(left).toEqual([]);
  });

  it.each([
    ['more', ['1', '2', '3', '4', '5', '6', '7', '8']],
    ['fewer', ['1']],
    ['none', []],
  ])('are not taken when there are %s than places', (_, texts) => {
    expect(toWritten(sheet, { texts, ticks: [] })).toBeNull();
  });

  it('ignore a box that the sheet does not have', () => {
    expect(toWritten(sheet, { ...typed, ticks: ['1.9', '9.1', 'x', '0.0'] })![1]!.ticked).toEqual([]);
  });

  it('follow their block when others come before it', () => {
    const more = aBlock('新しい問い');
    const { own, left } = fit([more, ...sheet], written);
    expect(own).toEqual([null, ...written]);
    expect(left).toEqual([]);
  });

  it('stay in their place when only the wording was mended', () => {
    const mended = aBlock('まねしてみたいこと。');
    expect(fit([mended, list, table, columns], written).own[0]).toBe(written[0]);
  });

  it.each<[string, readonly WorksheetBlock[], number]>([
    ['the block is gone', [list, table, columns], 0],
    ['a ticked item is gone', [lines, { ...list, items: ['頼み方'] }, table, columns], 1],
    ['a column is gone', [lines, list, { ...table, columns: ['順番'] }, columns], 2],
    ['rows are gone', [lines, list, { ...table, lines: 1 }, columns], 2],
    ['it is of another kind', [lines, list, table, aBlock('分けて書く', { kind: 'box' })], 3],
  ])('are left beside the sheet, not lost, when %s', (_, blocks, number) => {
    expect(fit(blocks, written).left).toEqual([written[number]]);
  });

  it('are not left when they say nothing', () => {
    const blank = toWritten([lines], { texts: [' \n'], ticks: [] })!;
    expect(isBlank(blank[0]!)).toBe(true);
    expect(fit([list], blank).left).toEqual([]);
  });

  it('grow into a table with more rows', () => {
    const longer = { ...table, lines: 3 };
    const { own } = fit([lines, list, longer, columns], written);
    expect(toTyped([lines, list, longer, columns], own).texts).toEqual([
      ...typed.texts.slice(0, 5),
      ...['', ''],
      ...typed.texts.slice(5),
    ]);
  });
});
