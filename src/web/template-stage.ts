import Handlebars from 'handlebars';
import type { Words } from './locales.js';
import { shortName } from './template-check.js';
import type { Template } from './template-check.js';
import { Rewriter } from './template-rewrite.js';
import type { Helper } from './view-helpers.js';

/** The `@` variables. */
export type Data = Readonly<Record<string, unknown>>;
export type Run = (model: object, data: Data) => string;

type Compiled = ((model: unknown, options: object) => string) & { _setup(options: object): void };

interface BlockOptions {
  readonly hash: object;
  readonly data: Data;
  fn(context: unknown): string;
}

/**
 * Compiles checked templates for one language, with its words written into them.
 *
 * Templates are run the way Handlebars runs partials, with helpers and partials resolved once here: its public
 * entry wraps every helper anew for every page, which costs more than the page.
 */
export function compileStage(
  templates: readonly Template[],
  words: Words,
  helpers: Readonly<Record<string, Helper>>,
): ReadonlyMap<string, Run> {
  const environment = Handlebars.create();
  const partials: Record<string, Compiled> = {};
  const shared = {
    partial: true,
    helpers: { ...environment.helpers, ...helpers, within },
    partials,
    decorators: {},
    hooks: {},
    // Getters of a view model are fields like others.
    protoAccessControl: {
      methods: { whitelist: {}, defaultValue: false },
      properties: { whitelist: {}, defaultValue: true },
    },
  };
  function within(this: unknown, name: string, options: BlockOptions): unknown {
    const data = { ...options.data, 'partial-block': options.fn(this) };
    return new Handlebars.SafeString(partials[name]!(options.hash, { ...shared, data }));
  }
  const rewriter = new Rewriter(foldWith(words, helpers), Handlebars.escapeExpression);
  const compiled = templates.map(({ name, tree }): [string, Compiled] => {
    return [name, compile(environment, rewriter.program(tree), Object.keys(shared.helpers))];
  });
  for (const [name, run] of compiled) if (name.startsWith('partials/')) partials[shortName(name)] = run;
  for (const [, run] of compiled) run._setup(shared); // compiles it now, not under the first visitor
  return new Map(compiled.map(([name, run]) => [name, (model, data) => run(model, { ...shared, data })]));
}

function compile(environment: typeof Handlebars, tree: hbs.AST.Program, helpers: string[]): Compiled {
  return environment.compile(tree, {
    strict: true,
    knownHelpersOnly: true,
    knownHelpers: Object.fromEntries(helpers.map((name) => [name, true])),
    explicitPartialContext: true,
    preventIndent: true,
  }) as unknown as Compiled;
}

/** Texts without blanks and URLs of assets are the same on every page. */
function foldWith(words: Words, helpers: Readonly<Record<string, Helper>>) {
  const asset = helpers.asset as unknown as (name: string) => string;
  return (helper: string, literal: string): string | null => {
    if (helper === 'asset') return asset(literal);
    return helper === 't' && words.blanks(literal).length === 0 ? words.text(literal) : null;
  };
}
