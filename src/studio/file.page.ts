import type { FormView, Message } from '../web/form.js';
import type { PlaceLine } from '../curriculum/place-lines.js';
import type { Problem } from '../curriculum/problem.js';
import { isFixable } from '../curriculum/problem.js';
import { draftHref, fileHref, fileKey } from './draft-href.rules.js';
import { isImage } from './draft-files.rules.js';
import type { DraftHead } from './draft.service.js';
import { previewOfLineHref } from './preview-place.rules.js';
import { toProblemLine, visible } from './problem-line.rules.js';
import type { ProblemLine } from './problem-line.rules.js';

/** More would make a page of many megabytes of a file of one. */
export const LINES_A_PAGE = 2_000;
const WIDEST_LINE = 400;
const LISTED = 60;

export interface SourceLine {
  readonly n: number;
  readonly text: string;
  /** The line goes on; all of it stands in the field below. */
  readonly isCut: boolean;
  readonly problems: readonly (ProblemLine & { readonly isRepairable: boolean })[];
  /** The screen that shows what begins here; null where nothing begins, or the draft cannot be shown yet. */
  readonly previewHref: string | null;
}

export interface FilePage {
  readonly path: string;
  readonly draftName: string;
  readonly draftHref: string;
  readonly href: string;
  /** False: no text that could be read; it can be taken away, replaced and removed. */
  readonly isText: boolean;
  readonly isImage: boolean;
  readonly kilobytes: number;
  /** Null: the checker was busy, or failed. */
  readonly counts: { readonly errors: number; readonly others: number } | null;
  readonly listed: readonly { readonly line: number; readonly href: string; readonly cause: Message }[];
  readonly moreListed: number;
  readonly lines: readonly SourceLine[];
  readonly total: number;
  readonly first: number;
  readonly last: number;
  readonly earlierHref: string | null;
  readonly laterHref: string | null;
  readonly form: FormView;
  /** What somebody else saved meanwhile; null where nobody did. */
  readonly saved: string | null;
}

interface Given {
  readonly draft: DraftHead;
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly problems: readonly Problem[] | null;
  /** Of the whole draft; empty while it cannot be shown as trainees see it. */
  readonly places: readonly PlaceLine[];
  readonly isWorded: (key: string) => boolean;
  readonly form: FormView;
  readonly saved?: string | null;
  /** The line somebody wants to see. */
  readonly line: number;
}

export function toFilePage(given: Given): FilePage {
  const { draft, path, bytes, problems, places, isWorded, form, saved, line } = given;
  const text = textOf(bytes);
  const all = text === null ? [] : text.split(/\r\n|\r|\n/);
  const at = Math.min(Math.max(1, line), Math.max(1, all.length));
  const first = Math.floor((at - 1) / LINES_A_PAGE) * LINES_A_PAGE + 1;
  const last = Math.min(all.length, first + LINES_A_PAGE - 1);
  const mine = (problems ?? []).filter(({ file }) => file === path);
  const placed = mine.map((problem) => ({
    ...toProblemLine(problem, isWorded),
    isRepairable: isFixable(problem),
    line: Math.min(Math.max(1, problem.line), Math.max(1, all.length)),
  }));
  const byLine = Map.groupBy(placed, (problem) => problem.line);
  const beginnings = new Set(places.filter(({ file }) => file === path).map((place) => place.line));
  const errors = placed.filter(({ isError }) => isError);
  const listed = [...errors, ...placed.filter(({ isError }) => !isError)];
  return {
    path,
    draftName: visible(draft.title) || draft.trackId,
    draftHref: draftHref(draft.id),
    href: `${draftHref(draft.id)}/files/${fileKey(path)}`,
    isText: text !== null && !isImage(path),
    isImage: isImage(path),
    kilobytes: Math.max(1, Math.ceil(bytes.byteLength / 1000)),
    counts: problems && { errors: errors.length, others: placed.length - errors.length },
    listed: listed.slice(0, LISTED).map((problem) => ({
      line: problem.line,
      href: fileHref(draft.id, path, problem.line),
      cause: problem.cause,
    })),
    moreListed: Math.max(0, listed.length - LISTED),
    lines: all.slice(first - 1, last).map((one, index) => {
      const characters = [...one];
      return {
        n: first + index,
        text: visible(characters.slice(0, WIDEST_LINE).join('')),
        isCut: characters.length > WIDEST_LINE,
        problems: byLine.get(first + index) ?? [],
        previewHref: beginnings.has(first + index)
          ? previewOfLineHref(draft.id, { path, line: first + index })
          : null,
      };
    }),
    total: all.length,
    first,
    last,
    earlierHref: first > 1 ? fileHref(draft.id, path, first - LINES_A_PAGE) : null,
    laterHref: last < all.length ? fileHref(draft.id, path, last + 1) : null,
    form,
    saved: saved ?? null,
  };
}

/** Null for what is no text. */
export function textOf(bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.includes('\u0000') ? null : text;
  } catch {
    return null;
  }
}

/** What was typed in a page, as the file was written before: browsers know one end of a line only. */
export function bytesOf(typed: string, before: Uint8Array | null): Uint8Array {
  const isWindows = before !== null && (textOf(before)?.includes('\r\n') ?? false);
  return new TextEncoder().encode(isWindows ? typed.replace(/\r?\n/g, '\r\n') : typed);
}
