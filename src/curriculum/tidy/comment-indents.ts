import type { LineRole } from './layout.js';

const dashes = /^(?:- +)+(?=\S)/;

/** A comment stands over what follows; one that stood deeper belongs to what went before. */
export function commentIndents(
  lines: readonly string[],
  roles: ReadonlyMap<number, LineRole>,
): ReadonlyMap<number, number> {
  const made = new Map<number, number>();
  const following = nextPlaced(lines, roles);
  const around: Placed[] = [];
  lines.forEach((line, index) => {
    const role = roles.get(index);
    const column = line.search(/\S/);
    if (role?.is === 'placed') {
      while ((around.at(-1)?.column ?? -1) >= column) around.pop();
      around.push({ column, indent: role.indent });
      // Behind a dash stands a key in a column of its own.
      let at = column;
      let indent = role.indent;
      for (const [dash] of (dashes.exec(line.slice(column))?.[0] ?? '').matchAll(/- +/g))
        around.push({ column: (at += dash.length), indent: (indent += 2) });
    } else if (!role && line.startsWith('#', column)) {
      const next = following[index] ?? { column: 0, indent: 0 };
      const own = column <= next.column ? next : (around.findLast((one) => one.column <= column) ?? next);
      made.set(index, own.indent);
    }
  });
  return made;
}

interface Placed {
  readonly column: number;
  readonly indent: number;
}

/** For each line the first behind it that has a place of its own. */
function nextPlaced(lines: readonly string[], roles: ReadonlyMap<number, LineRole>): (Placed | null)[] {
  const made: (Placed | null)[] = [];
  for (let index = lines.length - 1, next: Placed | null = null; index >= 0; index--) {
    made[index] = next;
    const role = roles.get(index);
    if (role?.is === 'placed') next = { column: (lines[index] ?? '').search(/\S/), indent: role.indent };
  }
  return made;
}
