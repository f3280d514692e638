import { readCurricula } from '../curriculum/curricula.js';
import { standingsOf } from '../dialogues/walk-state.rules.js';
import { repliesTo } from './preview-scene.rules.js';

const DIALOGUES = readCurricula('curricula').tracks.flatMap(({ compiled }) =>
  compiled!.edition.modules.flatMap((module) =>
    module.steps.flatMap((step) => (step.kind === 'dialogue' ? [{ name: step.id, step }] : [])),
  ),
);

describe('the replies that lead to a scene', () => {
  it.each(DIALOGUES)('lead to every scene of $name', ({ step }) => {
    for (const { id } of step.scenes) {
      const replies = repliesTo(step, id);
      expect([id, replies]).not.toEqual([id, null]);
      const turns = replies!.reduce<{ scene: string; reply: number }[]>(
        (done, reply) => [...done, { scene: standingsOf(step, done).at(-1)!.at.id, reply }],
        [],
      );
      expect(
        standingsOf(step, turns)
          .at(-1)!
          .run.map((scene) => scene.id),
      ).toContain(id);
    }
  });

  it('are none where there is no such scene', () =>
    expect(repliesTo(DIALOGUES[0]!.step, 'nowhere')).toBeNull());
});
