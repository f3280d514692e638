import type { Dialogue } from '../curriculum/dialogue.js';
import type { SceneCounts } from '../dialogues/dialogue-counts.service.js';
import { runFrom } from '../dialogues/walk-state.rules.js';
import { RULE_OF_TEN, suppressList } from '../shared/suppression.rules.js';
import type { Shown } from '../shared/suppression.rules.js';

/** What may be shown of one scene. */
export interface ShownScene {
  readonly scene: string;
  /** `few`: fewer than ten came. `told`: their number would tell a small one of a scene before. */
  readonly state: 'shown' | 'few' | 'told';
  readonly people: number;
  /** By the replies' places in the curriculum's list; all hidden unless `shown`. */
  readonly replies: readonly Shown[];
}

/** Replies of a scene that lead to the same next one: how many people came there is shown with that scene. */
interface Branch {
  readonly to: string;
  readonly count: number;
  readonly isShown: boolean;
}

type Branched = Pick<ShownScene, 'replies'> & { readonly branches: readonly Branch[] };

/**
 * How many came to a scene is how many chose the replies that lead to it. So branches are hidden as lists of their own, and
 * a scene is not shown where a branch that leads to it is hidden; what stands behind it is not shown either.
 */
export function shownScenes(dialogue: Dialogue, counts: readonly SceneCounts[]): ShownScene[] {
  const start = runFrom(dialogue, dialogue.start).at(-1)!.id;
  const all = new Map(counts.map((scene) => [scene.scene, branchesOf(dialogue, scene)]));
  const isFew = ({ people }: SceneCounts) => people < RULE_OF_TEN.threshold;
  const telling = new Set<string>();
  for (let size = -1; size < telling.size;) {
    size = telling.size;
    for (const scene of counts)
      for (const { to, count, isShown } of all.get(scene.scene)!.branches) {
        const isHidden = !isShown || isFew(scene) || telling.has(scene.scene);
        if (count > 0 && isHidden && to !== start && to !== scene.scene) telling.add(to);
      }
  }
  return counts.map((scene) => {
    const state = isFew(scene) ? 'few' : telling.has(scene.scene) ? 'told' : 'shown';
    const { replies } = all.get(scene.scene)!;
    return {
      scene: scene.scene,
      people: scene.people,
      state,
      replies: state === 'shown' ? replies : replies.map(() => null),
    };
  });
}

function branchesOf(dialogue: Dialogue, { scene, first }: SceneCounts): Branched {
  const { next } = dialogue.scenes.find(({ id }) => id === scene)!;
  const targets = next.kind === 'you' ? next.replies.map(({ go }) => runFrom(dialogue, go).at(-1)!.id) : [];
  const names = [...new Set(targets)];
  const placesTo = (to: string) => targets.flatMap((one, place) => (one === to ? [place] : []));
  const sums = names.map((to) => placesTo(to).reduce((sum, place) => sum + first[place]!, 0));
  const shown = suppressList(sums, RULE_OF_TEN, 'shown').cells;
  const replies = first.map((): Shown => null);
  for (const [at, to] of names.entries()) {
    const places = placesTo(to);
    const total = shown[at] === null ? 'hidden' : 'shown';
    const { cells } = suppressList(
      places.map((place) => first[place]!),
      RULE_OF_TEN,
      total,
    );
    for (const [index, place] of places.entries()) replies[place] = cells[index]!;
  }
  return {
    replies,
    branches: names.map((to, at) => ({ to, count: sums[at]!, isShown: shown[at] !== null })),
  };
}
