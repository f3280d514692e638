import { moduleFile } from './module-schema.js';
import type { Fields, ShapeData } from './shape.js';
import { sharedFile } from './shared-schema.js';
import { surveyFile } from './survey-schema.js';
import { trackFile } from './track-schema.js';

/** Every key of the format. A word of this list before a colon is a key, even where the rest of the line is wrong. */
export const keyWords: ReadonlySet<string> = collect(
  [moduleFile, trackFile, surveyFile, sharedFile].map((f) => f.data),
);

function collect(shapes: readonly ShapeData[]): Set<string> {
  const words = new Set<string>();
  const seen = new Set<ShapeData>();
  const waiting = [...shapes];
  const fieldsOf = (fields: Fields) =>
    Object.entries(fields).forEach(([name, field]) => {
      words.add(name);
      waiting.push(field.shape);
    });
  for (let shape = waiting.pop(); shape; shape = waiting.pop()) {
    const data = shape.is === 'later' ? shape.shape() : shape;
    if (seen.has(data) || (shape.is === 'later' && seen.has(shape))) continue;
    seen.add(data).add(shape);
    if (data.is === 'list' || data.is === 'pairs') waiting.push(data.of);
    if (data.is === 'forms') waiting.push(data.text, data.list);
    if (data.is === 'object') fieldsOf(data.fields);
    if (data.is === 'tagged')
      for (const [tag, variant] of Object.entries(data.variants)) {
        words.add(tag);
        waiting.push(variant.value);
        fieldsOf(variant.fields);
      }
  }
  return words;
}
