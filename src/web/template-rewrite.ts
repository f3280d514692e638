import { literalOf } from './template-check.js';

type Program = hbs.AST.Program;
type Statement = hbs.AST.Statement;
type Expression = hbs.AST.Expression;
type Mustache = hbs.AST.MustacheStatement;
type Block = hbs.AST.BlockStatement;
type Partial = hbs.AST.PartialStatement;
interface WithArguments {
  params: Expression[];
  hash: hbs.AST.Hash;
}

/** Answers a helper call whose result is known at start (a text without blanks, an asset's URL), else null. */
export type Foldable = (helper: string, literal: string) => string | null;

/** The one helper without arguments. */
const FRESH_KEY = 'fresh-key';

/**
 * Prepares a checked template for the compiler, leaving the one given as it is:
 * - words and URLs that cannot change are written into it;
 * - every field that is named must exist (Handlebars' strict mode alone forgives those given to helpers and blocks);
 * - a block given to a partial is rendered where it stands, seeing its own page's fields;
 * - indentation is dropped.
 */
export class Rewriter {
  constructor(
    private readonly fold: Foldable,
    private readonly escape: (text: string) => string,
  ) {}

  program(node: Program): Program {
    return { ...node, body: node.body.map((child) => this.statement(child)) };
  }

  private statement(node: Statement): Statement {
    switch (node.type) {
      case 'ContentStatement':
        return content(node, (node as hbs.AST.ContentStatement).value.replace(/\n\s+/g, '\n'));
      case 'MustacheStatement':
        return this.mustache(asField(node as Mustache));
      case 'BlockStatement':
        return this.block(node as Block);
      case 'PartialBlockStatement':
        return this.block(asBlock(node as hbs.AST.PartialBlockStatement));
      case 'PartialStatement':
        return isOwnBlock(node as Partial) ? showBlock(node) : this.partial(node as Partial);
      default:
        return content(node, '');
    }
  }

  private mustache(node: Mustache): Statement {
    const folded = this.foldCall(node);
    return folded === null ? this.withArguments(node) : content(node, this.escape(folded));
  }

  private block(node: Block): Block {
    return {
      ...this.withArguments(node),
      program: node.program && this.program(node.program),
      inverse: node.inverse && this.program(node.inverse),
    };
  }

  private partial(node: Partial): Partial {
    return { ...this.withArguments(node), indent: '' };
  }

  private expression(node: Expression): Expression {
    if (node.type === 'PathExpression') return { ...node, strict: true } as Expression;
    if (node.type !== 'SubExpression') return node;
    const folded = this.foldCall(node as hbs.AST.SubExpression);
    return folded === null ? this.withArguments(node as hbs.AST.SubExpression) : literal(node, folded);
  }

  private withArguments<T extends WithArguments>(node: T): T {
    const pairs = node.hash?.pairs.map((pair) => ({ ...pair, value: this.expression(pair.value) }));
    return {
      ...node,
      params: node.params.map((param) => this.expression(param)),
      hash: pairs ? { ...node.hash, pairs } : node.hash,
    };
  }

  private foldCall(call: hbs.AST.SubExpression | Mustache): string | null {
    const [only, ...others] = call.params;
    const text = literalOf(only);
    if (text === null || others.length > 0 || call.hash) return null;
    return this.fold((call.path as hbs.AST.PathExpression).original, text);
  }
}

/** `{{date}}` names a field: every helper but one takes arguments. */
function asField(node: Mustache): Mustache {
  const named = node.path as hbs.AST.PathExpression;
  const isField = named.type === 'PathExpression' && node.params.length === 0 && !node.hash;
  const isPlain = isField && !named.data && named.depth === 0 && named.parts.length === 1;
  if (!isPlain || named.original === FRESH_KEY) return node;
  return { ...node, path: { ...named, original: `this.${named.parts[0]}` } };
}

/** `{{#> box}}…{{/box}}` becomes a call of the helper `within`, which gives the finished block to the partial. */
function asBlock(node: hbs.AST.PartialBlockStatement): Block {
  const name = (node.name as hbs.AST.PathExpression).original;
  return {
    ...node,
    type: 'BlockStatement',
    path: path(node, 'within', false),
    params: [literal(node, name)],
  } as unknown as Block;
}

function isOwnBlock(node: Partial): boolean {
  return (node.name as hbs.AST.PathExpression).original === '@partial-block';
}

function showBlock(node: Statement): Statement {
  const shown = { type: 'MustacheStatement', path: path(node, 'partial-block', true), params: [] };
  return { ...shown, escaped: false, loc: node.loc } as unknown as Statement;
}

function path({ loc }: Statement, name: string, data: boolean): hbs.AST.PathExpression {
  return { type: 'PathExpression', data, depth: 0, parts: [name], original: name, loc };
}

function literal({ loc }: Statement, value: string): hbs.AST.StringLiteral {
  return { type: 'StringLiteral', value, original: value, loc };
}

function content({ loc }: Statement, value: string): Statement {
  return { type: 'ContentStatement', value, loc } as Statement;
}
