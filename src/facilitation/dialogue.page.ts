import type { FacilitatedCohort } from '../cohorts/cohort.service.js';
import { findModule } from '../curriculum/edition.js';
import type { Edition } from '../curriculum/edition.js';
import type { Rendered } from '../curriculum/rendered.js';
import type { DialogueStep } from '../curriculum/step.js';
import { toHead } from './cohorts.page.js';
import type { CohortHead } from './cohorts.page.js';
import type { ShownScene } from './shown-scenes.rules.js';
import { beliefOf, shared } from './telling-tables.js';
import type { Row } from './telling-tables.js';

export interface DialoguePage extends CohortHead {
  readonly module: string;
  readonly dialogue: string | null;
  readonly backHref: string;
  readonly scenes: readonly SceneView[];
}

export interface SceneView {
  /** 1 for the first in the file. */
  readonly number: number;
  readonly lines: readonly { readonly name: string | null; readonly html: string }[];
  readonly state: ShownScene['state'];
  readonly people: number;
  readonly rows: readonly Row[];
}

export function toDialoguePage(
  cohort: FacilitatedCohort,
  {
    edition,
    module,
    step,
    scenes,
  }: { edition: Edition; module: string; step: DialogueStep; scenes: readonly ShownScene[] },
  show: (words: Rendered, edition: Edition) => string,
): DialoguePage {
  const head = toHead(cohort, edition);
  return {
    ...head,
    module: findModule(edition, module)!.title,
    dialogue: step.title,
    backHref: `${head.href}/questions`,
    scenes: scenes.map((shown, index) => {
      const { says, next } = step.scenes.find(({ id }) => id === shown.scene)!;
      const replies = next.kind === 'you' ? next.replies : [];
      return {
        number: index + 1,
        lines: says.map(({ speaker, text }) => ({
          name: step.people.find(({ id }) => id === speaker)?.name ?? null,
          html: show(text, edition),
        })),
        state: shown.state,
        people: shown.state === 'shown' ? shown.people : 0,
        rows: replies.map(({ say, misconception }, place) => ({
          html: show(say, edition),
          words: null,
          mark: null,
          ...shared(shown.replies[place]!, shown.people),
          belief: beliefOf(edition, misconception),
        })),
      };
    }),
  };
}
