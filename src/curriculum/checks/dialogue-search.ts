import type { ReplyCondition } from '../dialogue.js';
import { NO_THREADS, THREADS, holds, moved } from '../dialogue.rules.js';
import type { Thread, Threads } from '../dialogue.rules.js';

/** A dialogue as far as it decides where one can come to. */
export interface Graph {
  readonly start: string;
  readonly scenes: ReadonlyMap<string, GraphScene>;
}

export interface GraphScene {
  readonly replies: readonly GraphReply[];
  readonly go: string | null;
  readonly isEnd: boolean;
  readonly mend: string | null;
}

export interface GraphReply {
  readonly go: string;
  readonly effect: Threads;
  readonly when: ReplyCondition | null;
  readonly score: number;
}

/** What can happen in a dialogue, over all that people may have seen and felt on the way. */
export interface Found {
  /** False: there were more states than were looked at, and nothing below is certain. */
  readonly isWhole: boolean;
  readonly reached: ReadonlySet<string>;
  /** Scenes in which somebody can stand without any way to an end. */
  readonly endless: ReadonlySet<string>;
  /** By scene, places of replies that were offered to somebody. */
  readonly offered: ReadonlyMap<string, ReadonlySet<number>>;
  /** The most points with which somebody comes to an end; null when nobody does. */
  readonly most: number | null;
  /** How many states were looked at. */
  readonly count: number;
}

interface State {
  readonly scene: string;
  readonly threads: Threads;
  readonly seen: ReadonlySet<string>;
  /** Points of the reply given last, by scene. */
  readonly scores: ReadonlyMap<string, number>;
}

/**
 * Goes every way through a dialogue, step by step. Only what conditions ask for is told apart, threads are bounded:
 * so there is an end of states, and at the latest after `budget` of them.
 */
export function searchDialogue(graph: Graph, { budget, scored }: { budget: number; scored: boolean }): Found {
  const search = { graph, asked: whatIsAsked(graph), offered: new Map<string, Set<number>>(), scored };
  const states = new Map<string, State>();
  const before = new Map<string, string[]>();
  const add = (state: State, from: string | null) => {
    const key = keyOf(state, search.asked);
    if (from !== null) before.set(key, [...(before.get(key) ?? []), from]);
    if (!states.has(key) && states.size < budget + 1) states.set(key, state);
  };
  const nothing = { threads: NO_THREADS, seen: new Set<string>(), scores: new Map<string, number>() };
  add(enter(search, graph.start, nothing), null);
  for (const [key, state] of states) {
    if (states.size > budget) break;
    for (const next of nextStates(search, state)) add(next, key);
  }
  const all = [...states.values()];
  const ends = [...states].filter(([, { scene }]) => graph.scenes.get(scene)!.isEnd);
  const points = ends.map(([, { scores }]) => sum(scores));
  return {
    isWhole: states.size <= budget,
    reached: new Set(all.map(({ scene }) => scene)),
    endless: endlessAmong(
      states,
      before,
      ends.map(([key]) => key),
    ),
    offered: search.offered,
    count: states.size,
    most: points.length > 0 ? points.reduce((most, one) => Math.max(most, one)) : null,
  };
}

interface Search {
  readonly graph: Graph;
  readonly asked: Asked;
  readonly offered: Map<string, Set<number>>;
  readonly scored: boolean;
}

function nextStates(search: Search, state: State): State[] {
  const { offered, scored } = search;
  const { replies, go, mend } = search.graph.scenes.get(state.scene)!;
  const known = offered.get(state.scene) ?? new Set<number>();
  offered.set(state.scene, known);
  const said = [...replies.entries()].flatMap(([place, reply]) => {
    if (!holds(reply.when, state)) return [];
    known.add(place);
    const scores = scored ? new Map(state.scores).set(state.scene, reply.score) : state.scores;
    return [enter(search, reply.go, { ...state, threads: moved(state.threads, reply.effect), scores })];
  });
  return [...said, ...[go, mend].filter((id) => id !== null).map((id) => enter(search, id, state))];
}

function enter({ asked }: Search, scene: string, from: Omit<State, 'scene'>): State {
  const seen = asked.seen.includes(scene) ? new Set([...from.seen, scene]) : from.seen;
  return { ...from, scene, seen };
}

/** States from which no end is reached. Mending leads on from an end, so it takes nobody's end away. */
function endlessAmong(
  states: ReadonlyMap<string, State>,
  before: ReadonlyMap<string, readonly string[]>,
  ends: readonly string[],
): Set<string> {
  const ending = new Set(ends);
  for (const key of ending) for (const earlier of before.get(key) ?? []) ending.add(earlier);
  return new Set([...states].filter(([key]) => !ending.has(key)).map(([, { scene }]) => scene));
}

interface Asked {
  readonly threads: readonly Thread[];
  readonly seen: readonly string[];
}

function whatIsAsked({ scenes }: Graph): Asked {
  const conditions = [...scenes.values()].flatMap(({ replies }) =>
    replies.flatMap(({ when }) => (when === null ? [] : when)),
  );
  return {
    threads: THREADS.filter((thread) =>
      conditions.some((when) => 'thread' in when && when.thread === thread),
    ),
    seen: [...new Set(conditions.flatMap((when) => ('seen' in when ? when.seen : [])))],
  };
}

function keyOf({ scene, threads, seen, scores }: State, asked: Asked): string {
  const felt = asked.threads.map((thread) => threads[thread]).join(',');
  const met = asked.seen.map((id) => (seen.has(id) ? 1 : 0)).join('');
  const told = [...scores].sort(([one], [other]) => (one < other ? -1 : 1)).join(';');
  return `${scene} ${felt} ${met} ${told}`;
}

function sum(scores: ReadonlyMap<string, number>): number {
  return [...scores.values()].reduce((total, score) => total + score, 0);
}
