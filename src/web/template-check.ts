import Handlebars from 'handlebars';
import type { Words } from './locales.js';

type Node = hbs.AST.Node;
type Call = Pick<hbs.AST.SubExpression, 'path' | 'params' | 'hash' | 'loc'>;

export interface Template {
  /** Path below views/, without extension: `accounts/sign-in`, `partials/box`, `layouts/main`. */
  readonly name: string;
  readonly tree: hbs.AST.Program;
}

export interface Problem {
  /** Name of the template. */
  readonly template: string;
  /** `views/home/home.hbs:3:5  what is wrong`. */
  readonly text: string;
}

/** What a partial reads of what it is given. */
interface Shape {
  readonly parameters: ReadonlySet<string>;
  readonly wantsBlock: boolean;
}

/** What templates may refer to. */
export interface Known {
  readonly helpers: ReadonlySet<string>;
  readonly partials: readonly Template[];
  readonly words: readonly Words[];
  readonly hasAsset: (name: string) => boolean;
}

const BLOCKS = new Set(['if', 'unless', 'each', 'with']);

/**
 * Finds what would fail, or silently show nothing, when a page is rendered: unknown helpers, partials, texts,
 * assets and partial arguments, texts without their values, HTML that is not escaped. All problems, with places.
 */
export function checkTemplates(templates: readonly Template[], known: Known): Problem[] {
  const shapes = new Map(known.partials.map(({ name, tree }) => [shortName(name), shapeOf(tree)]));
  return templates.flatMap(({ name, tree }) => {
    const check = new Check(name, known, shapes);
    check.accept(tree);
    return check.problems;
  });
}

/** Partials are called by their file's name alone. */
export function shortName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

class Check extends Handlebars.Visitor {
  readonly problems: Problem[] = [];

  constructor(
    private readonly name: string,
    private readonly known: Known,
    private readonly shapes: ReadonlyMap<string, Shape>,
  ) {
    super();
  }

  override Program(program: hbs.AST.Program): void {
    program.body.forEach((node, i) => {
      const before = program.body[i - 1] as hbs.AST.ContentStatement | undefined;
      if (
        before?.type === 'ContentStatement' &&
        before.value.endsWith('=') &&
        node.type !== 'ContentStatement'
      )
        this.report(node, 'put the value of an attribute in quotes');
    });
    super.Program(program);
  }

  override MustacheStatement(node: hbs.AST.MustacheStatement): void {
    if (!node.escaped && node.path.type === 'PathExpression' && !this.name.startsWith('layouts/'))
      this.report(node, 'HTML is only shown through the helper `html`');
    this.checkCall(node as unknown as Call);
    super.MustacheStatement(node);
  }

  override SubExpression(node: hbs.AST.SubExpression): void {
    this.checkCall(node);
    super.SubExpression(node);
  }

  override BlockStatement(node: hbs.AST.BlockStatement): void {
    if (!BLOCKS.has(node.path.original)) this.report(node, `{{#${node.path.original}}} is no block helper`);
    if (node.program?.blockParams) this.report(node, 'names after `as` are not checked: use this and ../');
    super.BlockStatement(node);
  }

  override PartialStatement(node: hbs.AST.PartialStatement): void {
    this.checkPartial(node, false);
    super.PartialStatement(node);
  }

  override PartialBlockStatement(node: hbs.AST.PartialBlockStatement): void {
    this.checkPartial(node, true);
    super.PartialBlockStatement(node);
  }

  override Decorator(node: hbs.AST.Decorator): void {
    this.report(node, 'no decorators');
  }

  override DecoratorBlock(node: hbs.AST.DecoratorBlock): void {
    this.report(node, 'no inline partials: make a file in views/partials');
  }

  private checkPartial(
    node: hbs.AST.PartialStatement | hbs.AST.PartialBlockStatement,
    hasBlock: boolean,
  ): void {
    const name = (node.name as hbs.AST.PathExpression).original;
    if (name === '@partial-block') return;
    const shape = this.shapes.get(name);
    if (!shape) return this.report(node, `unknown partial "${name}"`);
    if (node.params.length > 0) this.report(node, 'give a partial named arguments');
    if (shape.wantsBlock !== hasBlock)
      this.report(node, `partial "${name}" takes ${shape.wantsBlock ? 'a' : 'no'} block`);
    for (const { key } of node.hash?.pairs ?? [])
      if (!shape.parameters.has(key)) this.report(node, `partial "${name}" has no parameter "${key}"`);
  }

  private checkCall(call: Call): void {
    const name = call.path.original;
    const isCall = call.params.length > 0 || call.hash !== undefined;
    if (isCall && !this.known.helpers.has(name)) this.report(call, `unknown helper "${name}"`);
    const literal = literalOf(call.params[0]);
    if (literal === null) return;
    if (name === 't') this.checkText(call, literal);
    if (name === 'asset' && !this.known.hasAsset(literal)) this.report(call, `no asset "${literal}"`);
  }

  private checkText(call: Call, key: string): void {
    const given = (call.hash?.pairs ?? []).map((pair) => pair.key);
    for (const words of this.known.words) {
      if (!words.has(key)) this.report(call, `no text "${key}" in ${words.language}`);
      for (const blank of words.blanks(key))
        if (!given.includes(blank)) this.report(call, `text "${key}" needs ${blank}=… (${words.language})`);
    }
  }

  private report(node: Pick<Node, 'loc'>, problem: string): void {
    const { line, column } = node.loc.start;
    const text = `views/${this.name}.hbs:${line}:${column + 1}  ${problem}`;
    this.problems.push({ template: this.name, text });
  }
}

class Shaping extends Handlebars.Visitor {
  readonly parameters = new Set<string>();
  wantsBlock = false;

  override PathExpression(path: hbs.AST.PathExpression): void {
    if (!path.data && path.parts[0]) this.parameters.add(path.parts[0]);
  }

  override SubExpression(node: hbs.AST.SubExpression): void {
    this.noteLookup(node);
    super.SubExpression(node);
  }

  override MustacheStatement(node: hbs.AST.MustacheStatement): void {
    this.noteLookup(node as unknown as Call);
    super.MustacheStatement(node);
  }

  private noteLookup(node: Pick<Call, 'path' | 'params'>): void {
    const optional = node.path.original === 'lookup' ? literalOf(node.params[1]) : null;
    if (optional !== null) this.parameters.add(optional);
  }

  override PartialStatement(node: hbs.AST.PartialStatement): void {
    if ((node.name as hbs.AST.PathExpression).original === '@partial-block') this.wantsBlock = true;
    super.PartialStatement(node);
  }
}

function shapeOf(tree: hbs.AST.Program): Shape {
  const shaping = new Shaping();
  shaping.accept(tree);
  return shaping;
}

/** The text of a literal argument; null for a computed one. */
export function literalOf(node: Node | undefined): string | null {
  return node?.type === 'StringLiteral' ? (node as hbs.AST.StringLiteral).value : null;
}
