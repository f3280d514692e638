import { snippetOf } from './snippets.js';
import type {
  FieldData,
  Fields,
  FormsShape,
  NumberShape,
  ObjectShape,
  PairsShape,
  ShapeData,
  TaggedShape,
  TokenShape,
} from './shape.js';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** A locale's text by its key, such as `notation.lesson.body`; null where there is none. */
export type WordsOf = (key: string) => string | null;

/**
 * The JSON Schema that editors complete and explain keys by, made from the definition the checker reads by.
 * Editors parse numbers and booleans where the checker reads text, so both are allowed there.
 */
export function toJsonSchema(shape: ObjectShape, words: WordsOf): JsonSchema {
  const writer = new SchemaWriter(words);
  const root = writer.map(shape.fields, shape.name);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    ...writer.described(root, `file.${shape.name}`),
    ...writer.snippets(shape, ''),
    definitions: Object.fromEntries(writer.definitions),
  };
}

/** `title: "1"` and `title: 1` read the same; `title:` alone is told by the checker. */
const word = { type: ['string', 'number', 'boolean'] };

/** What a text of a fixed form looks like. */
const examples: Readonly<Record<string, string>> = {
  id: 'kyori',
  'step-ref': 'kyori/yomu',
  'lesson-place': 'yomu',
  misconception: 'M01',
  practice: 'E01',
  'track-code': 'KIS',
  day: '2026-04-01',
  url: 'https://example.org/',
  condition: '>2',
};

class SchemaWriter {
  /** What stands in several places is written once. */
  readonly definitions = new Map<string, JsonSchema>();
  private readonly named = new Map<ShapeData, string>();

  constructor(private readonly words: WordsOf) {}

  /** `key` is the one the value stands under. */
  private write(shape: ShapeData, key: string): JsonSchema {
    switch (shape.is) {
      case 'later':
        return this.write(shape.shape(), key);
      case 'words':
        return word;
      case 'token':
        return this.token(shape);
      case 'choice':
        return this.values(shape.values, key);
      case 'bool':
        return this.values(['yes', 'no'], key);
      case 'number':
        return this.number(shape, key);
      case 'list':
        return this.list(shape, key);
      case 'pairs':
        return this.pairs(shape, key);
      case 'object':
        return this.object(shape, key);
      case 'tagged':
        return this.once(shape, () => ({ anyOf: this.variants(shape) }));
      case 'forms':
        return this.forms(shape, key);
    }
  }

  private once(shape: ObjectShape | TaggedShape, write: () => JsonSchema): JsonSchema {
    const known = this.named.get(shape);
    if (known !== undefined) return { $ref: `#/definitions/${known}` };
    let name = shape.name;
    while (this.definitions.has(name)) name += '-';
    this.named.set(shape, name);
    this.definitions.set(name, {});
    this.definitions.set(name, write());
    return { $ref: `#/definitions/${name}` };
  }

  private token({ name, pattern }: TokenShape): JsonSchema {
    const example = examples[name];
    const message = this.words(`checker.code.S205.fix-${name}`);
    return {
      type: ['string', 'number'],
      pattern: pattern.source,
      ...(message === null ? {} : { patternErrorMessage: message }),
      ...(example === undefined ? {} : { examples: [example] }),
    };
  }

  /** Each value with the words that explain it, as editors show them beside the list. */
  private values(values: readonly string[], key: string): JsonSchema {
    const all = values.flatMap((value) => (/^\d+$/.test(value) ? [Number(value), value] : [value]));
    return {
      enum: all,
      enumDescriptions: all.map((value) => this.meaning(key, String(value))),
      markdownEnumDescriptions: all.map((value) => this.meaning(key, String(value))),
    };
  }

  private meaning(key: string, value: string): string {
    return this.words(`notation.value.${key}.${value}`) ?? this.words(`notation.value.any.${value}`) ?? '';
  }

  private list(shape: ShapeData & { is: 'list' }, key: string): JsonSchema {
    const items = { ...this.write(shape.of, key), ...this.snippets(shape.of, key) };
    return { type: 'array', items, minItems: shape.least };
  }

