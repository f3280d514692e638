import { join } from 'node:path';
import { codesInProgram } from '../../test/support/codes-in-program.js';
import { aLesson, aModule, course, moduleHead } from '../../test/support/curriculum.js';
import { Locales } from '../web/locales.js';
import { checkFiles } from './check.js';
import type { Problem } from './problem.js';
import { causeAndFix, reportGithub, reportJson, reportText } from './report-words.js';
import { schemaFiles } from './schema/schema-files.js';

const locales = Locales.load(join(import.meta.dirname, '../../views/locales'));
const ja = locales.in('ja');
const en = locales.in('en');

describe('the words of the checker', () => {
  it('exist in both languages for every code, and for no other', () => {
    const used = [...codesInProgram()].sort();
    for (const words of [ja, en]) {
      const written = words.keys().filter((key) => /^checker\.code\.\w+\.cause$/.test(key));
      expect(written.map((key) => key.split('.')[2]).sort()).toEqual(used);
    }
  });

  it('say what happened and what to do, with a fix for each', () => {
    for (const words of [ja, en])
      for (const code of codesInProgram())
        expect(words.keys().some((key) => key.startsWith(`checker.code.${code}.fix`))).toBe(true);
  });

  it('explain every key of the format', () => {
    for (const words of [ja, en]) {
      const missing: string[] = [];
      const ask = (key: string) => {
        if (key.includes('notation.any.') && !words.has(key)) missing.push(key);
        return words.has(key) ? words.text(key) : null;
      };
      const tags = /"(?:lesson|quiz|dialogue|choose-one|○|modules|seen)":\{[^{}]*"description"/;
      expect(JSON.stringify(schemaFiles(ask))).toMatch(tags);
      expect(
        missing.filter(
          (key) => !/any\.(?:[○△×]|dialogues|quizzes|worksheets|sessions|hand-in|sign-off|any)$/.test(key),
        ),
      ).toEqual([]);
    }
  });
});

describe('a report', () => {
  const files = course({
    't/01-m.yaml': aModule(
      aLesson.replace('場面を読みます。', `${'とても'.repeat(21)}。`),
      moduleHead.replace('title: 課', 'title: [重要] 𠮷野の課'),
    ),
  });
  const report = checkFiles(files);

  it('for people shows the line, marks the place by the width of its characters, and sums up', () => {
    expect(reportText(report, ja)).toBe(
      `t/01-m.yaml:3:8  誤り Y106  値の先頭の「[」は、特別な意味をもちます。   （自動で直せます）
    3 | title: [重要] 𠮷野の課
      |        ^^^^^^ 引用符で囲むと、文字として読みます。 → title: "[重要] 𠮷野の課"
t/01-m.yaml:12:5  提案 L401  1つの文が 64 字あります。目安は 60 字までです。
   12 |     ${'とても'.repeat(21)}。
      |     ${'^'.repeat(116)} 文を2つに分けます。
2件（誤り1・注意0・提案1）  まだ公開できません。  自動で直せるもの 1件（--fix を付けると直します）
`.replace('^'.repeat(116), '^'.repeat(128)),
    );
  });

  it('in English says the same', () => {
    expect(reportText(report, en)).toContain(
      'error Y106  “[” at the start of a value has a special meaning.',
    );
  });

  it('of nothing says that nothing is to be done', () => {
    expect(reportText(checkFiles(course()), ja)).toBe('直すところはありません。  公開できます。\n');
  });

  it('for programs holds everything', () => {
    const { problems } = JSON.parse(reportJson(report, ja)) as { problems: (Problem & { cause: string })[] };
    expect(problems[0]).toMatchObject({
      file: 't/01-m.yaml',
      line: 3,
      column: 8,
      endColumn: 12,
      code: 'Y106',
    });
    expect(problems[0]?.cause).toContain('特別な意味');
  });

  it('for GitHub marks lines, and lets no text begin a command of its own', () => {
    const lines = reportGithub(report, ja).split('\n');
    expect(lines[0]).toMatch(/^::error file=t\/01-m\.yaml,line=3,col=8,endColumn=11,title=Y106::値の先頭/);
    expect(lines[1]).toMatch(/^::notice /);
    const evil = { problems: [{ ...report.problems[0]!, params: { sign: 'a\n::error::b%' } }], ignored: 0 };
    expect(reportGithub(evil, ja).trim().split('\n')).toHaveLength(1);
    expect(reportGithub(evil, ja)).toContain('a%0A::error::b%25');
  });

  it('words every problem a course can have', () => {
    for (const problem of report.problems)
      for (const words of [ja, en])
        expect(Object.values(causeAndFix(problem, words)).every((text) => text !== '')).toBe(true);
  });
});
