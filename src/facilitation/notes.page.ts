import type { FacilitatedCohort } from '../cohorts/cohort.service.js';
import { findModule } from '../curriculum/edition.js';
import type { Edition, ModuleModel } from '../curriculum/edition.js';
import type { Rendered } from '../curriculum/rendered.js';
import type { StepModel } from '../curriculum/step.js';
import { NotFound } from '../shared/domain-error.js';
import { toHead } from './cohorts.page.js';
import type { CohortHead } from './cohorts.page.js';

export interface NotedModulesPage extends CohortHead {
  readonly isReviewed: boolean;
  readonly modules: readonly { readonly title: string; readonly href: string; readonly minutes: number }[];
}

/** The modules that their authors left something for facilitators in, in the order of the path. */
export function toNotedModules(cohort: FacilitatedCohort, edition: Edition): NotedModulesPage {
  const head = toHead(cohort, edition);
  return {
    ...head,
    isReviewed: edition.track.reviewed.length > 0,
    modules: edition.modules
      .filter(isNoted)
      .map(({ id, title, minutes }) => ({ title, minutes, href: `${head.href}/notes/${id}` })),
  };
}

export interface NotesPage extends CohortHead {
  readonly module: string;
  readonly minutes: number;
  readonly backHref: string;
  readonly objectives: readonly string[];
  /** Null: nothing was written on the module as a whole. */
  readonly html: string | null;
  readonly steps: readonly {
    readonly id: string;
    readonly title: string | null;
    readonly kind: StepModel['kind'];
    readonly html: string;
  }[];
}

/** @throws NotFound when the track has no such module, or nothing is written on it */
export function toNotesPage(
  cohort: FacilitatedCohort,
  { edition, module: id }: { edition: Edition; module: string },
  show: (words: Rendered, edition: Edition) => string,
): NotesPage {
  const module = findModule(edition, id);
  if (!module || !isNoted(module)) throw new NotFound(`notes on ${id}`);
  const head = toHead(cohort, edition);
  const shown = (words: Rendered | null) => (words === null ? null : show(words, edition));
  return {
    ...head,
    module: module.title,
    minutes: module.minutes,
    backHref: `${head.href}/notes`,
    objectives: module.objectives.map(({ text }) => text),
    html: shown(module.forFacilitators),
    steps: module.steps.flatMap(({ id: step, title, kind, forFacilitators }) => {
      const html = shown(forFacilitators);
      return html === null ? [] : [{ id: step, title, kind, html }];
    }),
  };
}

const isNoted = ({ forFacilitators, steps }: ModuleModel): boolean =>
  forFacilitators !== null || steps.some((step) => step.forFacilitators !== null);