  private object(shape: ObjectShape, key: string): JsonSchema {
    const map = this.once(shape, () => this.map(shape.fields, shape.name));
    return shape.none === null ? map : { anyOf: [this.only(shape.none, key), map] };
  }

  /** One word that may stand in place of something longer. */
  private only(value: string, key: string): JsonSchema {
    return { const: value, description: this.meaning(key, value) };
  }

  private forms(shape: FormsShape, key: string): JsonSchema {
    return { anyOf: [this.write(shape.text, key), this.write(shape.list, key)] };
  }

  private number(shape: NumberShape, key: string): JsonSchema {
    const { integer, least, most, unit, or } = shape;
    const number = { type: integer ? 'integer' : 'number', minimum: least, maximum: most };
    if (unit !== '')
      return {
        type: ['string', 'integer'],
        pattern: `^\\d{1,9}${unit}?$`,
        minimum: least,
        maximum: most,
        examples: [`${Math.min(most, 24)}${unit}`],
      };
    return or === null ? number : { anyOf: [this.only(or, key), number] };
  }

  private pairs(shape: PairsShape, key: string): JsonSchema {
    const value = this.write(shape.of, key);
    const exactly =
      shape.exactly === null ? {} : { minProperties: shape.exactly, maxProperties: shape.exactly };
    const values = shape.mayBeEmpty ? { anyOf: [value, { type: 'null' }] } : value;
    const names = shape.key.is === 'token' ? { propertyNames: { pattern: shape.key.pattern.source } } : {};
    const snippets = shape.exactly === null ? this.snippets(shape, key) : {};
    return { type: 'object', ...names, additionalProperties: values, ...exactly, ...snippets };
  }

  map(fields: Fields, name: string): JsonSchema {
    const entries = Object.entries(fields);
    const required = entries.filter(([, field]) => field.required).map(([key]) => key);
    return {
      type: 'object',
      properties: Object.fromEntries(
        entries.map(([key, field]) => [key, this.field(field, { key, name: `${name}.${key}` })]),
      ),
      ...(required.length > 0 ? { required } : {}),
      additionalProperties: false,
    };
  }

  private field(field: FieldData, { key, name }: { key: string; name: string }): JsonSchema {
    const described = this.described(this.write(field.shape, key), name);
    const { fallback } = field;
    const plain = typeof fallback === 'string' || typeof fallback === 'number';
    if (typeof fallback === 'boolean') return { ...described, default: fallback ? 'yes' : 'no' };
    return plain ? { ...described, default: fallback } : described;
  }

  described(schema: JsonSchema, name: string): JsonSchema {
    const found =
      this.words(`notation.${name}`) ?? this.words(`notation.any.${name.split('.').at(-1) ?? ''}`);
    return found === null ? schema : { ...schema, description: found };
  }

  private variants(shape: TaggedShape): JsonSchema[] {
    return Object.entries(shape.variants).map(([tag, { value, fields }]) => {
      const map = this.map(fields, tag) as { properties: Record<string, JsonSchema>; required?: string[] };
      const tagged = this.described(this.write(value, tag), `${shape.name}.${tag}`);
      return this.described(
        {
          title: tag,
          ...map,
          properties: { [tag]: tagged, ...map.properties },
          required: [tag, ...(map.required ?? [])],
        },
        `${shape.name}.${tag}`,
      );
    });
  }

  /** Ready-made beginnings: one for each kind of item. */
  snippets(shape: ShapeData, key: string): JsonSchema {
    const sample = (name: string) => this.words(`notation.sample.${name}`);
    const kinds = shape.is === 'tagged' ? Object.keys(shape.variants) : [null];
    const made = kinds.flatMap((kind) => {
      const body = snippetOf(shape, { key, kind, sample, examples });
      if (body === null) return [];
      const whole = shape.is === 'object' && key === '' ? shape.name : null;
      const name = shape.is === 'tagged' ? `${shape.name}.${kind ?? ''}` : whole ? `file.${whole}` : key;
      return [{ label: kind ?? (whole ? 'format: 1' : key), ...this.described({}, name), body }];
    });
    return made.length === 0 ? {} : { defaultSnippets: made };
  }
}
