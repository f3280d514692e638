import { fileURLToPath } from 'node:url';
import { parseDocument } from 'yaml';
import { file } from '../../../test/support/curriculum.js';
import { compileCurricula } from '../curricula.js';
import type { SourceFile } from '../notation/source-file.js';
import { readSources } from '../source-folder.js';
import { isTidy, tidyFile } from './tidy-file.js';
import { commentsOf } from './tokens.js';

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const textOf = (source: SourceFile) => utf8.decode(source.bytes);
const tidy = (text: string): string | null => {
  const { bytes } = tidyFile(file('a.yaml', text));
  return bytes && utf8.decode(bytes);
};

describe('the form all tools write', () => {
  it.each([
    ['lists under their key', 'steps:\n    - a\n    -   b\n', 'steps:\n- a\n- b\n'],
    [
      'two columns a level',
      'care:\n      level: 1\n      topics:\n         - a\n',
      'care:\n  level: 1\n  topics:\n  - a\n',
    ],
    ['lists in lists', 'a:\n  -   - b\n      - c\n', 'a:\n- - b\n  - c\n'],
    ['maps in lists', 'a:\n    -   b: 1\n        c:\n            - d\n', 'a:\n- b: 1\n  c:\n  - d\n'],
    ['a dash alone', 'a:\n   -\n      b: 1\n', 'a:\n-\n  b: 1\n'],
    ['blanks around the colon', 'title :   あ\nmodule:  b\n', 'title: あ\nmodule: b\n'],
    ['blanks at the end', 'title: あ  \ncare:   \n  level: 1\t\n', 'title: あ\ncare:\n  level: 1\n'],
    ['blank lines', '\n\na: 1\n\n\n\nb: 2\n  \n\n', 'a: 1\n\nb: 2\n'],
    ['the end', 'a: 1', 'a: 1\n'],
    ['line endings and a mark', '\ufeffa: 1\r\nb: 2\rc: 3', 'a: 1\nb: 2\nc: 3\n'],
    ['a value on the next line', 'title:\n      あ\n', 'title:\n  あ\n'],
    ['words over lines', 'title: あ\n        い  \n\n       う\nb: 1', 'title: あ\n  い\n\n  う\nb: 1\n'],
    [
      'quoted words over lines',
      'title: "あ\n      い: #1\n   う"\nb: 1',
      'title: "あ\n  い: #1\n  う"\nb: 1\n',
    ],
    [
      'a text',
      'body:  |\n      あ\n        い\n\n      う  \n\n\n\nb: 1\n',
      'body: |\n  あ\n    い\n\n  う  \n\nb: 1\n',
    ],
    [
      'a folded text',
      'a:\n    - body: >-\n            あ\n            い\n',
      'a:\n- body: >-\n    あ\n    い\n',
    ],
    ['a text with all its blank lines', 'body: |+\n   あ\n\n\nb: 1\n', 'body: |+\n  あ\n\n\nb: 1\n'],
    ['a text that begins with blanks', 'body: |4\n      あ\n    い\n', 'body: |2\n    あ\n  い\n'],
    ['a text after a dash', 'a:\n  - |\n      あ\n  - b\n', 'a:\n- |\n  あ\n- b\n'],
    ['an empty text', 'body: |\nb: 1\n', 'body: |\nb: 1\n'],
    ['quotation marks that do nothing', 'a: "あ"\nb: \'い う\'\nc:\n- "え"\n', 'a: あ\nb: い う\nc:\n- え\n'],
    [
      'quotation marks that do something',
      'a: "1"\nb: "yes"\nc: "あ: い"\nd: "[あ]"\ne: "2026-01-01"\nf: ""\ng: "あ "\nh: "{漢|かん}"\ni: "- あ"\nj: "あ　い"\nk: "x"\n"l": "あ：い"\n',
      'a: "1"\nb: "yes"\nc: "あ: い"\nd: "[あ]"\ne: "2026-01-01"\nf: ""\ng: "あ "\nh: "{漢|かん}"\ni: "- あ"\nj: "あ　い"\nk: "x"\n"l": "あ：い"\n',
    ],
    ['brackets as they are', 'a:   [b, "c",   d]\ne: {f:  1}\n', 'a: [b, "c",   d]\ne: {f:  1}\n'],
    [
      'brackets over lines',
      'a: [\n      b,\n      {c: 1,\n       d: 2},\n      ]\ne: 1\n',
      'a: [\n  b,\n  {c: 1,\n    d: 2},\n]\ne: 1\n',
    ],
    [
      'comments over what follows',
      'a:\n      # 一\n      b: 1 # 二\n      # 三\n      c: 2\n',
      'a:\n  # 一\n  b: 1 # 二\n  # 三\n  c: 2\n',
    ],
    [
      'comments behind what went before',
      'a:\n    - b: 1\n      # 一\n    # 二\n# 三\nc: 2\n    # 四\n',
      'a:\n- b: 1\n  # 一\n# 二\n# 三\nc: 2\n# 四\n',
    ],
    [
      'a comment after a text',
      'a:\n    body: |\n        あ\n    # 一\n    b: 1\n',
      'a:\n  body: |\n    あ\n  # 一\n  b: 1\n',
    ],
    ['comments alone', '   # 一\n\n\n# 二', '# 一\n\n# 二\n'],
    ['nothing', '\n \n', ''],
    ['a start of the document', '---\na:   1\n', '---\na: 1\n'],
  ])('%s', (_name, text, expected) => {
    expect(tidy(text)).toBe(expected);
    expect(tidy(expected)).toBe(expected);
  });

  it('opens brackets that are too wide, and only those', () => {
    const wide = 'あいうえお'.repeat(12);
    const text = `care: {level: 1, topics: [${wide}, い]}\nsteps:\n- {say: ${wide}, go: a}\n- [${wide}, [b]]\n`;
    expect(tidy(text)).toBe(
      `care:\n  level: 1\n  topics:\n  - ${wide}\n  - い\nsteps:\n- say: ${wide}\n  go: a\n- - ${wide}\n  - [b]\n`,
    );
    const noted = `care: {level: 1, topics: [${wide}]} # メモ\n`;
    expect(tidy(noted)).toBe(noted);
  });

  it('is not for a file that cannot be read: the report says why', () => {
    expect(tidyFile(file('a.yaml', 'title： あ\nb:  1'))).toMatchObject({
      bytes: null,
      refused: [{ code: 'Y101', line: 1 }],
    });
    expect(tidyFile(file('a.yaml', new Uint8Array([0xff, 0xfe]))).refused).toMatchObject([{ code: 'Y131' }]);
  });
});

