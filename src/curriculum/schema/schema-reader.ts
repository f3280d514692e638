import type { ListNode, MapNode, Node, TextNode } from '../notation/node.js';
import { headOf } from './places.js';
import type { Reading } from './reading.js';
import { ScalarReader } from './scalar-reader.js';
import type { Fields, ObjectShape, PairsShape, Shape, ShapeData, TaggedShape } from './shape.js';

type Entry = MapNode['entries'][number];

/**
 * Reads nodes by a shape into plain content, and reports what does not fit. Always answers content of the
 * promised type, with what could not be read left out or harmless, so that every check can run.
 */
export class SchemaReader {
  private readonly scalars: ScalarReader;

  constructor(private readonly reading: Reading) {
    this.scalars = new ScalarReader(reading);
  }

  read<T>(shape: Shape<T>, node: Node): T | null {
    return this.value(shape.data, node, '') as T | null;
  }

  /** Undefined: nothing of the shape could be made of it; already reported. */
  private value(shape: ShapeData, node: Node, field: string): unknown {
    if (shape.is === 'later') return this.value(shape.shape(), node, field);
    if (shape.is === 'list') return this.list(shape, node, field);
    if (shape.is === 'pairs') return this.pairs(shape, node, field);
    if (shape.is === 'object') return this.object(shape, node, field);
    if (shape.is === 'tagged') return this.tagged(shape, node);
    if (shape.is === 'forms')
      return node.is === 'list' ? this.value(shape.list, node, field) : [this.value(shape.text, node, field)];
    return this.scalars.read(shape, node, field);
  }

  private list(shape: ShapeData & { is: 'list' }, node: Node, field: string): unknown[] {
    const made: unknown[] = [];
    if (node.is !== 'list') return this.wrong(node, 'list', field, made);
    if (node.items.length < shape.least)
      this.reading.say(node, { code: 'S213', params: { name: field, least: shape.least } });
    for (const item of node.items) {
      const read = this.value(shape.of, item, field);
      if (read === undefined) continue;
      this.reading.places.set(made, made.length, headOf(item));
      made.push(read);
    }
    this.reading.places.setSelf(made, headOf(node));
    return made;
  }

  private pairs(shape: PairsShape, node: Node, field: string): unknown[] {
    const made: { key: string; value: unknown }[] = [];
    if (node.is !== 'map') return this.wrong(node, 'map', field, made);
    this.reading.places.setSelf(made, headOf(node));
    if (shape.exactly !== null && node.entries.length !== shape.exactly)
      this.reading.say(headOf(node), { code: 'S214', params: { name: field } });
    for (const entry of node.entries) this.pair(shape, entry, field, made);
    return made;
  }

  private pair(
    shape: PairsShape,
    entry: Entry,
    field: string,
    made: { key: string; value: unknown }[],
  ): void {
    const key = String(this.scalars.read(shape.key, entry.key, field));
    const isBlank = entry.value.is === 'text' && entry.value.style === 'nothing';
    const content = { key, value: '' as unknown };
    if (!(isBlank && shape.mayBeEmpty))
      content.value = this.value(shape.of, entry.value, key === '' ? field : key);
    if (content.value === undefined) return;
    this.reading.places.setSelf(content, entry.key);
    this.reading.places.set(content, 'value', headOf(entry.value));
    this.reading.places.set(made, made.length, entry.key);
    made.push(content);
  }

  private object(shape: ObjectShape, node: Node, field: string): unknown {
    if (shape.none !== null && node.is === 'text' && node.value === shape.none) return null;
    if (node.is !== 'map') return this.wrong(node, 'map', field || shape.name, undefined);
    const made: Record<string, unknown> = {};
    this.reading.places.setSelf(made, headOf(node));
    this.reading.within(shape.name, made, () => this.fields(shape.fields, node, made, []));
    return made;
  }

  private tagged(shape: TaggedShape, node: Node): unknown {
    if (node.is !== 'map')
      return this.wrong(node, 'tagged', Object.keys(shape.variants).join(' / '), undefined);
    const tags = node.entries.filter(({ key }) => this.tagOf(shape, key.value) !== null);
    const [entry] = tags;
    const tag = entry ? this.tagOf(shape, entry.key.value) : null;
    const variant = tag === null ? undefined : shape.variants[tag];
    if (!entry || tag === null || !variant) return this.noTag(shape, node);
    this.otherTags(tags.slice(1), variant.fields, entry.key.value);
    if (entry.key.value !== tag)
      this.reading.say(entry.key, {
        code: 'S215',
        severity: 'suggestion',
        params: { value: entry.key.value, mark: tag },
        replacement: tag,
      });
    const made: Record<string, unknown> = { kind: tag };
    this.reading.places.setSelf(
      made,
      entry.value.is === 'text' && entry.value.end > entry.value.start ? entry.value : entry.key,
    );
    this.reading.places.set(made, 'kind', entry.key);
    this.reading.within(shape.name, made, () => {
      made.value = this.value(variant.value, entry.value, tag);
      this.reading.places.set(made, 'value', headOf(entry.value));
      this.fields(variant.fields, node, made, tags);
    });
    return made;
  }

