import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import Handlebars from 'handlebars';
import { shortName } from './template-check.js';
import type { Problem, Template } from './template-check.js';

/** A template as it is written. Its tree is made when it is asked for and not held: the trees of all are large. */
export class WrittenTemplate implements Template {
  constructor(
    readonly name: string,
    readonly source: string,
  ) {}

  get tree(): hbs.AST.Program {
    return Handlebars.parse(this.source);
  }
}

/** Every template below a folder, in the order of their names. */
export function readTemplates(folder: string): WrittenTemplate[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.hbs'))
    .sort()
    .map((file) => {
      const name = file.slice(0, -'.hbs'.length).split(sep).join('/');
      return new WrittenTemplate(name, readFileSync(join(folder, file), 'utf8').trim());
    });
}

/** Each with its tree, to look at them all; and what is wrong with those that cannot be parsed. */
export function parseTemplates(written: readonly WrittenTemplate[]): {
  templates: Template[];
  problems: Problem[];
} {
  const problems: Problem[] = [];
  const templates: Template[] = [];
  for (const one of written)
    try {
      templates.push({ name: one.name, tree: one.tree });
    } catch (error) {
      problems.push({ template: one.name, text: `views/${one.name}.hbs  ${(error as Error).message}` });
    }
  return { templates, problems };
}

/** Templates that call a certain partial, directly or through other partials. */
export function callersOf(partial: string, templates: readonly Template[]): ReadonlySet<string> {
  const calls = templates.map(({ name, tree }) => ({ name, called: partialsIn(tree) }));
  const callers = new Set<string>();
  const wanted = [partial];
  for (const one of wanted)
    for (const { name, called } of calls)
      if (called.has(one) && !callers.has(name)) {
        callers.add(name);
        if (name.startsWith('partials/')) wanted.push(shortName(name));
      }
  return callers;
}

function partialsIn(tree: hbs.AST.Program): ReadonlySet<string> {
  const found = new Set<string>();
  const note = (node: { name: hbs.AST.PathExpression | hbs.AST.SubExpression }) => {
    found.add((node.name as hbs.AST.PathExpression).original);
  };
  class Calls extends Handlebars.Visitor {
    override PartialStatement(node: hbs.AST.PartialStatement): void {
      note(node);
    }
    override PartialBlockStatement(node: hbs.AST.PartialBlockStatement): void {
      note(node);
      super.PartialBlockStatement(node);
    }
  }
  new Calls().accept(tree);
  return found;
}
