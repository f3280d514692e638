import type { Choice, Question } from '../curriculum/question.js';
import { aQuestion, aQuiz, words } from '../../test/factories/course.js';
import { mayShowAll, stateOf } from './attempt-state.rules.js';
import { drawQuestions } from './draw.rules.js';
import type { QuizView } from './quiz-view.js';
import { scoreOf } from './scoring.rules.js';
import { toStartPage } from './start.page.js';

const choice = (mark: Choice['mark'], score = mark === 'right' ? 1 : mark === 'wrong' ? 0 : 0.5): Choice => ({
  mark,
  score,
  text: words('文'),
  feedback: words('説明'),
  easy: null,
  feedbackEasy: null,
  misconception: null,
});
const choose = (kind: 'choose-one' | 'choose-many', marks: string, partial = false): Question => ({
  ...aQuestion('q'),
  kind,
  partial,
  choices: [...marks].map((mark) => choice(mark === 'o' ? 'right' : mark === 'd' ? 'partly' : 'wrong')),
});
const trueFalse = (answer: boolean): Question => ({
  ...aQuestion('q'),
  kind: 'true-false',
  answer,
  feedback: words('説明'),
  misconception: null,
});

describe('scoreOf', () => {
  it.each<[string, Question, number[], string, number]>([
    ['the right choice', choose('choose-one', 'xox'), [1], 'right', 1],
    ['a wrong choice', choose('choose-one', 'xox'), [0], 'again', 0],
    ['a choice that is partly right', choose('choose-one', 'dox'), [0], 'again', 0.5],
    ['nothing yet', choose('choose-one', 'xox'), [], 'unknown', 0],
    ['a place that does not exist', choose('choose-one', 'xox'), [7], 'again', 0],
    ['all right ones', choose('choose-many', 'oxo'), [0, 2], 'right', 1],
    ['all right ones and one that may be named', choose('choose-many', 'oxod'), [0, 2, 3], 'right', 1],
    ['all, the wrong one too', choose('choose-many', 'oxo'), [0, 1, 2], 'again', 0],
    ['half of them, without partial', choose('choose-many', 'oxo'), [0], 'again', 0],
    ['half of them, with partial', choose('choose-many', 'oxo', true), [0], 'right', 0.5],
    ['only what may be named, with partial', choose('choose-many', 'oxd', true), [2], 'right', 0],
    ['only what may be named, without partial', choose('choose-many', 'oxd'), [2], 'again', 0],
    ['one right and one wrong, with partial', choose('choose-many', 'oxo', true), [0, 1], 'again', 0],
    ['only wrong ones, with partial', choose('choose-many', 'oxx', true), [1, 2], 'again', 0],
    ['○ where ○ is right', trueFalse(true), [0], 'right', 1],
    ['× where ○ is right', trueFalse(true), [1], 'again', 0],
    ['× where × is right', trueFalse(false), [1], 'right', 1],
  ])('%s', (_what, question, chosen, result, points) => {
    expect(scoreOf(question, chosen)).toEqual({ result, points });
  });

  it('leaves half of them open to be answered again where points count', () => {
    const half = choose('choose-many', 'oxo', true);
    expect(scoreOf(half, [0], true)).toEqual({ result: 'again', points: 0.5 });
  });
});

describe('drawQuestions', () => {
  const random = () => 0.3;
  const questions = ['a', 'b', 'c', 'd'].map((id) => aQuestion(id));

  it('asks everything in its order where nothing is drawn', () => {
    expect(drawQuestions(aQuiz('toi', questions), random).map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('draws so many, keeps their order', () => {
    const drawn = drawQuestions(aQuiz('toi', questions, { draw: 2 }), random).map(({ id }) => id);
    expect(drawn).toHaveLength(2);
    expect([...drawn].sort()).toEqual(drawn);
  });

  it('draws from pools and always asks what is in none, and says how many before', () => {
    const pooled = questions.map((question, place): Question => ({
      ...question,
      pool: place < 3 ? 'x' : null,
    }));
    const quiz = aQuiz('toi', pooled, { pools: [{ id: 'x', draw: 1 }] });
    const drawn = drawQuestions(quiz, random);
    expect(drawn).toHaveLength(2);
    expect(drawn.at(-1)!.id).toBe('d');
    expect(toStartPage({ quiz } as QuizView, null).count).toBe(2);
  });

  it('keeps the order of the file when shuffling is off, and never shuffles ○ and ×', () => {
    const drawn = drawQuestions(aQuiz('toi', [aQuestion('a'), trueFalse(true)], { shuffle: false }), random);
    for (const { order } of drawn) expect(order).toEqual([...order.keys()]);
    expect(drawQuestions(aQuiz('toi', [trueFalse(true)]), () => 0)[0]!.order).toEqual([0, 1]);
  });

  it('shows every order of options equally often', () => {
    const seen = new Map<string, number>();
    const quiz = aQuiz('toi', [choose('choose-one', 'oxx')]);
    for (let round = 0; round < 6000; round++) {
      const key = drawQuestions(quiz, Math.random)[0]!.order.join('');
      seen.set(key, (seen.get(key) ?? 0) + 1);
    }
    expect(seen.size).toBe(6);
    for (const count of seen.values()) expect(count).toBeGreaterThan(800);
  });
});

describe('stateOf', () => {
  const rule = { showAnswers: 'after-answer' as const, pass: null, again: true };
  const attempt = { questions: ['a', 'b'].map((id) => ({ id, revision: 'r', order: [0, 1] })), rule };
  const judged = new Set(['a', 'b']);
  const answer = (question: string, turn: number, points: number) => ({
    question,
    turn,
    points,
    chosen: [0],
    texts: null,
    isSkipped: false,
    result: points === 1 ? ('right' as const) : ('again' as const),
  });

  it('leads to the first question without an answer', () => {
    expect(stateOf(attempt, [answer('b', 1, 1)], judged).next).toBe(0);
    expect(stateOf(attempt, [answer('b', 1, 1), answer('a', 1, 0)], judged).next).toBeNull();
  });

  it('keeps the best and shows the last', () => {
    const state = stateOf(attempt, [answer('a', 2, 0), answer('a', 1, 1)], judged);
    expect(state.questions[0]).toMatchObject({ turns: 2, points: 1, last: { turn: 2, points: 0 } });
  });

  it('hides other answers until the mark is reached where the author says so', () => {
    const strict = { rule: { showAnswers: 'after-pass' as const, pass: 80, again: true } };
    expect(mayShowAll(strict, stateOf(attempt, [answer('a', 1, 1), answer('b', 1, 0)], judged))).toBe(false);
    expect(mayShowAll(strict, stateOf(attempt, [answer('a', 1, 1), answer('b', 1, 1)], judged))).toBe(true);
  });
});
