import { aDialogue, placeIn } from '../../test/factories/dialogue.js';
import type { SceneCounts } from '../dialogues/dialogue-counts.service.js';
import { shownScenes } from './shown-scenes.rules.js';

// mittsu: 0 leads to an end, 1 to ichiji, 2 to mushi. mushi: 0 and 2 lead to an end, 1 back to mittsu. ichiji: two ends.
const dialogue = aDialogue();

const told = (mittsu: number[], ichiji: number[], mushi: number[]) => {
  const scene = (name: string, first: number[]): SceneCounts => ({
    scene: name,
    people: first.reduce((sum, count) => sum + count, 0),
    first,
  });
  return Object.fromEntries(
    shownScenes(dialogue, [scene('mittsu', mittsu), scene('ichiji', ichiji), scene('mushi', mushi)]).map(
      ({ scene: name, state, replies }) => [name, [state, ...replies]],
    ),
  );
};

it('knows the conversation of this table', () => {
  expect(placeIn(dialogue, 'mittsu', '既読')).toBe(2);
  expect(placeIn(dialogue, 'mushi', '電波')).toBe(1);
});

it.each([
  ['nobody', [0, 0, 0], [0, 0], [0, 0, 0], { mittsu: ['few', null, null, null] }],
  ['nine', [9, 0, 0], [0, 0], [0, 0, 0], { mittsu: ['few', null, null, null] }],
  ['ten alike', [10, 0, 0], [0, 0], [0, 0, 0], { mittsu: ['shown', 10, 0, 0], ichiji: ['few', null, null] }],
  [
    'eleven: the one would be the difference',
    [10, 1, 0],
    [1, 0],
    [0, 0, 0],
    { mittsu: ['shown', null, null, 0] },
  ],
  [
    'enough on every way',
    [10, 20, 10],
    [10, 10],
    [0, 10, 0],
    { mittsu: ['shown', 10, 20, 10], ichiji: ['shown', 10, 10], mushi: ['shown', 0, 10, 0] },
  ],
  [
    'a way that is hidden beside a small one does not show how many went it',
    [0, 22, 3],
    [22, 0],
    [3, 0, 0],
    { mittsu: ['shown', 0, null, null], ichiji: ['told', null, null], mushi: ['few', null, null, null] },
  ],
  [
    'two small replies to the same scene stay hidden where their sum is shown there',
    [10, 10, 14],
    [10, 0],
    [4, 0, 10],
    { mushi: ['shown', null, 0, null], ichiji: ['shown', 10, 0] },
  ],
])('%s', (_, mittsu, ichiji, mushi, expected) => {
  expect(told(mittsu, ichiji, mushi)).toMatchObject(expected);
});
