import type { Fields, ShapeData } from './shape.js';

interface Asked {
  /** The key the value stands under. */
  readonly key: string;
  /** Which kind of a tagged item; null: the first. */
  readonly kind: string | null;
  /** A short word to be written over, by key. */
  readonly sample: (key: string) => string | null;
  /** What a text of a fixed form looks like, by its name. */
  readonly examples: Readonly<Record<string, string>>;
}

/** Keys that may be left out, but that hardly anybody wants to. */
const usual: Readonly<Record<string, readonly string[]>> = {
  lesson: ['title', 'easy'],
  quiz: ['title'],
  dialogue: ['title', 'people'],
  worksheet: ['title'],
  session: ['title'],
  '○': ['feedback'],
  '△': ['feedback'],
  '×': ['misconception', 'feedback'],
  reply: ['feedback'],
  block: ['kind'],
  scale: ['from'],
};

const files: readonly string[] = ['module', 'track', 'survey'];
const ids: Readonly<Record<string, string>> = {
  scenes: 'scene',
  start: 'scene',
  go: 'scene',
  people: 'person',
  objectives: 'objective',
  sources: 'source',
  facts: 'fact',
  terms: 'term',
  rows: 'row',
  scales: 'scale',
  modules: 'module',
};

/**
 * The body of an editor's snippet: what has to be written of a map, each value a place to jump to. Null: the
 * shape is no map.
 */
export function snippetOf(shape: ShapeData, asked: Asked): unknown {
  if (shape.is !== 'tagged' && shape.is !== 'object' && shape.is !== 'pairs') return null;
  return new SnippetWriter(asked).write(shape, { key: asked.key, kind: asked.kind });
}

class SnippetWriter {
  private stops = 0;

  constructor(private readonly asked: Asked) {}

  write(shape: ShapeData, { key, kind = null }: { key: string; kind?: string | null }): unknown {
    switch (shape.is) {
      case 'later':
        return this.write(shape.shape(), { key });
      case 'words':
        return this.stop(this.asked.sample(key) ?? key);
      case 'token':
        return this.stop(this.token(shape.name, key));
      case 'choice':
        return this.oneOf(shape.values);
      case 'bool':
        return this.oneOf(['yes', 'no']);
      case 'number':
        return this.stop(shape.or ?? `${Math.max(1, shape.least)}${shape.unit}`);
      case 'list':
        return this.list(shape, key);
      case 'pairs':
        return { [this.keyOf(shape.key, key)]: this.write(shape.of, { key }) };
      case 'object':
        return this.fields(shape.fields, shape.name);
      case 'tagged':
        return this.tagged(shape, kind ?? Object.keys(shape.variants)[0] ?? '');
      case 'forms':
        return this.write(shape.text, { key });
    }
  }

  /** As many items as there have to be; of choices the first is right and the last is not. */
  private list({ of, least }: ShapeData & { is: 'list' }, key: string): unknown[] {
    const kinds = of.is === 'tagged' ? Object.keys(of.variants) : [];
    return Array.from({ length: Math.max(1, least) }, (_, index) =>
      this.write(of, { key, kind: (index === 0 ? kinds[0] : kinds.at(-1)) ?? null }),
    );
  }

  private tagged({ variants }: ShapeData & { is: 'tagged' }, kind: string): unknown {
    const variant = variants[kind];
    if (!variant) return {};
    return { [kind]: this.write(variant.value, { key: kind }), ...this.fields(variant.fields, kind) };
  }

  private fields(fields: Fields, name: string): Record<string, unknown> {
    const wanted = Object.entries(fields).filter(
      ([key, field]) => field.required || usual[name]?.includes(key),
    );
    return Object.fromEntries(wanted.map(([key, field]) => [key, this.write(field.shape, { key })]));
  }

  private keyOf(key: ShapeData, under: string): string {
    if (key.is === 'token') return this.stop(this.token(key.name, under));
    return this.stop(key.is === 'number' ? String(key.least) : (this.asked.sample('key') ?? 'a'));
  }

  /** Ids are named after what they stand for, so that one that refers to another agrees with it. */
  private token(name: string, key: string): string {
    if (name !== 'id' || files.includes(key)) return this.asked.examples[name] ?? '1';
    return `${ids[key] ?? key}-1`;
  }

  private stop(text: string): string {
    this.stops += 1;
    return `\${${this.stops}:${text.replace(/[$}\\]/g, '\\$&')}}`;
  }

  private oneOf(values: readonly string[]): string {
    if (values.length === 1) return values[0] ?? '';
    this.stops += 1;
    return `\${${this.stops}|${values.join(',')}|}`;
  }
}
