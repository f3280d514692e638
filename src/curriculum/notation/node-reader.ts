import type { ParsedNode } from 'yaml';
import { isMap, isScalar, isSeq } from 'yaml';
import { limits } from './limits.js';
import type { ListNode, MapNode, Node, TextNode } from './node.js';

export interface NodeProblem {
  readonly start: number;
  readonly end: number;
  readonly code: 'Y109' | 'Y129' | 'Y132' | 'Y133' | 'Y134';
  readonly name: string;
}

/** Turns what the parser built into nodes; finds keys written twice and what goes beyond the limits. */
export class NodeReader {
  readonly problems: NodeProblem[] = [];
  private count = 0;

  constructor(private readonly text: string) {}

  read(parsed: ParsedNode | null, at: number, depth = 0): Node {
    this.count += 1;
    const start = parsed?.range?.[0] ?? at;
    if (depth > limits.depth || this.count > limits.nodes) {
      if (this.problems.every((p) => p.code !== 'Y132' && p.code !== 'Y133'))
        this.report(start, depth > limits.depth ? 'Y132' : 'Y133');
      return nothing(start);
    }
    if (isMap(parsed)) return this.map(parsed, depth);
    if (isSeq(parsed)) return this.list(parsed, depth);
    return isScalar(parsed) ? this.scalar(parsed, start) : nothing(start);
  }

  private scalar(parsed: ParsedNode & { value?: unknown; type?: string }, start: number): TextNode {
    const end = Math.max(start, parsed.range[1]);
    const written = parsed.type ?? 'PLAIN';
    const whole = typeof parsed.value === 'string' ? parsed.value : '';
    if (whole.length > limits.text) this.report(start, 'Y134', start + 1);
    // What is beyond the limit is told of once, and looked at by nobody: it could be a megabyte of anything.
    const value = whole.slice(0, limits.text);
    if (written.startsWith('BLOCK')) return { is: 'text', value, style: 'block', start, end };
    if (written.startsWith('QUOTE'))
      return { is: 'text', value: this.unfolded(value, start, end), style: 'quoted', start, end };
    const style = value === '' ? 'nothing' : 'plain';
    return { is: 'text', value: this.unfolded(value, start, end), style, start, end };
  }

  /** Lines of Japanese are joined without the blank YAML puts between them. */
  private unfolded(value: string, start: number, end: number): string {
    if (!this.text.slice(start, end).includes('\n')) return value;
    return value.replace(/(?<=[\u3000-\u9fff\uff00-\uffef]) (?=[\u3000-\u9fff\uff00-\uffef])/g, '');
  }

  private map(parsed: ParsedNode & { items: unknown[]; flow?: boolean }, depth: number): MapNode {
    const seen = new Set<string>();
    const entries: { key: TextNode; value: Node }[] = [];
    for (const pair of parsed.items as { key: ParsedNode | null; value: ParsedNode | null }[]) {
      const key = this.read(pair.key, parsed.range[0], depth + 1);
      const value = this.read(pair.value, key.end, depth + 1);
      if (key.is !== 'text') this.report(key.start, 'Y129', key.end);
      else if (seen.has(key.value)) this.report(key.start, 'Y109', key.end, key.value);
      else {
        seen.add(key.value);
        entries.push({ key, value });
      }
    }
    return { is: 'map', entries, flow: parsed.flow === true, start: parsed.range[0], end: parsed.range[1] };
  }

  private list(parsed: ParsedNode & { items: unknown[]; flow?: boolean }, depth: number): ListNode {
    const items = (parsed.items as (ParsedNode | null)[]).map((item) =>
      this.read(item, parsed.range[0], depth + 1),
    );
    return { is: 'list', items, flow: parsed.flow === true, start: parsed.range[0], end: parsed.range[1] };
  }

  private report(start: number, code: NodeProblem['code'], end = start + 1, name = ''): void {
    this.problems.push({ start, end, code, name });
  }
}

function nothing(start: number): TextNode {
  return { is: 'text', value: '', style: 'nothing', start, end: start };
}
