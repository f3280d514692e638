/** Parsed YAML, reduced to what a curriculum needs: texts, maps and lists, each with its place. */
export type Node = TextNode | MapNode | ListNode;

/** Indexes into the repaired text of the file. */
interface Placed {
  readonly start: number;
  readonly end: number;
}

export interface TextNode extends Placed {
  readonly is: 'text';
  readonly value: string;
  /** How it was written; `nothing` is a key without a value. */
  readonly style: 'plain' | 'quoted' | 'block' | 'nothing';
}

export interface MapNode extends Placed {
  readonly is: 'map';
  readonly entries: readonly { readonly key: TextNode; readonly value: Node }[];
  /** Written in braces on one line. */
  readonly flow: boolean;
}

export interface ListNode extends Placed {
  readonly is: 'list';
  readonly items: readonly Node[];
  readonly flow: boolean;
}
