import Handlebars from 'handlebars';

/** The `@` variables. */
export type Data = Readonly<Record<string, unknown>>;
export type Run = (model: unknown, data: Data) => string;

export type Helper = (...args: never[]) => unknown;
type Helpers = Readonly<Record<string, Helper>>;
type Depths = readonly unknown[] | undefined;
type Part = (
  container: Container,
  model: unknown,
  helpers: Helpers,
  partials: object,
  data: Data,
  blockParams: undefined,
  depths: Depths,
) => string;

/** What the compiler of Handlebars makes of a template: its parts by number, `main` first to run. */
export interface Compiled {
  readonly main: Part;
  readonly compiler: readonly [number, string];
  readonly useDepths?: boolean;
  readonly [part: number]: Part;
}

interface Place {
  readonly start: { readonly line: number; readonly column: number };
}

/** What helpers with blocks are given. */
export interface BlockOptions {
  readonly data: Data;
  readonly hash: Record<string, unknown>;
  readonly fn: (model: unknown, options?: { data: Data }) => string;
  readonly inverse: (model: unknown) => string;
}

const COMPILER = 8;
const nothing = () => '';

/**
 * Runs one compiled template. Handlebars' own runner does more than pages need (helpers wrapped and options
 * copied on every run, access rules for strangers' templates), which costs twice what the page itself does.
 */
export function toRun(name: string, compiled: Compiled, helpers: Helpers): Run {
  if (compiled.compiler[0] !== COMPILER)
    throw new Error(`template compiler ${compiled.compiler[1]} is not known`);
  const container = new Container(name, compiled, helpers);
  const { main, useDepths } = compiled;
  return (model, data) =>
    main.call(
      compiled,
      container,
      model,
      helpers,
      noPartials,
      data,
      undefined,
      useDepths ? [model] : undefined,
    );
}

const noPartials = {};

/** The functions that compiled templates call; names and parameters are the compiler's. */
class Container {
  readonly nullContext = Object.freeze({});
  readonly noop = nothing;
  readonly hooks = {};
  readonly escapeExpression = Handlebars.escapeExpression;

  constructor(
    private readonly name: string,
    private readonly compiled: Compiled,
    private readonly helpers: Helpers,
  ) {}

  /** A block of a template, to be run by a helper. */
  readonly program = (part: number, data: Data, _count?: number, _params?: undefined, depths?: Depths) => {
    const { compiled, helpers } = this;
    const run = compiled[part]!;
    return (model: unknown, options?: { data: Data }): string => {
      const stack = depths && model !== depths[0] ? [model, ...depths] : depths;
      return run(this, model, helpers, noPartials, options?.data ?? data, undefined, stack);
    };
  };

  readonly lookupProperty = (object: Readonly<Record<string, unknown>>, field: string): unknown =>
    object[field];

  readonly strict = (object: unknown, field: string, place: Place): unknown => {
    if (object === null || typeof object !== 'object' || !(field in object)) {
      const { line, column } = place.start;
      throw new Error(`views/${this.name}.hbs:${line}:${column + 1}  no field "${field}" here`);
    }
    return (object as Readonly<Record<string, unknown>>)[field];
  };

  readonly lambda = (value: unknown): unknown => {
    if (typeof value === 'function')
      throw new Error(`views/${this.name}.hbs shows a function: give it a value`);
    return value;
  };

  /** `@../index`: the variables of the loop around this one. */
  readonly data = (data: Data, depth: number): unknown => {
    let found: unknown = data;
    for (let i = 0; i < depth; i++) found = (found as Data)._parent;
    return found;
  };
}
