import type { Span } from '../notation/notation-file.js';
import type { Node } from '../notation/node.js';

/** Where what was read stands: by the object or list it belongs to and the key or number in it. */
export class Places {
  // No WeakMap: whoever holds the places of a file holds what was read from it, and weak keys cost the collector dearly.
  private readonly byOwner = new Map<object, Map<string | number, Span>>();

  set(owner: object, key: string | number, span: Span): void {
    const spans = this.byOwner.get(owner);
    if (spans) spans.set(key, span);
    else this.byOwner.set(owner, new Map([[key, span]]));
  }

  /** The value under the key; where there is none, the owner itself. */
  of(owner: object, key: string | number = self): Span {
    const spans = this.byOwner.get(owner);
    return spans?.get(key) ?? spans?.get(self) ?? { start: 0, end: 0 };
  }

  has(owner: object, key: string | number): boolean {
    return this.byOwner.get(owner)?.has(key) ?? false;
  }

  setSelf(owner: object, span: Span): void {
    this.set(owner, self, span);
  }
}

const self = '';

/** The part of a node a reader's eye needs: for a map its first key, for a long text its first line. */
export function headOf(node: Node): Span {
  if (node.is === 'map' && node.entries[0] && !node.flow) return node.entries[0].key;
  return node.is === 'list' && node.items[0] && !node.flow ? headOf(node.items[0]) : node;
}
