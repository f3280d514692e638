import { findModule, findStep } from '../curriculum/edition.js';
import type { Edition } from '../curriculum/edition.js';
import type { StepRef } from '../curriculum/step.js';
import { draftHref } from './draft-href.rules.js';

/** `''`, `m`, `m/s`, `m/s#q` in pieces, as published-place.rules.ts writes them. */
export function readPlace(place: string): {
  module: string | null;
  step: string | null;
  inner: string | null;
} {
  const [path = '', inner] = place.split('#');
  const [module, step] = path.split('/');
  return { module: module || null, step: step || null, inner: inner || null };
}

/** Which place of the course an address of the application shows, and which page of it; null for none. */
export function placeOfPath(
  edition: Edition,
  url: string,
): { place: string; ref: StepRef; page: number | 'end' | null } | null {
  const path = /^[^?#]*/.exec(url)![0];
  const [room = '', track, module = '', step, page] = path.slice(1).split('/');
  if (track !== edition.track.id) return null;
  if (room === 'tracks' || room === 'path') return { place: '', ref: { module: '', step: '' }, page: null };
  if (!/^(learn|quiz|dialogue|reflection|worksheet|workbook|session|try)$/.test(room)) return null;
  const ref = { module, step: step ?? '' };
  if (step !== undefined && findStep(edition, ref))
    return { place: `${module}/${step}`, ref, page: pageOf(page) };
  return findModule(edition, module) ? { place: module, ref, page: null } : null;
}

function pageOf(page = ''): number | 'end' | null {
  if (page === 'end') return page;
  return /^[1-9]\d{0,3}$/.test(page) ? Number(page) : null;
}

/** The page of a preview that shows a line of a draft's file: one click from the text to the screen. */
export function previewOfLineHref(draftId: string, at: { path: string; line: number }): string {
  return `${draftHref(draftId)}/preview/at?path=${encodeURIComponent(at.path)}&line=${at.line}`;
}
