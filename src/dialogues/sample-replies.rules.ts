import type { Dialogue } from '../curriculum/dialogue.js';
import { endAt, standingsOf } from './walk-state.rules.js';
import type { Answered, Standing } from './walk-state.rules.js';

/**
 * Replies that lead to an end: people differ by `taste` in what they say first, and take the shortest way then.
 * Whoever always took what stands first on the page could walk in a circle.
 * @throws Error for a dialogue without a way to an end, which the checker refuses
 */
export function sampleReplies(dialogue: Dialogue, taste: number): readonly Answered[] {
  const start = standingAfter(dialogue, []);
  if (endAt(start)) return [];
  const ways: Answered[][] = [[said(start, start.offered[taste % start.offered.length]!)]];
  const known = new Set<string>();
  for (const way of ways) {
    const now = standingAfter(dialogue, way);
    if (endAt(now)) return way;
    const state = JSON.stringify([now.at.id, now.threads, [...now.seen].sort()]);
    if (known.has(state)) continue;
    known.add(state);
    ways.push(...now.offered.map((reply) => [...way, said(now, reply)]));
  }
  throw new Error(`no way to an end from ${dialogue.start}`);
}

function standingAfter(dialogue: Dialogue, turns: readonly Answered[]): Standing {
  return standingsOf(dialogue, turns).at(-1)!;
}

function said({ at }: Standing, reply: number): Answered {
  return { scene: at.id, reply };
}
