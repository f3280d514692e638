/**
 * The definition of the format is data of these shapes. From the same data a file is read and checked
 * (reader.ts) and the JSON Schema for editors is made (json-schema.ts).
 */
export type ShapeData =
  | WordsShape
  | TokenShape
  | { readonly is: 'choice'; readonly values: readonly string[] }
  | { readonly is: 'bool' }
  | NumberShape
  | { readonly is: 'list'; readonly of: ShapeData; readonly least: number }
  | PairsShape
  | ObjectShape
  | TaggedShape
  | FormsShape
  | { readonly is: 'later'; readonly shape: () => ShapeData };

/** `label` is one line without Markdown, `text` inline Markdown, `prose` blocks, `note` words that nobody renders. */
export interface WordsShape {
  readonly is: 'words';
  readonly kind: 'label' | 'text' | 'prose' | 'note';
  readonly most: number | null;
  /** May stand empty: the author leaves it to the next part to speak. */
  readonly mayBeBlank: boolean;
}

/** A text of a fixed form; `name` picks the words that explain it, `refers` what it must name. */
export interface TokenShape {
  readonly is: 'token';
  readonly name: string;
  readonly pattern: RegExp;
  readonly refers: Target | null;
}

export interface NumberShape {
  readonly is: 'number';
  readonly integer: boolean;
  readonly least: number;
  readonly most: number;
  /** Written behind the number: %, h. */
  readonly unit: string;
  /** A word that may stand in place of a number. */
  readonly or: string | null;
}

/** A map whose keys the author chooses; read as a list, so that its order counts. */
export interface PairsShape {
  readonly is: 'pairs';
  readonly key: TokenShape | NumberShape | WordsShape;
  readonly of: ShapeData;
  readonly exactly: number | null;
  readonly mayBeEmpty: boolean;
}

export interface ObjectShape {
  readonly is: 'object';
  readonly name: string;
  readonly fields: Fields;
  /** A word that may stand in place of the map and means: nothing of the kind. */
  readonly none: string | null;
}

/** An item told by its first key: `- quiz: id`. What `id` is belongs to the tag. */
export interface TaggedShape {
  readonly is: 'tagged';
  readonly name: string;
  readonly variants: Readonly<Record<string, { readonly value: ShapeData; readonly fields: Fields }>>;
  /** Other ways to type a tag, read as meant. */
  readonly aliases: Readonly<Record<string, string>>;
}

/** A short and a long way to write the same. */
export interface FormsShape {
  readonly is: 'forms';
  readonly text: ShapeData;
  readonly list: ShapeData;
}

export interface FieldData {
  readonly shape: ShapeData;
  readonly required: boolean;
  /** What holds when the key is not written. */
  readonly fallback: unknown;
  /** Belongs to scored tracks only. */
  readonly scored: boolean;
}
export type Fields = Readonly<Record<string, FieldData>>;

/** What a token may have to name. */
export type Target =
  | 'track'
  | 'module'
  | 'step'
  | 'lesson-place'
  | 'objective'
  | 'source'
  | 'misconception'
  | 'survey'
  | 'scene'
  | 'person'
  | 'pool'
  | 'question';

/** A shape that knows the TypeScript type of what is read by it. */
export interface Shape<T> {
  readonly data: ShapeData;
  readonly reads?: T;
}
export interface Field<T> extends FieldData {
  readonly reads?: T;
}
export type Read<S> = S extends Shape<infer T> ? T : S extends Field<infer T> ? T : never;
export type ReadFields<F> = { -readonly [K in keyof F]: Read<F[K]> };

const field = <T>(shape: Shape<unknown>, more: Partial<FieldData>): Field<T> => ({
  shape: shape.data,
  required: false,
  fallback: null,
  scored: false,
  ...more,
});

export const required = <T>(shape: Shape<T>): Field<T> => field(shape, { required: true });
export const optional = <T>(shape: Shape<T>): Field<T | null> => field(shape, {});
export const byDefault = <T>(shape: Shape<T>, fallback: NoInfer<T>): Field<T> => field(shape, { fallback });
export const scoredOnly = <T>(shape: Shape<T>): Field<T | null> => field(shape, { scored: true });