describe('the curricula beside the program', () => {
  const folder = fileURLToPath(new URL('../../../curricula', import.meta.url));
  const sources = readSources(folder);
  const files = sources.filter(({ path }) => /\.ya?ml$/.test(path));
  const editions = (all: readonly SourceFile[]) =>
    compileCurricula(all).tracks.map(({ id, compiled }) => `${id} ${compiled?.edition.hash}`);

  it('are tidy (npm run tomoni -- fmt)', () => {
    expect(files.filter((one) => !isTidy(one, tidyFile(one))).map(({ path }) => path)).toEqual([]);
  });

  it('come back as they are from another layout, and the editions with them', () => {
    const noised = files.map((one) => file(one.path, otherLayout(textOf(one))));
    expect(noised.filter((one, index) => textOf(one) !== textOf(files[index] as SourceFile)).length).toBe(
      files.length,
    );
    const back = noised.map((one) => tidy(textOf(one)));
    files.forEach((one, index) => expect(back[index]).toBe(textOf(one)));
    expect(editions(noised)).toEqual(editions(files));
  });

  it('keep every comment, wherever it was put', () => {
    const random = sequence(7);
    for (const one of files.filter((_, index) => index % 4 === 0)) {
      const noted = withComments(textOf(one), random);
      const made = tidy(noted);
      expect(made).not.toBeNull();
      expect(commentsOf(made ?? '')).toEqual(commentsOf(noted));
      expect(tidy(made ?? '')).toBe(made);
      // Without the comments it is the file again.
      expect(made?.replace(/^ *# メモ\d+\n/gm, '').replace(/ # メモ\d+$/gm, '')).toBe(textOf(one));
    }
  });
});

/** The same in four columns a level, with lists under their keys indented, and blanks at the end of lines. */
function otherLayout(text: string): string {
  const wide = parseDocument(text, { schema: 'failsafe' }).toString({
    indent: 4,
    indentSeq: true,
    lineWidth: 0,
    flowCollectionPadding: false,
  });
  return `\ufeff\n${wide.replace(/^(\s*[a-z-]+:)$/gm, '$1   ')}\n\n`.replaceAll('\n', '\r\n');
}

function withComments(text: string, random: (below: number) => number): string {
  let number = 0;
  return text
    .split('\n')
    .flatMap((line) => {
      const isKey = /^ *(?:- )?[a-z-]+:(?: \S+)?$/.test(line) && !/[|>"]/.test(line);
      if (!isKey || random(3) > 0) return [line];
      const indent = line.search(/\S/);
      number += 1;
      return random(2) === 0 ? [`${' '.repeat(indent)}# メモ${number}`, line] : [`${line} # メモ${number}`];
    })
    .join('\n');
}

/** The same numbers at every run. */
function sequence(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >> 8) % below;
  };
}
