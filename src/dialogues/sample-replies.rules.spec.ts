import { readCurricula } from '../curriculum/curricula.js';
import { endAt, standingsOf } from './walk-state.rules.js';
import { sampleReplies } from './sample-replies.rules.js';

const DIALOGUES = readCurricula('curricula').tracks.flatMap(({ compiled }) => {
  const { track, modules } = compiled!.edition;
  const steps = modules.flatMap((module) => module.steps).filter((step) => step.kind === 'dialogue');
  return steps.map((step) => ({ name: `${track.id}/${step.id}`, dialogue: step }));
});

describe('whoever walks through a dialogue for the demonstration', () => {
  it.each(DIALOGUES)('comes to an end of $name, whatever they say first', ({ dialogue }) => {
    const ways = [...Array(6).keys()].map((taste) => sampleReplies(dialogue, taste));
    for (const way of ways) expect(endAt(standingsOf(dialogue, way).at(-1)!)).not.toBeNull();
    expect(new Set(ways.map(([first]) => first!.reply)).size).toBeGreaterThan(1);
  });

  it('does not walk in a circle that only some replies leave', () => {
    const { dialogue } = DIALOGUES.find(({ name }) => name === 'practitioner/tooi')!;
    for (const way of [0, 1, 2].map((taste) => sampleReplies(dialogue, taste)))
      expect(way.length).toBeLessThan(dialogue.scenes.length);
  });
});
