import type { NotationFile, Remark, Span } from '../notation/notation-file.js';
import type { TextNode } from '../notation/node.js';
import { nearest } from './nearest.js';
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
  /** Not of the form a name has: this token, which is told unless the author's words lead to a name. */
  readonly unlike: string | null;
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

const MOST_SUGGESTED = 200;
const MOST_CANDIDATES = 500;

/** What reading one file by the schema leaves for the checks of the whole course. */
export class Reading {
  readonly places = new Places();
  readonly references: Reference[] = [];
  readonly writings: Writing[] = [];
  readonly scoredKeys: ScoredKey[] = [];
  readonly owners: Owner[] = [];
  private suggested = 0;

  constructor(readonly file: NotationFile) {}

  /** Nodes behind the place where the parser lost its way are not judged. */
  say(span: Span, remark: Remark): void {
    if (span.start < this.file.readableUntil) this.file.add(span, remark);
  }

  /**
   * The candidate the author most likely meant. Asked for as many slips as a person makes, so that a file
   * full of wrong names costs no more than one with a few.
   */
  suggest(word: string, candidates: readonly string[]): string | null {
    this.suggested += 1;
    return this.suggested > MOST_SUGGESTED ? null : nearest(word, candidates.slice(0, MOST_CANDIDATES));
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
