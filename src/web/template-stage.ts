import Handlebars from 'handlebars';
import type { Words } from './locales.js';
import { shortName } from './template-check.js';
import type { Template } from './template-check.js';
import { BLOCK, Rewriter } from './template-rewrite.js';
import { toRun } from './template-runtime.js';
import type { BlockOptions, Compiled, Helper, Run } from './template-runtime.js';

type Helpers = Readonly<Record<string, Helper>>;

/**
 * Checked templates of one language, with its words written into them. Each is compiled when it is first run:
 * the check has found what could fail, and a server starts sooner without two languages of pages nobody asked for.
 */
export function compileStage(
  templates: readonly Template[],
  words: Words,
  helpers: Helpers,
): ReadonlyMap<string, Run> {
  const partials = new Map<string, Run>();
  const all = { ...helpers, within: withinOf(partials) };
  const compile = compilerOf(Object.keys(all));
  const rewriter = new Rewriter(foldWith(words, helpers), Handlebars.escapeExpression);
  const runs = new Map(
    templates.map((template) => [
      template.name,
      onFirstUse(() => toRun(template.name, compile(rewriter.program(template.tree)), all)),
    ]),
  );
  for (const [name, run] of runs) if (name.startsWith('partials/')) partials.set(shortName(name), run);
  return runs;
}

function onFirstUse(make: () => Run): Run {
  let run: Run | undefined;
  return (model, data) => (run ??= make())(model, data);
}

/** Calls a partial: it sees its arguments and the block given to it, already rendered, and nothing else. */
function withinOf(partials: ReadonlyMap<string, Run>) {
  return function within(this: unknown, name: string, options: BlockOptions): string {
    const given = options.hash;
    if (options.fn) given[BLOCK] = options.fn(this);
    return partials.get(name)!(given, options.data);
  };
}

/** The compiler of Handlebars, without its runner. */
function compilerOf(helpers: readonly string[]): (tree: hbs.AST.Program) => Compiled {
  const environment = Handlebars.create();
  let compiled: Compiled | undefined;
  environment.template = ((made: Compiled) => {
    compiled = made;
    return Object.assign(nothing, { _setup: nothing });
  }) as never;
  return (tree) => {
    const template = environment.compile(tree, {
      strict: true,
      knownHelpersOnly: true,
      knownHelpers: Object.fromEntries(helpers.map((name) => [name, true])),
      explicitPartialContext: true,
      preventIndent: true,
    });
    // Handlebars waits with compiling until a template is run; this is the only way to ask for it.
    (template as unknown as { _setup(options: object): void })._setup({});
    return compiled!;
  };
}

function nothing(): string {
  return '';
}

/** Texts without blanks and URLs of assets are the same on every page. */
function foldWith(words: Words, helpers: Helpers) {
  const asset = helpers.asset as unknown as (name: string) => string;
  return (helper: string, literal: string): string | null => {
    if (helper === 'asset') return asset(literal);
    return helper === 't' && words.blanks(literal).length === 0 ? words.text(literal) : null;
  };
}
