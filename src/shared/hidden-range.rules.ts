/**
 * What somebody who knows our rules can work out about the hidden cells of a published table.
 *
 * A table with its totals is a network: each cell is an arc from its row to its column, a total is an arc that counts
 * the other way, and around every node the changes sum to nothing. The true table is one possible flow; how far a hidden
 * cell can move is the greatest flow that can be sent around it through other hidden cells
 * (Gusfield 1988, "A graph theoretic approach to statistical data security").
 */
export interface Bounds {
  readonly least: number;
  readonly most: number;
}

export interface Cell {
  /** Numbers of the two sums that this cell stands in. */
  readonly from: number;
  readonly to: number;
  /** True for the total of a row or of a column, which enters these sums with a minus. */
  readonly isTotal: boolean;
  readonly value: number;
  /** Null when the cell is shown, else what a reader knows before doing any sums. */
  readonly hidden: Bounds | null;
}

export interface Arc {
  readonly from: number;
  readonly to: number;
  /** How far the flow may still grow and shrink. */
  up: number;
  down: number;
}

interface Step {
  readonly arc: Arc;
  readonly forward: boolean;
  readonly before: Step | null;
}

/** The exact least and greatest value that a hidden cell can have for a reader of the rest. */
export function rangeOf(cells: readonly Cell[], wanted: Cell): Bounds {
  const others = () => cells.filter((cell) => cell.hidden !== null && cell !== wanted).map(toArc);
  const own = toArc(wanted);
  const grow = greatestFlow(others(), { from: own.to, to: own.from, most: own.up });
  const shrink = greatestFlow(others(), { from: own.from, to: own.to, most: own.down });
  const [less, more] = wanted.isTotal ? [grow, shrink] : [shrink, grow];
  return { least: wanted.value - less, most: wanted.value + more };
}

/** How far a cell can move, by what is known of it. A shown cell cannot. */
export function toArc(cell: Cell): Arc {
  const bounds = cell.hidden ?? { least: cell.value, most: cell.value };
  const more = bounds.most - cell.value;
  const less = cell.value - bounds.least;
  const [up, down] = cell.isTotal ? [less, more] : [more, less];
  return { from: cell.from, to: cell.to, up, down };
}

function greatestFlow(arcs: Arc[], way: { from: number; to: number; most: number }): number {
  let sent = 0;
  while (sent < way.most) {
    const path = shortestPath(arcs, way);
    if (path.length === 0) break;
    const amount = Math.min(
      way.most - sent,
      ...path.map(({ arc, forward }) => (forward ? arc.up : arc.down)),
    );
    if (amount === Infinity) return Infinity;
    for (const { arc, forward } of path) {
      arc.up += forward ? -amount : amount;
      arc.down += forward ? amount : -amount;
    }
    sent += amount;
  }
  return sent;
}

/** Along arcs that can still move, breadth first; empty when there is no way. */
function shortestPath(arcs: readonly Arc[], way: { from: number; to: number }): Step[] {
  const seen = new Set([way.from]);
  let edge: { node: number; last: Step | null }[] = [{ node: way.from, last: null }];
  while (edge.length > 0) {
    const next: typeof edge = [];
    for (const step of edge.flatMap(({ node, last }) => stepsFrom(arcs, node, last))) {
      const node = step.forward ? step.arc.to : step.arc.from;
      if (node === way.to) return unrolled(step);
      if (!seen.has(node)) next.push({ node, last: step });
      seen.add(node);
    }
    edge = next;
  }
  return [];
}

function stepsFrom(arcs: readonly Arc[], node: number, before: Step | null): Step[] {
  return arcs.flatMap((arc): Step[] => {
    if (arc.from === node && arc.up > 0) return [{ arc, forward: true, before }];
    return arc.to === node && arc.down > 0 ? [{ arc, forward: false, before }] : [];
  });
}

function unrolled(last: Step): Step[] {
  const path: Step[] = [];
  for (let step: Step | null = last; step; step = step.before) path.push(step);
  return path;
}
