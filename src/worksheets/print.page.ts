import type { WorksheetStep } from '../curriculum/step.js';
import { careOf, documentTitleOf } from '../learning/care.rules.js';
import type { Seat } from '../learning/seat.service.js';
import { stepHref } from '../learning/step-ref.rules.js';
import { wayBack } from '../web/way-back.rules.js';
import type { WayBack } from '../web/way-back.rules.js';
import { toSheet } from './sheet.page.js';
import type { SheetView } from './sheet.page.js';
import type { Wording } from './wording.js';
import type { WrittenBlock } from './written.rules.js';

export interface PrintPage {
  readonly title: string;
  readonly documentTitle: string;
  /** Of the module; its neutral one where something hard comes up: paper lies about. */
  readonly courseTitle: string;
  readonly back: WayBack;
  readonly backHref: string;
  readonly sheet: SheetView;
}

export function toPrintPage(
  seat: Seat<WorksheetStep>,
  { words, origin }: { words: readonly WrittenBlock[]; origin: string },
  wording: Wording,
): PrintPage {
  const { edition, module, step } = seat;
  const title = step.title ?? module.title;
  const backHref = stepHref(edition.track.id, { module: module.id, step: step.id }, step.kind);
  return {
    title,
    documentTitle: documentTitleOf(module, step, title),
    courseTitle: careOf(module, step)?.level === 2 ? module.short : module.title,
    back: wayBack(origin, backHref),
    backHref,
    sheet: toSheet(step, words, wording),
  };
}
