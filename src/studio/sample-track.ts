import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { SourceFile } from '../curriculum/notation/source-file.js';

const folder = fileURLToPath(new URL('../../views/studio/start/', import.meta.url));
const files = ['track.yaml', '01-hajime.yaml'] as const;

/** What a new track is called; what is left out reads as in the sample. */
export interface NewTrack {
  readonly id: string;
  /** Three capitals. */
  readonly code: string;
  readonly title: string;
}

/**
 * A small track that can be published as it is and uses nothing that another council may not have: where a new
 * draft begins. Its folder bears its id.
 */
export function sampleTrack(given: Partial<NewTrack> = {}): SourceFile[] {
  const id = given.id ?? 'atarashii-kouza';
  return files.map((name) => {
    const text = readFileSync(folder + name, 'utf8');
    return { path: `${id}/${name}`, bytes: new TextEncoder().encode(named(text, { ...given, id })) };
  });
}

function named(text: string, { id, code, title }: Partial<NewTrack>): string {
  const values = { track: id, code, title: title && JSON.stringify(title) };
  // A module has a title of its own.
  if (!/^track: /m.test(text)) return text;
  return Object.entries(values).reduce(
    (made, [key, value]) =>
      value === undefined ? made : made.replace(new RegExp(`^${key}: .*$`, 'm'), () => `${key}: ${value}`),
    text,
  );
}
