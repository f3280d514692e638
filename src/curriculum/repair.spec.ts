import { aModule, course, file } from '../../test/support/curriculum.js';
import { checkFiles } from './check.js';
import type { SourceFile } from './notation/source-file.js';
import { repairOne } from './repair.js';

const path = 't/01-m.yaml';
const textOf = (source: SourceFile | null) =>
  source && new TextDecoder('utf-8', { ignoreBOM: true }).decode(source.bytes);
const fixable = (sources: readonly SourceFile[]) =>
  checkFiles(sources).problems.filter(({ fixed }) => fixed !== null);

describe('the repair of one problem', () => {
  const slips = aModule()
    .replace('title: 課', '# メモ： そのまま\ntitle：課 # 題')
    .replace('meets: [shiru]', 'meets：[shirou]')
    .replace('- ○', '－ 〇');

  it.each([
    ['\n', ''],
    ['\r\n', ''],
    ['\r', '\ufeff'],
    ['\n', '\ufeff'],
  ])('touches its line alone, with the line ending %j and %j before it', (ending, mark) => {
    const written = mark + slips.replaceAll('\n', ending);
    const sources = course({ [path]: written });
    const [first] = fixable(sources);
    expect(first).toMatchObject({ line: 4, code: 'Y101' });
    expect(first && textOf(repairOne(sources, first))).toBe(written.replace('title：課', 'title: 課'));
  });

  it('keeps the mark before a repaired first line', () => {
    const sources = course({ [path]: `\ufeff${aModule().replace('format: 1', 'format：1')}` });
    const [first] = fixable(sources);
    expect(first && textOf(repairOne(sources, first))).toBe(`\ufeff${aModule()}`);
  });

  it('is done once, however often it is asked for', () => {
    let sources = course({ [path]: slips });
    for (let [problem] = fixable(sources); problem; [problem] = fixable(sources)) {
      const changed = repairOne(sources, problem);
      expect(changed).not.toBeNull();
      sources = sources.map((source) => (source.path === changed?.path ? changed : source));
      expect(repairOne(sources, problem)).toBeNull();
    }
    expect(textOf(sources.find((source) => source.path === path) ?? null)).toBe(
      aModule().replace('title: 課', '# メモ： そのまま\ntitle: 課 # 題'),
    );
  });

  it('is nothing for a problem that is not there, or that only its author can mend', () => {
    const sources = course({ [path]: aModule().replace('title: 課\n', '') });
    const [missing] = checkFiles(sources).problems;
    expect(missing?.code).toBe('S202');
    expect(missing && repairOne(sources, missing)).toBeNull();
    expect(repairOne(sources, { file: path, line: 999, column: 1, code: 'Y101' })).toBeNull();
    expect(repairOne(sources, { file: 't/none.yaml', line: 1, column: 1, code: 'Y101' })).toBeNull();
  });

  it('repairs long lines whole, and offers nothing for one too long to hand on', () => {
    const long = (length: number) => `title：${'あ'.repeat(length)}`;
    const [offered] = fixable([file('a.yaml', long(3_000))]);
    expect(offered?.fixed).toBe(`title: ${'あ'.repeat(3_000)}`);
    expect(fixable([file('a.yaml', long(5_000))])).toEqual([]);
  });
});
