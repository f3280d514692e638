import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import Handlebars from 'handlebars';
import { shortName } from './template-check.js';
import type { Problem, Template } from './template-check.js';

/** Every template below a folder, parsed; and what is wrong with those that cannot be. */
export function readTemplates(folder: string): { templates: Template[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const templates: Template[] = [];
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.hbs'),
  );
  for (const file of files.sort()) {
    const name = file.slice(0, -'.hbs'.length).split(sep).join('/');
    try {
      templates.push({ name, tree: Handlebars.parse(readFileSync(join(folder, file), 'utf8').trim()) });
    } catch (error) {
      problems.push({ template: name, text: `views/${name}.hbs  ${(error as Error).message}` });
    }
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
