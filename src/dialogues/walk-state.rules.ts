import type { Dialogue, Reply, Scene, SceneEnd } from '../curriculum/dialogue.js';
import { NO_THREADS, holds, moved } from '../curriculum/dialogue.rules.js';
import type { Threads } from '../curriculum/dialogue.rules.js';

export interface Answered {
  readonly scene: string;
  /** Place in the curriculum's list; null where an end was mended. */
  readonly reply: number | null;
}

/** Where one stands before a turn. */
export interface Standing {
  /** Number of the turn that is answered here, from 1. */
  readonly turn: number;
  /** What is said on this page: the scene one came to, and those that follow without a reply. Never empty. */
  readonly run: readonly Scene[];
  /** The last of them: here one replies, or it is over. */
  readonly at: Scene;
  /** Places of the replies that are offered, in the order of the file; empty at an end. */
  readonly offered: readonly number[];
  readonly seen: ReadonlySet<string>;
  readonly threads: Threads;
  /** Each scene counts once, by the reply given there last. */
  readonly points: number;
}

/**
 * The whole walk: where one stood before each turn, and at last where one stands now. Follows from edition and turns alone.
 * @throws Error for turns that do not belong to the dialogue
 */
export function standingsOf(dialogue: Dialogue, turns: readonly Answered[]): readonly Standing[] {
  const scores = new Map<string, number>();
  let now = arrive(dialogue, dialogue.start, { turn: 1, seen: new Set(), threads: NO_THREADS, points: 0 });
  const all = [now];
  for (const { scene, reply } of turns) {
    if (scene !== now.at.id) throw new Error(`turn ${now.turn} answers ${scene}, not ${now.at.id}`);
    const chosen = reply === null ? null : replyAt(now.at, reply);
    if (chosen) scores.set(scene, chosen.score);
    now = arrive(dialogue, chosen ? chosen.go : mendOf(now.at), {
      turn: now.turn + 1,
      seen: now.seen,
      threads: chosen ? moved(now.threads, chosen.effect) : now.threads,
      points: [...scores.values()].reduce((sum, score) => sum + score, 0),
    });
    all.push(now);
  }
  return all;
}

/** The end one stands at; null while one is asked. */
export function endAt({ at }: Standing): SceneEnd | null {
  return at.next.kind === 'end' ? at.next : null;
}

/** @throws Error when the scene has no such reply */
export function replyAt({ id, next }: Scene, place: number): Reply {
  const reply = next.kind === 'you' ? next.replies[place] : undefined;
  if (!reply) throw new Error(`scene ${id} has no reply ${place}`);
  return reply;
}

/** The scene one comes to, with those that follow it without a reply. @throws Error for a circle of them, which the checker refuses */
export function runFrom({ scenes }: Dialogue, start: string): readonly Scene[] {
  const run: Scene[] = [];
  for (let id: string | null = start; id !== null;) {
    const scene = scenes.find((one) => one.id === id);
    if (!scene) throw new Error(`no scene ${id}`);
    if (run.includes(scene)) throw new Error(`scene ${id} leads back to itself`);
    run.push(scene);
    id = scene.next.kind === 'go' ? scene.next.scene : null;
  }
  return run;
}

function arrive(
  dialogue: Dialogue,
  scene: string,
  before: Pick<Standing, 'turn' | 'seen' | 'threads' | 'points'>,
): Standing {
  const run = runFrom(dialogue, scene);
  const at = run.at(-1)!;
  const seen = new Set([...before.seen, ...run.map(({ id }) => id)]);
  return { ...before, run, at, seen, offered: offeredAt(at, { seen, threads: before.threads }) };
}

/** Where every reply has a condition and none holds, all are offered: nobody is left without a way on. */
function offeredAt({ next }: Scene, state: Pick<Standing, 'seen' | 'threads'>): readonly number[] {
  if (next.kind !== 'you') return [];
  const all = [...next.replies.keys()];
  const offered = all.filter((place) => holds(next.replies[place]!.when, state));
  return offered.length > 0 ? offered : all;
}

function mendOf({ id, next }: Scene): string {
  if (next.kind !== 'end' || next.mend === null) throw new Error(`scene ${id} cannot be mended`);
  return next.mend;
}
