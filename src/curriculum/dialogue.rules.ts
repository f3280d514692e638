import type { Reply, ReplyCondition } from './dialogue.js';

/** What a conversation does to two people. Told in words, never as numbers. */
export type Threads = Reply['effect'];
export type Thread = keyof Threads;

export const THREADS: readonly Thread[] = ['connection', 'burden', 'choice'];
export const NO_THREADS: Threads = { connection: 0, burden: 0, choice: 0 };

/** A thread can be so thick or so thin and no more: going round in a conversation leads to an end of states, too. */
const MOST = 10;

export function moved(threads: Threads, effect: Threads): Threads {
  return {
    connection: within(threads.connection + effect.connection),
    burden: within(threads.burden + effect.burden),
    choice: within(threads.choice + effect.choice),
  };
}

/** Whether a reply with this condition is offered to who saw these scenes, with the threads standing so. */
export function holds(
  when: ReplyCondition | null,
  at: { readonly seen: ReadonlySet<string>; readonly threads: Threads },
): boolean {
  if (when === null) return true;
  if ('seen' in when) return at.seen.has(when.seen);
  const value = at.threads[when.thread];
  switch (when.is) {
    case '>':
      return value > when.than;
    case '<':
      return value < when.than;
    case '>=':
      return value >= when.than;
    case '<=':
      return value <= when.than;
  }
}

function within(value: number): number {
  return Math.max(-MOST, Math.min(MOST, value));
}
