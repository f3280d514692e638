import { markdown } from './markdown.js';

/** Paths of the images in words, as they are written. */
export function imagePaths(source: string): string[] {
  if (!source.includes('![')) return [];
  return markdown
    .parse(source, {})
    .flatMap((token) => token.children ?? [])
    .flatMap((token) => (token.type === 'image' ? [String(token.attrGet('src') ?? '')] : []));
}
