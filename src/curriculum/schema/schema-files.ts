import type { JsonSchema } from './json-schema.js';
import { toJsonSchema } from './json-schema.js';
import { moduleFile } from './module-schema.js';
import { sharedFile } from './shared-schema.js';
import { surveyFile } from './survey-schema.js';
import { trackFile } from './track-schema.js';

/** The JSON Schema of each kind of file, by file name. `words` answers a locale's text by its key, or null. */
export function schemaFiles(words: (key: string) => string | null): Record<string, JsonSchema> {
  const describe = (name: string) => words(`notation.${name}`);
  return {
    'module.schema.json': toJsonSchema(moduleFile.data, describe),
    'track.schema.json': toJsonSchema(trackFile.data, describe),
    'survey.schema.json': toJsonSchema(surveyFile.data, describe),
    'shared.schema.json': toJsonSchema(sharedFile.data, describe),
  };
}
