import { toArc } from './hidden-range.rules.js';
import type { Arc, Cell } from './hidden-range.rules.js';

/** A cell that could be hidden with the others, and what that would cost; nothing for one that is hidden already. */
export interface Hideable extends Cell {
  readonly cost: number;
}

interface Way {
  readonly cost: number;
  readonly cells: readonly number[];
}

interface Edge {
  readonly at: number;
  readonly from: number;
  readonly to: number;
  readonly cost: number;
}

/**
 * The cells to hide so that cell `at` can move by `need` without any shown sum changing: a circle of hidden cells through
 * it, the cheapest there is (Bellman and Ford; tables are small). Null when there is no such circle.
 */
export function cheapestCircle(cells: readonly Hideable[], at: number, need: number): Way | null {
  const arcs = cells.map(toArc);
  const own = arcs[at] as Arc;
  const edges = edgesOf(cells, arcs, { without: at, need });
  const ways = [
    own.up >= need ? cheapestWay(edges, own.to, own.from) : null,
    own.down >= need ? cheapestWay(edges, own.from, own.to) : null,
  ];
  return ways.reduce((best, way) => (way && (!best || way.cost < best.cost) ? way : best), null);
}

function edgesOf(
  cells: readonly Hideable[],
  arcs: readonly Arc[],
  { without, need }: { without: number; need: number },
): Edge[] {
  return arcs.flatMap(({ from, to, up, down }, at) => {
    if (at === without) return [];
    const { cost } = cells[at] as Hideable;
    const forward = up >= need ? [{ at, from, to, cost }] : [];
    const back = down >= need ? [{ at, from: to, to: from, cost }] : [];
    return [...forward, ...back];
  });
}

function cheapestWay(edges: readonly Edge[], from: number, to: number): Way | null {
  const best = new Map<number, Way>([[from, { cost: 0, cells: [] }]]);
  for (let isBetter = true; isBetter;) {
    isBetter = false;
    for (const edge of edges) {
      const before = best.get(edge.from);
      if (!before) continue;
      const cost = before.cost + edge.cost;
      if (cost >= (best.get(edge.to)?.cost ?? Infinity)) continue;
      best.set(edge.to, { cost, cells: [...before.cells, edge.at] });
      isBetter = true;
    }
  }
  return best.get(to) ?? null;
}
