import { discriminationIndex, discriminativeEfficiency } from './item-statistics.rules.js';
import { scoresBeside } from './rest-scores.rules.js';
import type { FirstAttempt } from './first-answer.js';

/*
 * Ten people, by hand. Rest of the quiz: 3 3 2 2 2 2 1 1 1 0, sum 17, mean 1.7, squares 9+9+4+4+4+4+1+1+1+0 = 37.
 * Sum of squared distances: 37 - 10·1.7² = 37 - 28.9 = 8.1. Divided by 9 it is the variance.
 */
const REST = [3, 3, 2, 2, 2, 2, 1, 1, 1, 0];

describe('the statistics of a question', () => {
  it.each([
    // Five right: sum 5, mean 0.5, squared distances 5 - 10·0.5² = 2.5; √(2.5 · 8.1) = √20.25 = 4.5.
    // The best that five right can have: 3+3+2+2+2 = 12, 12 - 10·0.5·1.7 = 12 - 8.5 = 3.5.
    {
      name: 'right where the rest is best: 3+3+2+2+2 = 12, 12 - 8.5 = 3.5',
      own: [1, 1, 1, 1, 1, 0, 0, 0, 0, 0],
      index: (100 * 3.5) / 4.5,
      efficiency: (100 * 3.5) / 3.5,
    },
    {
      name: 'mixed: 3+3+2+2+1 = 11, 11 - 8.5 = 2.5',
      own: [1, 1, 1, 0, 1, 0, 1, 0, 0, 0],
      index: (100 * 2.5) / 4.5,
      efficiency: (100 * 2.5) / 3.5,
    },
    {
      name: 'right where the rest is worst: 2+1+1+1+0 = 5, 5 - 8.5 = -3.5',
      own: [0, 0, 0, 0, 0, 1, 1, 1, 1, 1],
      index: (100 * -3.5) / 4.5,
      efficiency: (100 * -3.5) / 3.5,
    },
    {
      // Three whole and four halves: sum 5, mean 0.5, squares 3·1 + 4·0.25 = 4; 4 - 10·0.5² = 1.5.
      // With the rest: 3·1+3·0.5+2·1+2·0.5+2·0+2·1+1·0.5+1·0.5+1·0+0 = 10.5; 10.5 - 8.5 = 2.
      // Sorted: 3·1+3·1+2·1+2·0.5+2·0.5+2·0.5+1·0.5+0 = 11.5; 11.5 - 8.5 = 3.
      name: 'with parts of a score',
      own: [1, 0.5, 1, 0.5, 0, 1, 0.5, 0.5, 0, 0],
      index: (100 * 2) / Math.sqrt(1.5 * 8.1),
      efficiency: (100 * 2) / 3,
    },
  ])('$name', ({ own, index, efficiency }) => {
    expect(discriminationIndex({ own, rest: REST })).toBeCloseTo(index, 9);
    expect(discriminativeEfficiency({ own, rest: REST })).toBeCloseTo(efficiency, 9);
  });

  it.each([
    ['everybody right', REST.map(() => 1), REST],
    ['nobody right', REST.map(() => 0), REST],
    ['everybody alike in the rest, but for a rounding', [1, 0, 1], [0.3, 0.1 + 0.2, 0.3]],
    ['a single person', [1], [2]],
    ['nobody at all', [], []],
  ])('are none, not 0, with %s', (_, own, rest) => {
    expect(discriminationIndex({ own, rest })).toBeNull();
    expect(discriminativeEfficiency({ own, rest })).toBeNull();
  });
});

describe('the rest of a quiz', () => {
  const answer = (question: string, points: number, more: object = {}) => ({
    question,
    revision: 'r1',
    chosen: [0],
    texts: null,
    result: points === 1 ? ('right' as const) : ('again' as const),
    points,
    isSkipped: false,
    ...more,
  });
  const attempt = (...answers: FirstAttempt['answers']): FirstAttempt => ({
    isFinished: true,
    answers,
  });
  const beside = (...attempts: FirstAttempt[]) => scoresBeside(attempts, { question: 'q1', revision: 'r1' });

  it('is the sum of the other scores, without what is neither right nor wrong', () => {
    const noted = answer('q3', 0, { result: 'noted' });
    expect(beside(attempt(answer('q1', 1), answer('q2', 0.5), noted, answer('q4', 1)))).toEqual({
      own: [1],
      rest: [0.5 + 1],
    });
  });

  it('leaves out who has not come to the end, and who passed the question', () => {
    const open = { ...attempt(answer('q1', 1), answer('q2', 1)), isFinished: false };
    expect(beside(open, attempt(answer('q1', 0, { isSkipped: true }), answer('q2', 1)))).toEqual({
      own: [],
      rest: [],
    });
  });

  it('is compared only where the same revisions were asked: the largest group', () => {
    const other = answer('q2', 1, { revision: 'r2' });
    const same = (points: number) => attempt(answer('q1', points), answer('q2', 1));
    expect(beside(attempt(answer('q1', 1), other), same(0), same(1))).toEqual({ own: [0, 1], rest: [1, 1] });
    expect(beside(attempt(answer('q1', 1, { revision: 'r2' }), answer('q2', 1)))).toEqual({
      own: [],
      rest: [],
    });
  });
});
