import type { DialogueGraph, GraphedScene, Way } from './dialogue-graph.js';

/** Where a scene stands: its layer from the top, and its place in it from the left, both from 0. */
export interface Placed {
  readonly scene: GraphedScene;
  readonly layer: number;
  readonly column: number;
}

export interface Line {
  readonly way: Way;
  readonly from: Placed;
  readonly to: Placed;
}

export interface Layout {
  readonly placed: readonly Placed[];
  readonly lines: readonly Line[];
  readonly layers: number;
  readonly columns: number;
}

/**
 * Scenes in layers by how many steps they are from the start at least; those nothing leads to come last. In a layer a
 * scene stands below those that lead to it, as far as there is room.
 */
export function layOut(graph: DialogueGraph): Layout {
  const depths = depthsOf(graph);
  const layers = Math.max(-1, ...depths.values()) + 1;
  const rows: GraphedScene[][] = Array.from({ length: layers }, () => []);
  for (const scene of graph.scenes) rows[depths.get(scene.id)!]!.push(scene);
  const placed = new Map<string, Placed>();
  for (const [layer, row] of rows.entries())
    for (const [column, scene] of inOrder(row, graph, placed).entries())
      placed.set(scene.id, { scene, layer, column });
  return {
    placed: [...placed.values()],
    lines: [...placed.values()].flatMap((from) =>
      from.scene.ways.flatMap((way) => {
        const to = placed.get(way.to);
        return to ? [{ way, from, to }] : [];
      }),
    ),
    layers,
    columns: Math.max(0, ...rows.map((row) => row.length)),
  };
}

function depthsOf({ scenes, start }: DialogueGraph): Map<string, number> {
  const byId = new Map(scenes.map((scene) => [scene.id, scene]));
  const depths = new Map<string, number>(byId.has(start) ? [[start, 0]] : []);
  for (const [id, depth] of depths)
    for (const { to } of byId.get(id)!.ways) if (byId.has(to) && !depths.has(to)) depths.set(to, depth + 1);
  const last = Math.max(-1, ...depths.values()) + 1;
  for (const { id } of scenes) if (!depths.has(id)) depths.set(id, last);
  return depths;
}

/** By the middle of the places above that lead to each; where they are equal, the order of the file holds. */
function inOrder(
  row: readonly GraphedScene[],
  { scenes }: DialogueGraph,
  placed: ReadonlyMap<string, Placed>,
): GraphedScene[] {
  const middle = ({ id }: GraphedScene) => {
    const above = scenes.flatMap((from) =>
      from.ways.flatMap(({ to }) => (to === id ? (placed.get(from.id)?.column ?? []) : [])),
    );
    return above.length === 0 ? 0 : above.reduce((sum, column) => sum + column, 0) / above.length;
  };
  return [...row].sort((one, other) => middle(one) - middle(other));
}
