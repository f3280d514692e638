import { baseText } from '../words/ruby-signs.js';
import type { Node, TextNode } from '../notation/node.js';
import type { Reading, Reference } from './reading.js';
import type { NumberShape, ShapeData, Target, TokenShape, WordsShape } from './shape.js';

type Scalar = WordsShape | TokenShape | NumberShape | (ShapeData & { is: 'choice' | 'bool' });

/** Reads one text by its shape. What cannot be read is reported and answered with a harmless value. */
export class ScalarReader {
  constructor(private readonly reading: Reading) {}

  read(shape: Scalar, node: Node, field: string): unknown {
    if (node.is !== 'text') return this.notText(shape, node);
    if (shape.is === 'words') return this.words(shape, node, field);
    const value = node.value.trim();
    if (value === '') return this.empty(shape, node, field);
    if (shape.is === 'token') return this.token(shape, node, value);
    if (shape.is === 'choice') return this.choice(shape.values, node, value);
    return shape.is === 'bool' ? this.bool(node, value) : this.number(shape, node, value);
  }

  private words(shape: WordsShape, node: TextNode, field: string): string {
    if (node.value.trim() === '') return shape.mayBeBlank ? '' : String(this.empty(shape, node, field));
    const { owners } = this.reading;
    this.reading.writings.push({ kind: shape.kind, field, node, owners: [...owners] });
    const value = shape.kind === 'prose' ? node.value.trimEnd() : node.value.trim();
    if (shape.most !== null && value.length > shape.most) this.checkLength(node, value, shape.most);
    return shape.kind === 'label' ? value.replace(/\s*\n\s*/g, ' ') : value;
  }

  private checkLength(node: TextNode, value: string, most: number): void {
    const length = [...baseText(value)].length;
    if (length > most)
      this.reading.say(node, { code: 'S218', severity: 'suggestion', params: { most, length } });
  }

  private token(shape: TokenShape, node: TextNode, value: string): string {
    const { refers } = shape;
    if (shape.pattern.test(value)) {
      if (refers) this.refer(refers, { value, span: node, unlike: null });
      return value;
    }
    const meant = value.normalize('NFKC').trim();
    const lower = shape.name === 'id' ? meant.toLowerCase().replace(/[\s_]+/g, '-') : meant;
    if (refers && !shape.pattern.test(lower)) {
      this.refer(refers, { value, span: node, unlike: shape.name });
      return '';
    }
    const replacement = shape.pattern.test(lower) ? { replacement: lower } : {};
    this.reading.say(node, { code: 'S205', variant: shape.name, params: { value }, ...replacement });
    return '';
  }

  private refer(to: Target, what: Pick<Reference, 'value' | 'span' | 'unlike'>): void {
    this.reading.references.push({ ...what, to, owners: [...this.reading.owners] });
  }

  private choice(values: readonly string[], node: TextNode, value: string): string {
    if (values.includes(value)) return value;
    const meant = marks[value] ?? this.reading.suggest(value, values);
    const known = meant !== null && values.includes(meant) ? meant : null;
    this.reading.say(node, {
      code: 'S204',
      variant: known === null ? 'list' : 'nearest',
      params: { value, allowed: values.join(' / '), nearest: known ?? '' },
      ...(known === null ? {} : { replacement: known }),
    });
    return known ?? values[0] ?? '';
  }

  private bool(node: TextNode, value: string): boolean {
    return (
      this.choice(['yes', 'no'], node, yesOrNo[value.toLowerCase()] ?? value) === 'yes' &&
      this.spelt(node, value)
    );
  }

  /** `true` is read as meant, and the author told to write yes. */
  private spelt(node: TextNode, value: string): boolean {
    const meant = yesOrNo[value.toLowerCase()];
    if (meant !== undefined)
      this.reading.say(node, {
        code: 'S204',
        variant: 'nearest',
        params: { value, allowed: 'yes / no', nearest: meant },
        replacement: meant,
      });
    return true;
  }

  private number(shape: NumberShape, node: TextNode, value: string): number | string {
    if (value === shape.or) return value;
    const plain = value.normalize('NFKC').replace(/\s+/g, '');
    const bare = shape.unit !== '' && plain.endsWith(shape.unit) ? plain.slice(0, -shape.unit.length) : plain;
    const pattern = shape.integer ? /^-?\d{1,9}$/ : /^-?\d{1,9}(?:\.\d{1,6})?$/;
    const read = pattern.test(bare) ? Number(bare) : NaN;
    const { least, most, unit } = shape;
    if (read >= least && read <= most) {
      if (plain !== value)
        this.reading.say(node, {
          code: 'S206',
          variant: 'width',
          params: { value, plain },
          replacement: plain,
        });
      return read;
    }
    const variant = shape.or === null ? 'range' : 'or';
    this.reading.say(node, {
      code: 'S206',
      variant,
      params: { value, least, most, unit, or: shape.or ?? '' },
    });
    return Math.max(0, least);
  }

  private empty(shape: Scalar, node: TextNode, field: string): unknown {
    this.reading.say(node, { code: 'S211', params: { name: field } });
    return harmless(shape);
  }

  private notText(shape: Scalar, node: Node): unknown {
    const source = this.reading.file.slice(node).trimEnd();
    const written = source.slice(0, 40).split('\n')[0] ?? '';
    const oneLine = !source.includes('\n');
    if (shape.is === 'words' && node.is !== 'text' && node.flow)
      this.reading.say(node, {
        code: 'Y106',
        params: { sign: written.charAt(0) },
        ...(oneLine ? { replacement: JSON.stringify(source) } : {}),
      });
    else this.reading.say(headless(node), { code: 'S203', variant: 'text', params: { written } });
    return harmless(shape);
  }
}

const yesOrNo: Readonly<Record<string, string>> = {
  true: 'yes',
  on: 'yes',
  y: 'yes',
  はい: 'yes',
  false: 'no',
  off: 'no',
  n: 'no',
  いいえ: 'no',
};
const marks: Readonly<Record<string, string>> = { 〇: '○', '◯': '○', o: '○', '✕': '×', x: '×', X: '×' };

const headless = (node: Node): { start: number; end: number } => ({ start: node.start, end: node.start + 1 });

function harmless(shape: Scalar): unknown {
  if (shape.is === 'bool') return false;
  if (shape.is === 'number') return Math.max(0, shape.least);
  return shape.is === 'choice' ? shape.values[0] : '';
}
