/** Where a value begins, and the column its key (or dash) stands in: deeper lines belong to it. */
export interface ValueStart {
  readonly line: number;
  readonly index: number;
  readonly parent: number;
  /** False in a list of plain texts: there is no key before the value. */
  readonly keyed: boolean;
}

/** What the lines before leave open. Indents are columns from 0. */
export type Mode =
  | { readonly in: 'structure' }
  /** A text after | or >: lines deeper than `parent` belong to it. */
  | { readonly in: 'block'; readonly parent: number; indent: number | null }
  /** A quoted text that runs over lines. */
  | { readonly in: 'quote'; readonly mark: string; readonly parent: number; readonly at: ValueStart };

/** Words that can only be keys of the format; they tell a slip of the keyboard from a sentence. */
export type KeyWords = ReadonlySet<string>;
