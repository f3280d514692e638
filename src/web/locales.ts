import { readdirSync, readFileSync } from 'node:fs';
import { join, parse } from 'node:path';

export const LANGUAGES = ['ja', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];
export type Values = Readonly<Record<string, unknown>>;

/** `{name}` is filled; `{count|page|pages}` picks by whether the value is 1. */
type Part = string | { readonly name: string; readonly forms: readonly [string, string] | null };
type Text = string | readonly Part[];

/** The words of one language. A text that is missing, or misses a value, is an error: never an empty place. */
export class Words {
  constructor(
    readonly language: Language,
    private readonly texts: ReadonlyMap<string, Text>,
  ) {}

  has(key: string): boolean {
    return this.texts.has(key);
  }

  keys(): string[] {
    return [...this.texts.keys()];
  }

  /** Names that the text needs values for. */
  blanks(key: string): string[] {
    const text = this.texts.get(key) ?? '';
    return typeof text === 'string'
      ? []
      : text.flatMap((part) => (typeof part === 'string' ? [] : part.name));
  }

  /** `show` turns the text's own pieces and its values into what is wanted (plain text unless told). */
  text(key: string, values: Values = {}, show: (piece: unknown) => string = String): string {
    const text = this.texts.get(key);
    if (text === undefined) throw new Error(`no text "${key}" in ${this.language}`);
    if (typeof text === 'string') return show === String ? text : show(text);
    let filled = '';
    for (const part of text) filled += show(typeof part === 'string' ? part : this.fill(part, key, values));
    return filled;
  }

  private fill(part: Exclude<Part, string>, key: string, values: Values): unknown {
    const value = Object.hasOwn(values, part.name) ? values[part.name] : undefined;
    if (value === undefined || value === null)
      throw new Error(`text "${key}" needs a value for {${part.name}}`);
    if (!part.forms) return value;
    return Number(value) === 1 ? part.forms[0] : part.forms[1];
  }
}

/** All words of the product, one file per feature and language: `<folder>/<language>/<feature>.json`. */
export class Locales {
  private constructor(private readonly words: ReadonlyMap<Language, Words>) {}

  /** @throws Error naming the file that cannot be read as nested objects of texts. */
  static load(folder: string): Locales {
    return new Locales(new Map(LANGUAGES.map((language) => [language, readWords(folder, language)])));
  }

  in(language: Language): Words {
    return this.words.get(language)!;
  }
}

function readWords(folder: string, language: Language): Words {
  const texts = new Map<string, Text>();
  for (const file of readdirSync(join(folder, language)).sort()) {
    if (!file.endsWith('.json')) continue;
    const path = join(folder, language, file);
    try {
      flatten(parse(file).name, JSON.parse(readFileSync(path, 'utf8')), texts);
    } catch (error) {
      throw new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
  }
  return new Words(language, texts);
}

function flatten(key: string, node: unknown, texts: Map<string, Text>): void {
  if (typeof node === 'string') texts.set(key, compile(node));
  else if (node !== null && typeof node === 'object' && !Array.isArray(node))
    for (const [name, child] of Object.entries(node)) flatten(`${key}.${name}`, child, texts);
  else throw new Error(`${key} must be a text or an object of texts`);
}

/** Ruby, written {base|reading}, is left as it is: names of values are small ASCII words, bases are not. */
function compile(text: string): Text {
  const parts: Part[] = [];
  let end = 0;
  for (const found of text.matchAll(/\{([a-z][A-Za-z0-9]*)(?:\|([^{}|]*)\|([^{}|]*))?\}/g)) {
    const [whole, name, one, other] = found;
    if (found.index > end) parts.push(text.slice(end, found.index));
    parts.push({ name: name!, forms: one === undefined ? null : [one, other!] });
    end = found.index + whole.length;
  }
  if (parts.length === 0) return text;
  if (end < text.length) parts.push(text.slice(end));
  return parts;
}
