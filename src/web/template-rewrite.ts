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

/** Argument of a partial that holds the block given to it. */
export const BLOCK = 'partial-block';

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
        return this.block(callOf(node as hbs.AST.PartialBlockStatement, 'BlockStatement'));
      case 'PartialStatement':
        return isOwnBlock(node as Partial)
          ? showBlock(node)
          : this.withArguments(callOf(node as Partial, 'MustacheStatement'));
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

  private expression(node: Expression): Expression {
    if (node.type === 'PathExpression') return { ...node, strict: true } as Expression;
    if (node.type !== 'SubExpression') return node;
    const call = node as hbs.AST.SubExpression;
    const folded = this.foldCall(call);
    if (folded !== null) return literal(node, folded);
    return optionalField(call) ?? this.withArguments(call);
  }

  private withArguments<T extends WithArguments>(node: T): T {
    const pairs = node.hash?.pairs.map((pair) => ({ ...pair, value: this.expression(pair.value) }));
    return {
      ...node,
      loc: undefined, // else it is made anew for every call of every helper
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

/**
 * A partial is called through the helper `within`, which gives it its arguments and no more than those, and the
 * block that stands in its call, already rendered.
 */
function callOf(node: Partial | hbs.AST.PartialBlockStatement, type: 'MustacheStatement'): Mustache;
function callOf(node: Partial | hbs.AST.PartialBlockStatement, type: 'BlockStatement'): Block;
function callOf(node: Partial | hbs.AST.PartialBlockStatement, type: string): unknown {
  const name = literal(node, (node.name as hbs.AST.PathExpression).original);
  return { ...node, type, path: path(node, 'within'), params: [name], escaped: false };
}

/** `(lookup this "hint")` is the one way to name a field that may be absent: it needs no helper at run time. */
function optionalField(call: hbs.AST.SubExpression): Expression | null {
  const [object, name] = call.params;
  const field = literalOf(name);
  const isOwn = (object as hbs.AST.PathExpression | undefined)?.original === 'this';
  if (call.path.original !== 'lookup' || field === null || !isOwn) return null;
  return { ...path(call, field), original: `this.${field}` } as Expression;
}

function isOwnBlock(node: Partial): boolean {
  return (node.name as hbs.AST.PathExpression).original === '@partial-block';
}

function showBlock(node: Statement): Statement {
  const own = { ...path(node, BLOCK), original: `this.${BLOCK}` };
  return {
    type: 'MustacheStatement',
    path: own,
    params: [],
    escaped: false,
    loc: node.loc,
  } as unknown as Statement;
}

function path({ loc }: Statement, name: string): hbs.AST.PathExpression {
  return { type: 'PathExpression', data: false, depth: 0, parts: [name], original: name, loc };
}

function literal({ loc }: Statement, value: string): hbs.AST.StringLiteral {
  return { type: 'StringLiteral', value, original: value, loc };
}

function content({ loc }: Statement, value: string): Statement {
  return { type: 'ContentStatement', value, loc } as Statement;
}
