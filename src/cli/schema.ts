import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { schemaFiles } from '../curriculum/schema/schema-files.js';
import { LANGUAGES, Locales } from '../web/locales.js';

/** `schema [folder] [ja|en]`: writes the JSON Schemas for editors, beside the curricula unless told. */
export async function run([folder = 'curricula', lang = 'ja']: readonly string[]): Promise<number> {
  const language = LANGUAGES.find((one) => one === lang) ?? 'ja';
  const words = Locales.load(fileURLToPath(new URL('../../views/locales', import.meta.url))).in(language);
  mkdirSync(folder, { recursive: true });
  const schemas = schemaFiles((key) => (words.has(key) ? words.text(key) : null));
  for (const [name, schema] of Object.entries(schemas)) {
    const path = join(folder, name);
    writeFileSync(path, `${JSON.stringify(schema, null, 2)}\n`);
    process.stdout.write(`${path}\n`);
  }
  return 0;
}
