import type { Threads } from '../curriculum/dialogue.rules.js';
import { THREADS } from '../curriculum/dialogue.rules.js';

const CHANGES: Readonly<Record<number, string>> = { [-2]: 'down2', [-1]: 'down1', 1: 'up1', 2: 'up2' };

/** Locale keys of the sentences that tell what a reply did; one that says so when it moved nothing. */
export function effectWords(effect: Threads): readonly string[] {
  const told = THREADS.flatMap((thread) => {
    const change = CHANGES[effect[thread]];
    return change ? [`dialogues.effect.${thread}.${change}`] : [];
  });
  return told.length > 0 ? told : ['dialogues.effect.none'];
}

/** Locale keys of the sentences that tell where the threads stand after all, beside how they were at first. */
export function standWords(threads: Threads): readonly string[] {
  return THREADS.map((thread) => {
    const value = threads[thread];
    return `dialogues.stand.${thread}.${value > 0 ? 'up' : value < 0 ? 'down' : 'same'}`;
  });
}
