import type {
  Field,
  FieldData,
  ObjectShape,
  Read,
  ReadFields,
  Shape,
  ShapeData,
  Target,
  TokenShape,
  WordsShape,
} from './shape.js';

const words = (kind: WordsShape['kind'], more: Partial<WordsShape> = {}): Shape<string> => ({
  data: { is: 'words', kind, most: null, mayBeBlank: false, ...more },
});

/** One line of words: ruby, no Markdown. */
export const label = words('label');
/** Inline Markdown. */
export const text = words('text');
/** Block Markdown. */
export const prose = words('prose');
/** Words as they are, nothing read in them. */
export const note = words('note');
export const textUpTo = (most: number): Shape<string> => words('text', { most, mayBeBlank: true });

export function token<T extends string = string>(
  name: string,
  pattern: RegExp,
  refers: Target | null = null,
): Shape<T> & { data: TokenShape } {
  return { data: { is: 'token', name, pattern, refers } };
}

const idPattern = /^(?=.{1,64}$)[a-z0-9]+(?:-[a-z0-9]+)*$/;
const refPattern = /^[a-z0-9-]{1,64}\/[a-z0-9-]{1,64}$/;

/** An id the author makes. */
export const id = token('id', idPattern);
/** An id that must exist. */
export const idOf = (refers: Target): Shape<string> & { data: TokenShape } => token('id', idPattern, refers);
/** module/step */
export const stepRef = token('step-ref', refPattern, 'step');
/** step, or step#heading */
export const lessonPlace = token('lesson-place', /^[a-z0-9-]{1,64}(?:#.+)?$/, 'lesson-place');
export const misconception = token('misconception', /^M\d{2,3}$/, 'misconception');
export const misconceptionKey = token('misconception', /^M\d{2,3}$/);
export const practice = token('practice', /^E(?:0[1-9]|1[0-6])$/);
export const trackCode = token('track-code', /^[A-Z]{3}$/);
export const day = token('day', /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/);
export const url = token('url', /^https?:\/\/[^\s/$.?#][^\s]*$/i);
export const threadCondition = token('condition', /^(?:>=|<=|>|<)\s*-?\d{1,3}$/);

export const choice = <const V extends readonly string[]>(...values: V): Shape<V[number]> => ({
  data: { is: 'choice', values },
});
export const bool: Shape<boolean> = { data: { is: 'bool' } };

const number = (more: Partial<ShapeData & { is: 'number' }>): Shape<number> => ({
  data: { is: 'number', integer: true, least: 0, most: 1_000_000, unit: '', or: null, ...more },
});
export const whole = (least: number, most = 10_000): Shape<number> => number({ least, most });
export const decimal = (least: number, most: number): Shape<number> =>
  number({ integer: false, least, most });
export const percent = number({ least: 1, most: 100, unit: '%' });
export const hours = number({ least: 1, most: 720, unit: 'h' });
export const wholeOr = <W extends string>(word: W): Shape<number | W> => ({
  data: { is: 'number', integer: true, least: 1, most: 1000, unit: '', or: word },
});

export const list = <T>(of: Shape<T>, least = 0): Shape<T[]> => ({
  data: { is: 'list', of: of.data, least },
});

export interface Pair<V> {
  readonly key: string;
  readonly value: V;
}
export function pairs<T>(
  key: Shape<unknown>,
  of: Shape<T>,
  more: { exactly?: number; mayBeEmpty?: boolean } = {},
): Shape<Pair<T>[]> {
  const { exactly = null, mayBeEmpty = false } = more;
  const keyData = key.data;
  if (keyData.is !== 'token' && keyData.is !== 'number' && keyData.is !== 'words')
    throw new Error('a key is one word');
  return { data: { is: 'pairs', key: keyData, of: of.data, exactly, mayBeEmpty } };
}

export function object<F extends Record<string, FieldData>>(
  name: string,
  fields: F,
): Shape<ReadFields<F>> & { data: ObjectShape } {
  return { data: { is: 'object', name, fields, none: null } };
}

/** `none` in place of the map says in words what leaving it out means. */
export function objectOr<F extends Record<string, FieldData>>(
  none: string,
  name: string,
  fields: F,
): Shape<ReadFields<F> | null> {
  return { data: { is: 'object', name, fields, none } };
}

interface Variant {
  readonly value: Shape<unknown>;
  readonly fields: Record<string, Field<unknown>>;
}
export type ReadVariants<V extends Record<string, Variant>> = {
  [K in keyof V & string]: { readonly kind: K; readonly value: Read<V[K]['value']> } & ReadFields<
    V[K]['fields']
  >;
}[keyof V & string];

export function tagged<V extends Record<string, Variant>>(
  name: string,
  variants: V,
  aliases: Readonly<Record<string, string>> = {},
): Shape<ReadVariants<V>> {
  const data = Object.fromEntries(
    Object.entries(variants).map(([tag, { value, fields }]) => [tag, { value: value.data, fields }]),
  );
  return { data: { is: 'tagged', name, variants: data, aliases } };
}

/** Read as a list whichever way it was written. */
export const oneOrMore = <O, T>(one: Shape<O>, more: Shape<T[]>): Shape<(O | T)[]> => ({
  data: { is: 'forms', text: one.data, list: more.data },
});

export const later = <T>(shape: () => Shape<T>): Shape<T> => ({
  data: { is: 'later', shape: () => shape().data },
});
