import type { Edition } from './edition.js';

const AUDIENCES = ['participants', 'supporters', 'everyone'] as const;

/** By audience, then what is required before what requires it, then by id. */
export function inTrackOrder(editions: readonly Edition[]): readonly Edition[] {
  const byId = new Map(editions.map((edition) => [edition.track.id, edition]));
  const rank = new Map(
    editions.map(({ track }) => [
      track.id,
      [AUDIENCES.indexOf(track.audience), depthOf(track.id, byId, [])] as const,
    ]),
  );
  return [...editions].sort(({ track: one }, { track: other }) => {
    const [audience, depth] = rank.get(one.id)!;
    const [otherAudience, otherDepth] = rank.get(other.id)!;
    return audience - otherAudience || depth - otherDepth || (one.id < other.id ? -1 : 1);
  });
}

/** How many tracks stand before it, one behind the other. A circle (never published) ends where it closes. */
function depthOf(id: string, byId: ReadonlyMap<string, Edition>, above: readonly string[]): number {
  const requires = byId.get(id)?.track.requires.filter((before) => !above.includes(before)) ?? [];
  return Math.max(0, ...requires.map((before) => 1 + depthOf(before, byId, [...above, id])));
}