  private tagOf(shape: TaggedShape, key: string): string | null {
    if (Object.hasOwn(shape.variants, key)) return key;
    return Object.hasOwn(shape.aliases, key) ? (shape.aliases[key] ?? null) : null;
  }

  private otherTags(tags: readonly Entry[], fields: Fields, first: string): void {
    for (const { key } of tags)
      if (!Object.hasOwn(fields, key.value))
        this.reading.say(key, { code: 'S210', params: { name: key.value, first } });
  }

  private noTag(shape: TaggedShape, node: MapNode): undefined {
    const [entry] = node.entries;
    const tags = Object.keys(shape.variants);
    const near = entry ? this.reading.suggest(entry.key.value, tags) : null;
    this.reading.say(headOf(node), {
      code: 'S209',
      variant: near === null ? 'list' : 'nearest',
      params: { name: entry?.key.value ?? '', nearest: near ?? '', allowed: tags.join(' / ') },
      ...(near === null ? {} : { replacement: near }),
    });
    return undefined;
  }

  private fields(fields: Fields, node: MapNode, made: Record<string, unknown>, tags: readonly Entry[]): void {
    const written = new Map<string, Entry>();
    for (const entry of node.entries) if (!tags.includes(entry)) written.set(entry.key.value, entry);
    for (const [name, field] of Object.entries(fields)) {
      const entry = written.get(name) ?? tags.slice(1).find((e) => e.key.value === name);
      written.delete(name);
      const read = entry ? this.field(field.shape, entry, made) : undefined;
      if (entry && field.scored) this.reading.scoredKeys.push({ key: name, span: entry.key });
      if (!entry && field.required) this.missing(name, node);
      made[name] = read ?? (field.required ? harmless(field.shape) : copyOf(field.fallback));
    }
    for (const entry of written.values()) this.unknown(entry, Object.keys(fields), node);
  }

  private field(shape: ShapeData, entry: Entry, made: object): unknown {
    this.reading.places.set(
      made,
      entry.key.value,
      headOf(entry.value).end > entry.value.start ? headOf(entry.value) : entry.key,
    );
    this.reading.places.set(made, `${entry.key.value}:`, entry.key);
    return this.value(shape, entry.value, entry.key.value);
  }

  private missing(name: string, node: MapNode): void {
    if (this.reading.file.readableUntil === Infinity)
      this.reading.say(headOf(node), { code: 'S202', params: { name } });
  }

  private unknown({ key, value }: Entry, allowed: readonly string[], node: MapNode): void {
    const near = this.reading.suggest(key.value, allowed);
    const comma = node.flow && value.is === 'text' && value.style === 'nothing';
    this.reading.say(key, {
      code: 'S201',
      variant: comma ? 'comma' : near === null ? 'list' : 'nearest',
      params: { name: key.value.slice(0, 60), nearest: near ?? '', allowed: allowed.join(', ') },
      ...(near === null || comma ? {} : { replacement: near }),
    });
  }

  private wrong<T>(node: ListNode | MapNode | TextNode, variant: string, name: string, instead: T): T {
    const written = this.reading.file.slice(headOf(node)).split('\n')[0]?.slice(0, 40) ?? '';
    this.reading.say(headOf(node), { code: 'S203', variant, params: { name, written, allowed: name } });
    return instead;
  }
}

/** Most of what stands for a missing field is no object. */
const copyOf = (fallback: unknown): unknown =>
  typeof fallback === 'object' && fallback !== null ? structuredClone(fallback) : fallback;

function harmless(shape: ShapeData): unknown {
  if (shape.is === 'later') return harmless(shape.shape());
  if (shape.is === 'bool') return false;
  if (shape.is === 'number') return Math.max(0, shape.least);
  if (shape.is === 'choice') return shape.values[0];
  return shape.is === 'words' || shape.is === 'token' ? '' : shape.is === 'object' ? null : [];
}
