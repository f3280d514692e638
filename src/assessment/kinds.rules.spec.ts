import type { Question } from '../curriculum/question.js';
import {
  aFillIn,
  aFreeText,
  aMatch,
  aNumber,
  anOrder,
  aScale,
  inline,
  oneOfEach,
} from '../../test/factories/questions.js';
import { aQuiz } from '../../test/factories/course.js';
import { readAnswer } from './answer.rules.js';
import { askedCount, drawQuestions } from './draw.rules.js';
import { scoreOf } from './scoring.rules.js';
import { termsOf } from './terms.rules.js';
import { comparable, isWithin, readNumber } from './typed.rules.js';

describe('comparable', () => {
  it.each([
    ['ＷＲＡＰ', 'wrap'],
    ['ｷｸ', 'きく'],
    ['ガｶﾞが', 'ががが'],
    [' 聞く　こと ', '聞くこと'],
    ['聞く。', '聞く'],
    ['聞く！？', '聞く'],
    ['サポーター', 'さぽーたー'],
    ['か\u3099', 'が'],
    ['聞\u200bく\ufeff', '聞く'],
    ['葛\udb40\udd00', '葛'],
    ['ヴヵヶ', 'ゔゕゖ'],
    ['。', '。'],
    ['１０．５', '10.5'],
  ])('%j is %j', (typed, plain) => {
    expect(comparable(typed)).toBe(plain);
  });

  it('takes ten thousand combining marks as they come', () => {
    const marks = `か${'\u3099'.repeat(10_000)}`;
    expect(comparable(marks)).toBe(comparable(marks.normalize('NFD')));
  });
});

describe('readNumber', () => {
  it.each<[string, string | null, number | null]>([
    ['3', null, 3],
    ['１，２３０', null, 1230],
    ['1,234,567.5', null, 1234567.5],
    ['-3', null, -3],
    ['−3', null, -3],
    ['ー３', null, -3],
    ['－3', null, -3],
    ['+3', null, 3],
    [' 3 日 ', '日', 3],
    ['３ヶ月', 'ヶ月', 3],
    ['3日', null, null],
    ['3日', '人', null],
    ['約3', null, null],
    ['三', null, null],
    ['1,2', null, null],
    ['12,34', null, null],
    ['1e3', null, null],
    ['0x10', null, null],
    ['.5', null, null],
    ['NaN', null, null],
    ['3-4', null, null],
    ['', null, null],
    ['日', '日', null],
  ])('%j with the unit %j is %j', (text, unit, value) => {
    expect(readNumber(text, unit)).toBe(value);
  });

  it.each([
    [0.3, { answer: 0.1 + 0.2, tolerance: 0 }, true],
    [0.7, { answer: 0.6, tolerance: 0.1 }, true],
    [0.71, { answer: 0.6, tolerance: 0.1 }, false],
    [-5, { answer: 5, tolerance: 0 }, false],
    [1e40, { answer: 5, tolerance: 1 }, false],
  ])('%j is near enough to %j: %j', (value, wanted, isNear) => {
    expect(isWithin(value, wanted)).toBe(isNear);
  });
});

describe('scoreOf', () => {
  const four = anOrder('o', { items: ['a', 'b', 'c', 'd'].map(inline) });

  it.each<[string, Question, number[], boolean, string, number]>([
    ['the right order', four, [0, 1, 2, 3], false, 'right', 1],
    ['two places changed, not counted', four, [1, 0, 2, 3], false, 'again', 0],
    ['two places changed, counted', four, [1, 0, 2, 3], true, 'again', 0.5],
    ['no place right', four, [3, 2, 1, 0], true, 'again', 0],
    ['fewer than there are', four, [0, 1, 2], true, 'again', 0.75],
    ['more than there are', four, [0, 1, 2, 3, 3], true, 'again', 0.75],
    ['the right pairs', aMatch('m'), [0, 1, 1], false, 'right', 1],
    ['one pair wrong, counted', aMatch('m'), [0, 1, 2], true, 'again', 2 / 3],
    ['one pair wrong, not counted', aMatch('m'), [0, 1, 2], false, 'again', 0],
    ['both blanks', aFillIn('f'), [0, 0], false, 'right', 1],
    ['one blank, counted', aFillIn('f'), [0, 1], true, 'again', 0.5],
    ['one blank, not counted', aFillIn('f'), [0, -1], false, 'again', 0],
    ['a near number', aNumber('n'), [0], true, 'right', 1],
    ['another number', aNumber('n'), [-1], true, 'again', 0],
    ['any step of a scale', aScale('s'), [2], true, 'noted', 0],
    ['words of one’s own', aFreeText('t'), [0], true, 'noted', 0],
  ])('%s', (_what, question, chosen, shares, result, points) => {
    expect(scoreOf(question, chosen, shares)).toEqual({ result, points });
  });

  it.each(oneOfEach().map((question): [string, Question] => [question.kind, question]))(
    '%s: nothing chosen is not sure yet',
    (_kind, question) => {
      expect(scoreOf(question, [], true)).toEqual({ result: 'unknown', points: 0 });
    },
  );
});

