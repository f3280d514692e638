import { aChoice, aFillIn, aScale, aTrueFalse } from '../../test/factories/questions.js';
import type { Question } from '../curriculum/question.js';
import { adviceOn } from './advice.rules.js';
import type { ShownCounts } from './shown-counts.rules.js';

const counts = (parts: ShownCounts['parts'], more: Partial<ShownCounts> = {}): ShownCounts => ({
  n: 30,
  parts,
  isLastMixed: false,
  unknown: 0,
  skipped: 0,
  facility: null,
  ...more,
});
const one = aChoice('one');
const many = aChoice('many', 'choose-many');
const at = (part: number, place: number) => ({ kind: 'misconception', at: { part, place } });

describe('what is worth a look', () => {
  it.each<[string, Question, ShownCounts, number | null, object[]]>([
    ['nothing, usually', one, counts([[18, 12, 0]], { facility: 60 }), 40, []],
    [
      'the key: few right, and rather those who are weak elsewhere',
      one,
      counts([[0, 15, 15]], { facility: 0 }),
      -10,
      [{ kind: 'key' }, at(0, 1), at(0, 2)],
    ],
    [
      'the key, though the few are hidden: 30 - 24 = 6 at most, a fifth',
      one,
      counts([[null, 24, null]]),
      -0.1,
      [{ kind: 'key' }, at(0, 1)],
    ],
    ['not the key while the index is not negative', one, counts([[null, 24, null]]), 0, [at(0, 1)]],
    ['not the key where nothing is known of the rest', one, counts([[null, 24, null]]), null, [at(0, 1)]],
    ['not the key where more than a fifth may be right', one, counts([[null, 16, null]]), -20, [at(0, 1)]],
    ['not the misconception where the right one may be as many', one, counts([[null, 13, null]]), null, []],
    [
      'the misconception of another true-false',
      aTrueFalse('q', { answer: false }),
      counts([[16, 14]]),
      null,
      [at(0, 0)],
    ],
    [
      'the misconception in one choice of many',
      many,
      counts([
        [10, 20],
        [20, 10],
        [0, 30],
      ]),
      null,
      [at(1, 0)],
    ],
    [
      'the misconception that the author saw coming',
      aFillIn('q'),
      counts([
        [10, 20, 0],
        [30, 0, 0],
      ]),
      null,
      [at(0, 1)],
    ],
    ['everybody right', one, counts([[30, 0, 0]], { facility: 100 }), null, [{ kind: 'everyone' }]],
    [
      'many not sure yet, from three in ten on',
      one,
      counts([[10, 11, 0]], { unknown: 9 }),
      null,
      [at(0, 1), { kind: 'unsure' }],
    ],
    ['not sure yet, but few', one, counts([[22, 0, 0]], { unknown: 8 }), null, []],
    ['not sure yet, but hidden', one, counts([[20, null, 0]], { unknown: null }), null, []],
    [
      'nothing of a scale but who is not sure',
      aScale('q'),
      counts([[0, 10, 10]], { unknown: 10 }),
      -5,
      [{ kind: 'unsure' }],
    ],
  ])('%s', (_, question, shown, index, expected) => {
    expect(adviceOn(question, shown, index)).toEqual(expected);
  });
});
