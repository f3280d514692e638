import { file } from '../../../test/support/curriculum.js';
import { keyWords } from '../schema/key-words.js';
import { NotationFile } from './notation-file.js';

const read = (text: string) => new NotationFile('x.yaml', file('x.yaml', text), keyWords);
const found = (text: string) =>
  read(text)
    .finish()
    .kept.map(({ line, column, code }) => `${line}:${column} ${code}`);
const fixed = (text: string) =>
  read(text)
    .finish()
    .kept.map((problem) => problem.fixed);

describe('the left side of a pair', () => {
  const pairs = 'pairs:\n- 希望: 相手の速さを待つ\n- {責任: 連絡する}\n- "相互: 性": 学び合う\nextra:\n';

  it('may be written without quotes, in the letters of the author', () => {
    expect(found(`${pairs}- 代わりに決める`)).toEqual([]);
  });

  it('is no reason to let the same pass in the list behind it', () => {
    expect(found(`${pairs}- 大切なこと: 三つ`)).toEqual(['6:8 Y105']);
  });
});

describe('the traps of a Japanese keyboard', () => {
  it.each([
    ['a full-width colon on every line', 'title：傾聴\nbody：本文', ['1:6 Y101', '2:5 Y101']],
    ['a full-width colon on one line only', 'format: 1\ntitle：傾聴\nmodule: a', ['2:6 Y101']],
    ['a full-width colon behind a dash', '- ○：はい', ['1:4 Y101']],
    ['a full-width colon in braces', 'people: {yuki：ユキさん}', ['1:14 Y101']],
    ['a full-width colon after a word that is no key', '題名：傾聴', ['1:3 Y101']],
    ['a list indented with U+3000', 'steps:\n　- lesson: a', ['2:1 Y102']],
    ['a key indented with U+3000', 'care:\n　level: 1', ['2:1 Y102']],
    ['a line of U+3000 alone', 'title: a\n　\nmodule: b', ['2:1 Y102']],
    ['a no-break space as indent', 'care:\n\u00a0\u00a0level: 1', ['2:1 Y102']],
    ['U+3000 in place of the indent of a text', 'body: |\n  一行目\n　二行目', ['3:1 Y102']],
    ['a full-width hyphen', 'steps:\n－ lesson: a', ['2:1 Y103']],
    ['a minus sign', 'steps:\n−lesson: a', ['2:1 Y103']],
    ['a middle dot', 'steps:\n・ lesson: a', ['2:1 Y103']],
    ['a number sign after a blank', 'title: 研修 #1', ['1:11 Y104']],
    ['a number sign at the start of a value', 'title: #1 研修', ['1:8 Y104']],
    ['a number sign in braces', 'x: {say: 研修 #1, go: a}', ['1:13 Y104']],
    ['a colon and a blank in a value', 'title: 第2回: 傾聴', ['1:11 Y105']],
    ['a colon at the end of a value', 'title: 次のとおり:', ['1:13 Y105']],
    ['a colon and a blank in a list of texts', 'items:\n- 大切なこと: 三つ', ['2:8 Y105']],
    ['a square bracket before text', 'title: [重要] 傾聴', ['1:8 Y106']],
    ['an asterisk before text', 'title: *重要*', ['1:8 Y106']],
    ['an at sign before text', 'title: @佐藤', ['1:8 Y106']],
    ['a percent sign before text', 'title: %50', ['1:8 Y106']],
    ['a back quote before text', 'title: `x`', ['1:8 Y106']],
    ['an exclamation mark before text', 'title: !重要', ['1:8 Y106']],
    ['an image before text', 'ask: ![絵](img/a.png)', ['1:6 Y106']],
    ['a hyphen before text', 'title: - 傾聴', ['1:8 Y106']],
    ['ruby before text', 'title: {傾聴|けいちょう}の基本', ['1:8 Y106']],
    ['ruby alone', 'title: {傾聴|けいちょう}', ['1:8 Y106']],
    ['ruby inside braces', 'x: {say: 私の{傾聴|けいちょう}です, go: a}', ['1:12 Y106']],
    ['a blank to fill in before text', 'ask: [[正解]]を選ぶ', ['1:6 Y106']],
    ['full-width ruby', 'title: ｛傾聴｜けいちょう｝', ['1:8 Y110']],
    ['full-width ruby in a text', 'body: |\n  これは｛傾聴｜けいちょう｝です', ['2:6 Y110']],
    ['ruby with one full-width sign', 'title: あ{傾聴｜けいちょう}', ['1:9 Y110']],
    ['a tab as indent', 'steps:\n\t- lesson: a', ['2:1 Y107']],
    ['no blank after a colon', 'title:傾聴', ['1:6 Y108']],
    ['a full-width blank after a colon', 'title:　傾聴', ['1:6 Y108']],
    ['a key twice', 'title: a\nmodule: b\ntitle: c', ['3:1 Y109']],
    ['no blank after a hyphen', 'steps:\n-lesson: a', ['2:1 Y111']],
    ['a full-width number sign', '＃ メモ\ntitle: a', ['1:1 Y112']],
    ['a zero-width space', 'title: 傾\u200b聴', ['1:9 Y113']],
    ['a sign that turns the direction of text', 'title: a\u202eb', ['1:9 Y113']],
    ['a line without a key', 'なにか\ntitle: a', ['1:1 Y118']],
    ['a quotation mark that is not closed', 'title: "傾聴\nmodule: a', ['1:8 Y122']],
    ['a bracket that is not closed', 'sources: [s1, s2\nmodule: a', ['1:10 Y123']],
    ['a key that hangs under a text', 'title: 傾聴\n  module: a', ['2:3 Y124']],
    ['words after a quotation', 'title: "傾聴" について', ['1:12 Y125']],
    ['a backslash', 'title: "C:\\path"', ['1:11 Y126']],
  ])('%s is told at its place', (_name, text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it.each([
    ['title：傾聴', 'title: 傾聴'],
    ['　- lesson: a', '  - lesson: a'],
    ['－ lesson: a', '- lesson: a'],
    ['title: 研修 #1', 'title: "研修 #1"'],
    ['title: 第2回: 傾聴', 'title: "第2回: 傾聴"'],
    ['title: [重要] 傾聴', 'title: "[重要] 傾聴"'],
    ['title: {傾聴|けいちょう}の"基本"', 'title: "{傾聴|けいちょう}の\\"基本\\""'],
    ['title: ｛傾聴｜けいちょう｝', 'title: "{傾聴|けいちょう}"'],
    ['title: "傾聴" について # メモ', 'title: "\\"傾聴\\" について" # メモ'],
  ])('%s is offered as %s', (text, expected) => {
    expect(fixed(text)).toEqual([expected]);
  });

  it('reads on after a slip, so that one slip gives one message', () => {
    const { root } = read('steps：\n　－ lesson：a\n　　title：[重要] 傾聴');
    expect(root).toMatchObject({
      entries: [
        { value: { items: [{ entries: [{ value: { value: 'a' } }, { value: { value: '[重要] 傾聴' } }] }] } },
      ],
    });
  });
});

describe('what only looks like a trap', () => {
  it.each([
    ['a comment', '# 研修: #1 ：\ntitle: 傾聴 # メモ'],
    ['a comment after a key', 'care: #メモ\n  level: 1'],
    ['a list in brackets', 'sources: [s1, s2]'],
    ['an empty list', 'sources: []'],
    ['a map in braces', 'care: {level: 1, topics: [つかれ, "a: b"]}'],
    ['a list over lines', 'sources: [\n  s1,\n  s2,\n]'],
    [
      'anything in a text after |',
      'body: |\n  title：x #1\n  - a: b: c\n  [x] y\n\n  {傾聴|けいちょう}です\ntitle: a',
    ],
    ['an indented first line of a text', 'body: |\n  　段落です。\n  次の行'],
    ['quoted signs', 'title: "[重要] 第2回: #1"'],
    ['single quotes', "title: 'it''s: a #1'"],
    ['a quotation over lines', 'title: "あ\n  い: #1"\nmodule: a'],
    ['ruby inside a text', 'title: 私の{傾聴|けいちょう}'],
    ['a full-width colon in a sentence', 'title: 場面：夜'],
    ['a full-width colon in a list of texts', 'items:\n- Aさん：こんにちは'],
    ['a time of day', 'items:\n- 10:30から'],
    ['an address', 'url: https://example.org/a?b=c#d'],
    ['a text that runs on', 'ask: これは\n  続きです\ntitle: a'],
    ['a text on the line after its key', 'ask:\n  これは文です\ntitle: a'],
    ['numbers as text', 'edition: 2026.10\ntel: 0312345678\nx: no'],
    ['windows line ends and a byte order mark', '\ufefftitle: a\r\nmodule: b\r\n'],
    ['a document marker at the start', '---\ntitle: a'],
    ['no words to a number', 'from: {0: , 5: まあまあ, 10: }'],
  ])('%s is left alone', (_name, text) => {
    expect(found(text)).toEqual([]);
  });

  it('keeps numbers and words as they were written', () => {
    const { root } = read('edition: 2026.10\ntel: 0312345678\na: no\nb: はい\nc: ~');
    expect(root?.is === 'map' && root.entries.map(({ value }) => value.is === 'text' && value.value)).toEqual(
      ['2026.10', '0312345678', 'no', 'はい', '~'],
    );
  });

  it('joins lines of Japanese without a blank', () => {
    const { root } = read('ask: これは\n  続きです\nb: this\n  too');
    expect(root?.is === 'map' && root.entries.map(({ value }) => value.is === 'text' && value.value)).toEqual(
      ['これは続きです', 'this too'],
    );
  });
});

describe('columns', () => {
  it('count characters, whatever their width or length', () => {
    const [problem] = read('title: 𠮷野家 #1').finish().kept;
    expect(problem).toMatchObject({ line: 1, column: 12, endColumn: 13 });
  });

  it('are those of the file as written, behind a repaired part of the same line', () => {
    expect(found('x：{say：はい, go：研修 #1}')).toEqual(['1:2 Y101', '1:7 Y101', '1:14 Y101', '1:18 Y104']);
  });
});

describe('leaving a problem with a reason', () => {
  it('leaves advice, counts it, and never an error', () => {
    const text = 'title：a # tomoni-ignore Y101: わざとです';
    expect(found(text)).toEqual(['1:6 Y101', '1:9 Y142']);
  });

  it('asks for a reason, and tells of comments that are not needed', () => {
    expect(found('title: a # tomoni-ignore L401')).toEqual(['1:10 Y140']);
    expect(found('# tomoni-ignore L401: 長い引用\ntitle: a')).toEqual(['1:1 Y141']);
  });

  it('does not read a heading of a text as a comment', () => {
    expect(found('body: |\n  # tomoni-ignore L401\n')).toEqual([]);
  });
});

describe('quotation marks and commas that lost their partner', () => {
  it.each([
    ['a full-width quotation mark', 'title: ＂傾聴"', ['1:8 Y114'], 'title: "傾聴"'],
    ['two full-width quotation marks', 'title: ＂第2回: 傾聴＂', ['1:8 Y114'], 'title: "第2回: 傾聴"'],
    ['one in brackets', 'topics: [あ, ＂い"]', ['1:13 Y114'], 'topics: [あ, "い"]'],
    ['a mark that was never opened', 'title: 傾聴"', ['1:8 Y122'], 'title: "傾聴"'],
    ['one at the left of a pair', 'pairs:\n- 傾聴": 聴く', ['2:3 Y122'], '- "傾聴": 聴く'],
    ['a comma with nothing behind', 'sources: [s1, ]', ['1:13 Y115'], 'sources: [s1]'],
  ])('%s', (_name, text, expected, repaired) => {
    expect(found(text)).toEqual(expected);
    expect(fixed(text)).toEqual([repaired]);
  });

  it.each(['title: "傾聴" と "対話"', 'title: 彼は "はい"', 'sources: [\n  s1,\n]', 'title: 5"x"'])(
    '%j is in order',
    (text) => {
      expect(found(text).filter((one) => !one.includes('Y125'))).toEqual([]);
    },
  );
});