describe('readAnswer', () => {
  const asked = (question: Question, order: readonly number[] = []) => ({
    question,
    order,
    position: 1,
    total: 1,
  });
  const name = ({ source }: { source: string }) => source;
  const read = (question: Question, part: string[], order: number[] = [], answer: string[] = []) =>
    readAnswer({ answer, part }, asked(question, order), name);
  const kept = (chosen: number[], texts: string[] | null = null) => ({
    ok: true,
    answer: { chosen, texts, isSkipped: false },
  });

  it('gives what was placed in the terms of the curriculum', () => {
    expect(read(anOrder('o'), ['2', '3', '1'], [2, 0, 1])).toEqual(kept([1, 2, 0]));
    expect(read(aMatch('m'), ['0', '2', '2'], [2, 0, 1])).toEqual(kept([2, 1, 1]));
  });

  it('tells right words from those seen coming and from others', () => {
    expect(read(aFillIn('f'), ['キク', '何か'])).toEqual(kept([0, -1], ['キク', '何か']));
    expect(read(aFillIn('f'), ['なおしてあげる', ' ＷＲＡＰ'])).toEqual(
      kept([1, 0], ['なおしてあげる', ' ＷＲＡＰ']),
    );
  });

  it.each<[string, Question, string[], number[]]>([
    ['a list place that is none', aMatch('m'), ['0', '3', '1'], [0, 1, 2]],
    ['a place that is a word', anOrder('o'), ['1', '2', 'x'], [0, 1, 2]],
    ['a place before the first', anOrder('o'), ['0', '1', '2'], [0, 1, 2]],
    ['more than there are controls', anOrder('o'), ['1', '2', '3', '3'], [0, 1, 2]],
    ['more texts than blanks', aFreeText('t'), ['a', 'b'], []],
    ['only signs nobody sees', aFillIn('f'), ['\u200b', 'x'], []],
    ['a blank of 201 characters', aFillIn('f'), ['あ'.repeat(201), 'x'], []],
    ['a number of 41 digits', aNumber('n'), ['9'.repeat(41)], []],
    ['a text of 4001 pictures', aFreeText('t'), ['𠮷'.repeat(4001)], []],
    ['ten thousand combining marks', aFillIn('f'), [`a${'\u0301'.repeat(10_000)}`, 'x'], []],
  ])('refuses %s', (_what, question, part, order) => {
    expect(read(question, part, order).ok).toBe(false);
  });

  it('takes a text of 4000 pictures', () => {
    expect(read(aFreeText('t'), ['𠮷'.repeat(4000)]).ok).toBe(true);
  });
});

describe('a draw', () => {
  it('is of so many as the page before it says', () => {
    const questions = oneOfEach().map((question, index) => ({ ...question, pool: index < 4 ? 'x' : null }));
    for (const terms of [
      {},
      { draw: 3 },
      { pools: [{ id: 'x', draw: 2 }] },
      { draw: 1, pools: [{ id: 'x', draw: 2 }] },
    ]) {
      const quiz = aQuiz('toi', questions, terms);
      expect(drawQuestions(quiz, Math.random)).toHaveLength(askedCount(quiz));
    }
  });

  it('keeps a scale from low to high', () => {
    for (let round = 0; round < 20; round++)
      expect(drawQuestions(aQuiz('toi', [aScale('s')]), Math.random)[0]!.order).toEqual([0, 1, 2]);
  });
});

it('has terms in scored tracks only', () => {
  const quiz = aQuiz('toi', [], {
    passPercent: 80,
    attempts: 2,
    waitHours: 24,
    keep: 'last',
    showAnswers: 'after-pass',
  });
  expect(termsOf(quiz, true)).toEqual({
    showAnswers: 'after-pass',
    pass: 80,
    attempts: 2,
    waitHours: 24,
    keep: 'last',
  });
  expect(termsOf(quiz, false)).toEqual({
    showAnswers: 'after-pass',
    pass: null,
    attempts: null,
    waitHours: 0,
    keep: 'best',
  });
});
