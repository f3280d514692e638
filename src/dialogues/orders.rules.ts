import type { Dialogue, Scene } from '../curriculum/dialogue.js';
import { shuffled } from '../shared/shuffled.js';
import type { Random } from '../shared/shuffled.js';

/**
 * By scene: places of replies in the curriculum's list, in the order in which they are shown. A form names a reply by
 * where it stands here, so that the file's order tells nothing.
 */
export type Orders = Readonly<Record<string, readonly number[]>>;

/** Fixed when a walk begins: the same page always looks the same. */
export function ordersOf({ scenes, shuffle }: Dialogue, random: Random): Orders {
  return Object.fromEntries(
    scenes.flatMap(({ id, next }) => {
      if (next.kind !== 'you') return [];
      const places = [...next.replies.keys()];
      return [[id, shuffle ? shuffled(places, random) : places]];
    }),
  );
}

/** The place in the file of a reply that was marked by where it stands on its page; null when nothing offered was. */
export function placeOf(
  orders: Orders,
  { at, offered }: { readonly at: Pick<Scene, 'id'>; readonly offered: readonly number[] },
  marked: string,
): number | null {
  const place = /^\d{1,3}$/.test(marked) ? orders[at.id]?.[Number(marked)] : undefined;
  return place !== undefined && offered.includes(place) ? place : null;
}
