import { sha256 } from '../shared/ids.js';

/** Names a file of a draft in an address: paths may hold any letters, and slashes. */
export function fileKey(path: string): string {
  return sha256(path).slice(0, 16);
}

export function draftHref(id: string): string {
  return `/studio/drafts/${id}`;
}

/** A file of a draft; with a line, the part of it that holds the line, and there. */
export function fileHref(id: string, path: string, line?: number): string {
  const href = `${draftHref(id)}/files/${fileKey(path)}`;
  return line === undefined ? href : `${href}?line=${line}#L${line}`;
}
