import type { Dialogue } from '../curriculum/dialogue.js';
import { standingsOf } from '../dialogues/walk-state.rules.js';
import type { Answered, Standing } from '../dialogues/walk-state.rules.js';

/** Circles with threads have many states; a scene that is met is met long before so many. */
const MOST_STATES = 2_000;

/** The replies, by their place in the file, that lead soonest to a scene; null where none do within reach. */
export function repliesTo(dialogue: Dialogue, scene: string): readonly number[] | null {
  const known = new Set<string>();
  let frontier: (readonly Answered[])[] = [[]];
  while (frontier.length > 0 && known.size < MOST_STATES) {
    const next: (readonly Answered[])[] = [];
    for (const turns of frontier) {
      const now = standingsOf(dialogue, turns).at(-1)!;
      if (now.run.some(({ id }) => id === scene)) return turns.map(({ reply }) => reply!);
      const key = keyOf(now);
      if (known.has(key)) continue;
      known.add(key);
      next.push(...now.offered.map((reply) => [...turns, { scene: now.at.id, reply }]));
    }
    frontier = next;
  }
  return null;
}

function keyOf({ at, seen, threads }: Standing): string {
  return JSON.stringify([at.id, [...seen].sort(), threads]);
}
