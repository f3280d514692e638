import type {
  FieldData,
  Fields,
  FormsShape,
  NumberShape,
  ObjectShape,
  PairsShape,
  ShapeData,
  TaggedShape,
} from './shape.js';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** Words for a key of the format, such as `lesson.body`; null where it needs none. */
export type Describe = (name: string) => string | null;

/**
 * The JSON Schema that editors complete and explain keys by, made from the definition the checker reads by.
 * Editors parse numbers and booleans where the checker reads text, so both are allowed there.
 */
export function toJsonSchema(shape: ShapeData, describe: Describe): JsonSchema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    ...new SchemaWriter(describe).write(shape),
  };
}

const word = { type: ['string', 'number', 'boolean'] };

class SchemaWriter {
  /** Shapes around the present one: a shape inside itself is left open. */
  private readonly around: ShapeData[] = [];

  constructor(private readonly describe: Describe) {}

  write(shape: ShapeData): JsonSchema {
    if (shape.is === 'later') return this.within(shape, () => this.write(shape.shape()));
    switch (shape.is) {
      case 'words':
        return word;
      case 'token':
        return { type: ['string', 'number'], pattern: shape.pattern.source };
      case 'choice':
        return {
          enum: shape.values.flatMap((value) => (/^\d+$/.test(value) ? [Number(value), value] : [value])),
        };
      case 'bool':
        return { enum: ['yes', 'no'] };
      case 'number':
        return numberSchema(shape);
      case 'list':
        return { type: 'array', items: this.write(shape.of), minItems: shape.least };
      case 'pairs':
        return this.pairs(shape);
      case 'object':
        return this.object(shape);
      case 'tagged':
        return { anyOf: this.variants(shape) };
      case 'forms':
        return this.forms(shape);
    }
  }

  private object({ fields, name, none }: ObjectShape): JsonSchema {
    const map = this.map(fields, name);
    return none === null ? map : { anyOf: [{ const: none }, map] };
  }

  private within(shape: ShapeData, write: () => JsonSchema): JsonSchema {
    if (this.around.includes(shape)) return {};
    this.around.push(shape);
    const written = write();
    this.around.pop();
    return written;
  }

  private forms(shape: FormsShape): JsonSchema {
    return { anyOf: [this.write(shape.text), this.write(shape.list)] };
  }

  private pairs(shape: PairsShape): JsonSchema {
    const value = this.write(shape.of);
    const exactly =
      shape.exactly === null ? {} : { minProperties: shape.exactly, maxProperties: shape.exactly };
    const values = shape.mayBeEmpty ? { anyOf: [value, { type: 'null' }] } : value;
    const names = shape.key.is === 'token' ? { propertyNames: { pattern: shape.key.pattern.source } } : {};
    return { type: 'object', ...names, additionalProperties: values, ...exactly };
  }

  private map(fields: Fields, name: string): JsonSchema {
    const entries = Object.entries(fields);
    const required = entries.filter(([, field]) => field.required).map(([key]) => key);
    return {
      type: 'object',
      properties: Object.fromEntries(
        entries.map(([key, field]) => [key, this.field(field, `${name}.${key}`)]),
      ),
      ...(required.length > 0 ? { required } : {}),
      additionalProperties: false,
    };
  }

  private field(field: FieldData, name: string): JsonSchema {
    const described = this.described(this.write(field.shape), name);
    const { fallback } = field;
    const plain = typeof fallback === 'string' || typeof fallback === 'number';
    if (typeof fallback === 'boolean') return { ...described, default: fallback ? 'yes' : 'no' };
    return plain ? { ...described, default: fallback } : described;
  }

  private described(schema: JsonSchema, name: string): JsonSchema {
    const words = this.describe(name) ?? this.describe(`any.${name.split('.').at(-1) ?? ''}`);
    return words === null ? schema : { ...schema, description: words };
  }

  private variants(shape: TaggedShape): JsonSchema[] {
    return Object.entries(shape.variants).map(([tag, { value, fields }]) => {
      const map = this.map(fields, tag) as { properties: Record<string, JsonSchema>; required?: string[] };
      const tagged = this.described(this.write(value), `${shape.name}.${tag}`);
      return {
        ...map,
        properties: { [tag]: tagged, ...map.properties },
        required: [tag, ...(map.required ?? [])],
      };
    });
  }
}

function numberSchema({ integer, least, most, unit, or }: NumberShape): JsonSchema {
  const number = { type: integer ? 'integer' : 'number', minimum: least, maximum: most };
  if (unit !== '') return { type: ['string', 'integer'], pattern: `^\\d{1,9}${unit}?$` };
  return or === null ? number : { anyOf: [{ const: or }, number] };
}
