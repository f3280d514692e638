import type { Edition } from '../../src/curriculum/edition.js';
import { aCourse, aLesson, aModule } from '../factories/course.js';
import { aDialogue } from '../factories/dialogue.js';
import { enrolled } from '../factories/learning.js';
import type { People } from './people.js';

export const DIALOGUE = '/dialogue/hanasu/a';
export const SCORED = '/dialogue/tensuu/a/hanasu';

const hard = {
  level: 2 as const,
  topics: ['つらい夜の話'],
  where: 'なかほど',
  instead: { source: '要点です。', ruby: '<p>要点です。</p>', base: '<p>要点です。</p>' },
  insteadEasy: null,
};

/** The same conversation several times, so that somebody can stand at different places in it. */
export function dialogueCourse(): Edition {
  const named = ['hajime', 'tochu', 'yoi', 'tsurai'].map((id) =>
    aDialogue({ id, shuffle: false, care: id === 'hajime' ? hard : null }),
  );
  const modules = [aModule('a', [aLesson('yomu'), ...named], { title: '夜の連絡', short: '連絡' })];
  return aCourse({ id: 'hanasu', code: 'HAN', title: '話す練習', modules });
}

export function scoredDialogueCourse(): Edition {
  const edit = (text: string) =>
    text
      .replace('  start: mittsu', '  start: mittsu\n  pass: 3')
      .replace(
        '        effect: {burden: -1, connection: 1}',
        '        effect: {burden: -1, connection: 1}\n        score: 3',
      );
  const step = aDialogue({ id: 'hanasu', shuffle: false }, { scored: true, edit });
  return aCourse({
    id: 'tensuu',
    code: 'TEN',
    title: '点のある講座',
    scored: true,
    modules: [aModule('a', [step])],
  });
}

/** In the middle of one, at a good end of another, at a hard end of a third, after mending it once. */
export async function converse(people: People): Promise<void> {
  for (const track of ['hanasu', 'tensuu']) await enrolled(people.app, await people.person('learner'), track);
  await walk(people, `${DIALOGUE}/tochu`, '1');
  await walk(people, `${DIALOGUE}/yoi`, '1', '0', '1');
  await walk(people, `${DIALOGUE}/tsurai`, '1', '1');
  await people.send('learner', `${DIALOGUE}/tsurai/mend`, { walk: '1', turn: '3' });
  await people.send('learner', `${DIALOGUE}/tsurai/4`, { walk: '1', reply: '0' });
  await people.send('learner', `${DIALOGUE}/tsurai/start`, { walk: '1' });
  await say(people, `${DIALOGUE}/tsurai`, '2', ['1', '1']);
  await walk(people, SCORED, '0');
}

async function walk(people: People, here: string, ...replies: string[]): Promise<void> {
  await people.send('learner', `${here}/start`, { walk: '0' });
  await say(people, here, '1', replies);
}

async function say(people: People, here: string, number: string, replies: readonly string[]): Promise<void> {
  for (const [index, reply] of replies.entries())
    await people.send('learner', `${here}/${index + 1}`, { walk: number, reply });
}
