import type { JsonSchema, WordsOf } from './json-schema.js';
import { toJsonSchema } from './json-schema.js';
import { moduleFile } from './module-schema.js';
import { sharedFile } from './shared-schema.js';
import { surveyFile } from './survey-schema.js';
import { trackFile } from './track-schema.js';

/** The JSON Schema of each kind of file, by file name. `words` answers a locale's text by its key, or null. */
export function schemaFiles(words: WordsOf): Record<string, JsonSchema> {
  return {
    'module.schema.json': toJsonSchema(moduleFile.data, words),
    'track.schema.json': toJsonSchema(trackFile.data, words),
    'survey.schema.json': toJsonSchema(surveyFile.data, words),
    'shared.schema.json': toJsonSchema(sharedFile.data, words),
  };
}
