import type { NotationFile, Remark, Span } from '../notation/notation-file.js';
import type { TextNode } from '../notation/node.js';
import { Places } from './places.js';
import type { Target, WordsShape } from './shape.js';

/** One of the things around a value, from the file inwards: `name` is the shape's, `content` what was read. */
export interface Owner {
  readonly name: string;
  readonly content: object;
}

export interface Reference {
  readonly to: Target;
  readonly value: string;
  readonly span: Span;
  readonly owners: readonly Owner[];
}

/** Words an author wrote, with the key they stand under. */
export interface Writing {
  readonly kind: WordsShape['kind'];
  readonly field: string;
  readonly node: TextNode;
  readonly owners: readonly Owner[];
}

/** A key that only scored tracks may have. */
export interface ScoredKey {
  readonly key: string;
  readonly span: Span;
}

/** What reading one file by the schema leaves for the checks of the whole course. */
export class Reading {
  readonly places = new Places();
  readonly references: Reference[] = [];
  readonly writings: Writing[] = [];
  readonly scoredKeys: ScoredKey[] = [];
  readonly owners: Owner[] = [];

  constructor(readonly file: NotationFile) {}

  /** Nodes behind the place where the parser lost its way are not judged. */
  say(span: Span, remark: Remark): void {
    if (span.start < this.file.readableUntil) this.file.add(span, remark);
  }

  /** What the innermost thing of this name around the present place holds. */
  owner(name: string): object | null {
    return this.owners.findLast((one) => one.name === name)?.content ?? null;
  }

  within<T>(name: string, content: object, work: () => T): T {
    this.owners.push({ name, content });
    try {
      return work();
    } finally {
      this.owners.pop();
    }
  }
}

export const ownerOf = (owners: readonly Owner[], name: string): object | null =>
  owners.findLast((one) => one.name === name)?.content ?? null;
