import type { StepModel } from '../curriculum/step.js';
import type { FormView } from '../web/form.js';
import type { KeptHtml } from '../web/page-frame.js';
import { careOf, documentTitleOf } from './care.rules.js';
import type { LessonAt } from './lesson-text.js';
import { readUpTo } from './next-box.page.js';
import { servedSteps, stepAfter, stepBefore } from './path.rules.js';
import type { Seat } from './seat.service.js';
import { moduleHref, stepHref, workbookHref } from './step-ref.rules.js';

export interface LessonPage {
  readonly title: string;
  readonly documentTitle: string;
  readonly moduleTitle: string;
  readonly moduleHref: string;
  readonly pathHref: string;
  readonly workbookHref: string;
  readonly number: number;
  readonly total: number;
  readonly minutes: number;
  /** Trusted HTML, the same for everybody. */
  readonly text: KeptHtml;
  readonly action: string;
  readonly isDone: boolean;
  readonly hasCare: boolean;
  readonly resume: { readonly heading: string; readonly goOn: string } | null;
  readonly next: NeighbourStep | null;
  readonly previous: NeighbourStep | null;
  readonly memo: MemoView;
}

export interface NeighbourStep {
  readonly title: string | null;
  readonly kind: StepModel['kind'];
  readonly href: string;
}

export interface MemoView {
  readonly form: FormView;
  readonly isSaved: boolean;
  /** What was saved meanwhile from another tab; shown beside what was typed here. */
  readonly other: string | null;
}

type LessonSeat = Seat & LessonAt;

export function toLessonPage(seat: LessonSeat, text: KeptHtml, memo: MemoView): LessonPage {
  const { edition, module, step } = seat;
  const served = servedSteps(module);
  const title = step.title ?? module.title;
  const track = edition.track.id;
  const neighbour = (other: StepModel | null): NeighbourStep | null =>
    other && {
      title: other.title,
      kind: other.kind,
      href: stepHref(track, { module: module.id, step: other.id }, other.kind),
    };
  return {
    title,
    documentTitle: documentTitleOf(module, step, title),
    moduleTitle: module.title,
    moduleHref: moduleHref(track, module.id),
    pathHref: `/path/${track}`,
    workbookHref: workbookHref(track, module.id),
    number: served.indexOf(step) + 1,
    total: served.length,
    minutes: step.minutes,
    text,
    action: stepHref(track, { module: module.id, step: step.id }, step.kind),
    isDone: seat.status === 'done',
    hasCare: careOf(module, step) !== null,
    resume: seat.place && readUpTo(step, seat.place),
    next: neighbour(stepAfter(module, step)),
    previous: neighbour(stepBefore(module, step)),
    memo,
  };
}
