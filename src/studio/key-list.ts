import type { FieldData, Fields, ShapeData } from '../curriculum/schema/shape.js';
import { moduleFile } from '../curriculum/schema/module-schema.js';
import { sharedFile } from '../curriculum/schema/shared-schema.js';
import { surveyFile } from '../curriculum/schema/survey-schema.js';
import { trackFile } from '../curriculum/schema/track-schema.js';

/** One key of the format, wherever it may stand. */
export interface KeyEntry {
  readonly key: string;
  readonly uses: readonly KeyUse[];
}

/** The key in places where it means the same. */
export interface KeyUse {
  /** What it stands in: an item by its first key (`lesson`), else a part of a file (`care`). */
  readonly owners: readonly Owner[];
  readonly type: KeyType;
  readonly isRequired: boolean;
  readonly isScoredOnly: boolean;
  /** As an author would write it; null: nothing, or more than a word. */
  readonly fallback: string | null;
  /** Locale keys of the description, the more exact first. */
  readonly described: readonly string[];
}

export interface Owner {
  readonly name: string;
  /** An author writes it as a key. */
  readonly isKey: boolean;
}

/** `code` is a locale key below `studio-guide.type`. */
export interface KeyType {
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
  readonly isList: boolean;
}

interface Found {
  readonly key: string;
  readonly owner: Owner;
  readonly field: FieldData;
  readonly described: readonly string[];
}

let keys: readonly KeyEntry[] | null = null;

/** From the schema by which files are read. Made once. */
export function keyList(): readonly KeyEntry[] {
  return (keys ??= grouped([moduleFile, trackFile, surveyFile, sharedFile].flatMap((f) => walk(f.data))));
}

function walk(root: ShapeData): Found[] {
  const found: Found[] = [];
  const seen = new Set<ShapeData>();
  const waiting: ShapeData[] = [root];
  const take = (owner: Owner, fields: Fields) => {
    for (const [key, field] of Object.entries(fields)) {
      found.push({ key, owner, field, described: [`${owner.name}.${key}`, `any.${key}`] });
      waiting.push(field.shape);
    }
  };
  for (let shape = waiting.shift(); shape; shape = waiting.shift()) {
    const data = shape.is === 'later' ? shape.shape() : shape;
    if (seen.has(data)) continue;
    seen.add(data);
    if (data.is === 'list' || data.is === 'pairs') waiting.push(data.of);
    if (data.is === 'forms') waiting.push(data.text, data.list);
    if (data.is === 'object') take({ name: data.name, isKey: false }, data.fields);
    if (data.is !== 'tagged') continue;
    for (const [tag, { value, fields }] of Object.entries(data.variants)) {
      const field = { shape: value, required: false, fallback: null, scored: false };
      const owner = { name: data.name, isKey: false };
      found.push({ key: tag, owner, field, described: [`${data.name}.${tag}`, `any.${tag}`] });
      waiting.push(value);
      take({ name: tag, isKey: true }, fields);
    }
  }
  return found;
}

function grouped(found: readonly Found[]): KeyEntry[] {
  const byKey = new Map<string, Map<string, KeyUse & { owners: Owner[] }>>();
  for (const { key, owner, field, described } of found) {
    const use = toUse(field, described);
    const uses = byKey.get(key) ?? new Map<string, KeyUse & { owners: Owner[] }>();
    const { type, isRequired, isScoredOnly, fallback } = use;
    const alike = JSON.stringify([type, isRequired, isScoredOnly, fallback]);
    const known = uses.get(alike) ?? { ...use, owners: [] };
    if (!known.owners.some(({ name }) => name === owner.name)) known.owners.push(owner);
    byKey.set(key, uses.set(alike, known));
  }
  return [...byKey]
    .map(([key, uses]) => ({ key, uses: [...uses.values()] }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}

function toUse({ shape, required, scored, fallback }: FieldData, described: readonly string[]) {
  const plain = typeof fallback === 'string' || typeof fallback === 'number' ? String(fallback) : null;
  return {
    type: typeOf(shape),
    isRequired: required,
    isScoredOnly: scored,
    fallback: typeof fallback === 'boolean' ? (fallback ? 'yes' : 'no') : plain,
    described,
  };
}

function typeOf(shape: ShapeData, isList = false): KeyType {
  const type = (code: string, params: KeyType['params'] = {}): KeyType => ({ code, params, isList });
  switch (shape.is) {
    case 'later':
      return typeOf(shape.shape(), isList);
    case 'list':
      return typeOf(shape.of, true);
    case 'forms':
      return type('forms');
    case 'words':
      return type(shape.most === null ? shape.kind : 'text-up-to', { most: shape.most ?? 0 });
    case 'token':
      return type(shape.refers === null ? `token-${shape.name}` : `name-${shape.refers}`);
    case 'choice':
      return type('choice', { values: shape.values.join(', ') });
    case 'bool':
      return type('bool');
    case 'number':
      return numberType(type, shape);
    case 'tagged':
      return type('tagged', { values: Object.keys(shape.variants).join(', ') });
    default:
      return type(shape.is);
  }
}

function numberType(
  type: (code: string, params: KeyType['params']) => KeyType,
  { least, most, unit, or }: Extract<ShapeData, { is: 'number' }>,
): KeyType {
  if (or !== null) return type('number-or', { least, or });
  return type(most >= 10_000 ? 'number-from' : 'number', { least, most, unit });
}
