import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compileCurricula } from '../../src/curriculum/curricula.js';
import { findStep } from '../../src/curriculum/edition.js';
import type { DialogueStep } from '../../src/curriculum/step.js';
import { aTrack, course } from '../support/curriculum.js';

const FILE = fileURLToPath(new URL('../fixtures/dialogue.yaml', import.meta.url));

/** The file as an author wrote it. */
export const dialogueFile = (): string => readFileSync(FILE, 'utf8');

/** The dialogue of test/fixtures/dialogue.yaml, after the change of some words in it; `scored` where it has points. */
export function aDialogue(
  more: Partial<DialogueStep> = {},
  { edit = (text: string) => text, scored = false } = {},
): DialogueStep {
  const [track] = compileCurricula(
    course({
      't/track.yaml': `${aTrack.replace('[m]', '[yoru]')}${scored ? 'scored: yes\n' : ''}`,
      't/01-m.yaml': edit(dialogueFile()),
    }),
  ).tracks;
  const edition = track?.compiled?.edition;
  if (!edition)
    throw new Error(JSON.stringify(track?.problems.filter(({ severity }) => severity === 'error')));
  const step = findStep(edition, { module: 'yoru', step: 'yoru-11ji' });
  if (step?.kind !== 'dialogue') throw new Error('no dialogue');
  return { ...step, ...more };
}

/** Where each reply of a scene stands in the file, by the beginning of its words. */
export function placeIn(dialogue: DialogueStep, scene: string, words: string): number {
  const found = dialogue.scenes.find(({ id }) => id === scene);
  const replies = found?.next.kind === 'you' ? found.next.replies : [];
  const place = replies.findIndex(({ say }) => say.source.startsWith(words));
  if (place === -1) throw new Error(`no reply "${words}" in ${scene}`);
  return place;
}
