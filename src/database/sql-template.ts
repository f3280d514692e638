/** What a template may bind. No Date and no undefined: bind `instant.getTime()`, `day.toString()`. */
export type SqlValue = string | number | boolean | bigint | null | Buffer;
/** A row as the database returns it: snake_case columns, instants as numbers, booleans 1/0 or true/false. */
export type Row = Record<string, unknown>;

/** The values of an IN list; made by `list`. */
export class SqlList {
  constructor(readonly values: readonly SqlValue[]) {}
}

/** For `where id in ${list(ids)}`. An empty list matches nothing; `not in` refuses an empty one. */
export function list(values: readonly SqlValue[]): SqlList {
  return new SqlList(values);
}

/** A template's text with its placeholders, made once per call site (and per length of its lists). */
export interface Statement {
  readonly text: string;
  /** Unique per text in this process: the name of the prepared statement. None where it is not kept. */
  readonly name?: string;
}

type Placeholder = (position: number) => string;
/** A bare `?` is planned by the value bound to it: SQLite would prepare a join anew on every run, which costs more than the run. */
export const questionMark: Placeholder = () => '+?';
export const numbered: Placeholder = (position) => `$${position}`;
const LISTS_KEPT = 32;

/** Keeps the compiled text of each call site. Values are bound and never become part of the text. */
export class Templates<T> {
  private readonly plain = new WeakMap<TemplateStringsArray, T>();
  private readonly withLists = new WeakMap<TemplateStringsArray, Map<string, T>>();
  private count = 0;

  constructor(
    private readonly placeholder: Placeholder,
    private readonly prepare: (statement: Statement) => T,
  ) {}

  for(strings: TemplateStringsArray, values: readonly (SqlValue | SqlList)[]): T {
    const known = this.plain.get(strings);
    if (known !== undefined) return known;
    if (values.some((value) => value instanceof SqlList)) return this.forLists(strings, values);
    const made = this.make(strings, values);
    this.plain.set(strings, made);
    return made;
  }

  private forLists(strings: TemplateStringsArray, values: readonly (SqlValue | SqlList)[]): T {
    const shape = values.map((value) => (value instanceof SqlList ? value.values.length : '')).join();
    let shapes = this.withLists.get(strings);
    if (!shapes) this.withLists.set(strings, (shapes = new Map<string, T>()));
    const known = shapes.get(shape);
    if (known !== undefined) return known;
    const isKept = shapes.size < LISTS_KEPT;
    const made = this.make(strings, values, isKept);
    if (isKept) shapes.set(shape, made);
    return made;
  }

  private make(strings: TemplateStringsArray, values: readonly (SqlValue | SqlList)[], isKept = true): T {
    let position = 0;
    const text = strings.reduce((before, after, index) => {
      const value = values[index - 1];
      if (!(value instanceof SqlList)) return `${before}${this.placeholder(++position)}${after}`;
      if (value.values.length === 0 && /\bnot\s+in\s*$/i.test(before))
        throw new Error('`not in` an empty list');
      const places = value.values.map(() => this.placeholder(++position));
      return `${before}(${places.join(', ') || 'null'})${after}`;
    });
    return this.prepare({ text: text.trim(), ...(isKept ? { name: `t${++this.count}` } : {}) });
  }
}
