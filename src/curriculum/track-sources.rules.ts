import type { SourceFile } from './notation/source-file.js';

/** Of all files those that a track's edition is made of: its folder's, and the shared ones. */
export function sourcesOf(folder: string, sources: readonly SourceFile[]): SourceFile[] {
  return sources.filter(({ path }) => path.startsWith(`${folder}/`) || path.startsWith('shared/'));
}
