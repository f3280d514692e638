import type { FastifyRequest } from 'fastify';
import { lineOfPlace, placeAt } from '../curriculum/place-lines.js';
import { NotFound } from '../shared/domain-error.js';
import { newToken } from '../shared/ids.js';
import { isLocalPath } from '../web/view.js';
import type { PreviewNote } from './preview-bar.page.js';
import { parseView, viewSegment } from './preview.rules.js';
import type { PreviewView } from './preview.rules.js';
import type { PreviewSubject } from './preview-subject.js';

/** What a browser may be given as what it says it is; all else is a file. */
export const TYPES = /^(text\/(html|plain|calendar|csv)|image\/(png|jpeg|webp|gif)|application\/pdf)\b/;
const NOTES: readonly PreviewNote[] = ['not-exact', 'day', 'reset'];
const PLACE = /^(?:[\w-]{1,64}(?:\/[\w-]{1,64}(?:#[\w-]{1,64})?)?)?$/;

type Query = Readonly<Record<string, unknown>>;

/** @throws NotFound */
export function viewOf(segment: string): PreviewView {
  const view = parseView(segment);
  if (!view) throw new NotFound('view of a preview');
  return view;
}

export function hrefOf({ base }: PreviewSubject, view: PreviewView, path: string): string {
  return `${base}/${viewSegment(view)}${path}`;
}

/** What of an address is the application's own; our note is taken off it. @throws NotFound */
export function within(
  subject: PreviewSubject,
  view: PreviewView,
  url: string,
): { at: string; note: PreviewNote | null } {
  const prefix = hrefOf(subject, view, '');
  if (!url.startsWith(`${prefix}/`) || !isLocalPath(url.slice(prefix.length)))
    throw new NotFound('page of a preview');
  const at = url.slice(prefix.length);
  const found = /[?&]preview=([a-z-]+)$/.exec(at);
  const note = NOTES.find((one) => one === found?.[1]) ?? null;
  return { at: note === null ? at : at.slice(0, found!.index), note };
}

export function withNote(path: string, note: PreviewNote): string {
  const [address = ''] = path.split('#');
  return `${address}${address.includes('?') ? '&' : '?'}preview=${note}`;
}

export function placeIn({ lines }: PreviewSubject, { path, line, place }: Query): string | null {
  if (typeof place === 'string') return PLACE.test(place) ? place : null;
  if (!lines || typeof path !== 'string' || typeof line !== 'string' || !/^[1-9]\d{0,5}$/.test(line))
    return null;
  const found = placeAt(lines.places, { file: path, line: Number(line) });
  return found !== null && lineOfPlace(lines.places, found) ? found : null;
}

export function keyOf(body: unknown): string {
  const key = (body as { _key?: unknown } | null)?._key;
  return typeof key === 'string' && key.length <= 64 ? key : newToken();
}

/** The form again as a browser sent it. */
export function encoded(body: unknown): string {
  const fields = Object.entries((body ?? {}) as Readonly<Record<string, unknown>>);
  const pairs = fields.flatMap(([name, value]) =>
    [value].flat().flatMap((one): [string, string][] => (typeof one === 'string' ? [[name, one]] : [])),
  );
  return new URLSearchParams(pairs).toString();
}

export function purposeOf({ headers }: FastifyRequest): string | null {
  const purpose = headers['sec-purpose'] ?? headers.purpose;
  return typeof purpose === 'string' && /^[\w;, -]{1,60}$/.test(purpose) ? purpose : null;
}
