import type { ModuleModel } from '../curriculum/edition.js';
import type { Rendered } from '../curriculum/rendered.js';
import { MOODS } from './check-in.entity.js';
import type { Mood } from './check-in.entity.js';
import { countedSteps, leftIn } from './completion.rules.js';
import { stepsOf } from './facts.rules.js';
import type { Journey } from './journey.service.js';
import { toNextBox } from './next-box.page.js';
import type { NextBox } from './next-box.page.js';
import { toPathModule } from './path.page.js';
import type { PathStep } from './path.page.js';
import { moduleHref, stepKey, workbookHref } from './step-ref.rules.js';

export interface ModulePage {
  readonly title: string;
  readonly documentTitle: string;
  readonly pathHref: string;
  readonly workbookHref: string;
  /** What the module is about (trusted HTML); null where the author wrote nothing. */
  readonly summary: string | null;
  /** Modules that open this one; empty when it is open. */
  readonly opensAfter: readonly { readonly title: string; readonly href: string }[];
  readonly isDone: boolean;
  /** Nothing of it need be done, and nothing was. */
  readonly isWaived: boolean;
  /** A part of it need not be done, or all of it; since when. Null where nothing was waived that is not done. */
  readonly waived: { readonly isWhole: boolean; readonly on: Date } | null;
  readonly isTrackDone: boolean;
  /** The author's words at the end of a module, or at the end of the track (trusted HTML). */
  readonly rest: string | null;
  readonly after: string | null;
  readonly steps: readonly PathStep[];
  readonly next: NextBox | null;
  /** Asks how one feels, at the end; null where the author does not want it asked. */
  readonly checkIn: {
    readonly action: string;
    readonly moods: readonly Mood[];
    /** It was answered a moment ago. */
    readonly isKept: boolean;
  } | null;
}

function waivedOf({ edition, facts, waivers }: Journey, module: ModuleModel): ModulePage['waived'] {
  const steps = countedSteps(module).map((step) => stepKey({ module: module.id, step: step.id }));
  const freed = steps.filter((key) => facts.waived.has(key) && !facts.done.has(key));
  const since = waivers.filter((waiver) => stepsOf(edition, waiver).some((key) => freed.includes(key)));
  if (since.length === 0) return null;
  return { isWhole: freed.length === steps.length, on: since.at(-1)!.on };
}

interface Wording {
  readonly isKept: boolean;
  readonly show: (words: Rendered, easy: Rendered | null) => string;
}

export function toModulePage(journey: Journey, module: ModuleModel, { show, isKept }: Wording): ModulePage {
  const { edition, reached } = journey;
  const { opensAfter, steps } = toPathModule(module, journey);
  const isTrackDone = journey.completedOn !== null;
  const waived = waivedOf(journey, module);
  const isDone = steps.length > 0 && leftIn(module, reached.done).length === 0;
  return {
    title: module.title,
    documentTitle: module.care?.level === 2 ? module.short : module.title,
    pathHref: `/path/${edition.track.id}`,
    workbookHref: workbookHref(edition.track.id, module.id),
    summary: module.summary && show(module.summary, module.summaryEasy),
    opensAfter: edition.modules
      .filter((other) => opensAfter.includes(other.title))
      .map((other) => ({ title: other.title, href: moduleHref(edition.track.id, other.id) })),
    isDone,
    waived,
    isWaived: waived?.isWhole ?? false,
    isTrackDone,
    rest: module.rest && show(module.rest, null),
    after: isTrackDone && edition.track.after ? show(edition.track.after, null) : null,
    steps,
    next: toNextBox(journey),
    checkIn:
      module.checkIn && isDone && !waived?.isWhole
        ? { action: `/check-ins/after/${edition.track.id}/${module.id}`, moods: MOODS, isKept }
        : null,
  };
}
