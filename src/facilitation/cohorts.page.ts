import type { FacilitatedCohort } from '../cohorts/cohort.service.js';
import type { Edition } from '../curriculum/edition.js';
import { asksSignOff } from '../learning/sign-off.rules.js';
import { suppressList } from '../shared/suppression.rules.js';
import type { Shown } from '../shared/suppression.rules.js';
import { countedSteps } from './counted-steps.rules.js';

/** A cohort as every page of it names it. */
export interface CohortHead {
  readonly trackTitle: string;
  /** Null for the standing cohort: its name is a word of the page's language. */
  readonly name: string | null;
  readonly href: string;
}

export function toHead({ id, name }: FacilitatedCohort, { track }: Edition): CohortHead {
  return { trackTitle: track.title, name, href: `/facilitate/${id}` };
}

export interface HomePage {
  readonly cohorts: readonly CohortHead[];
}

export function toHomePage(cohorts: readonly FacilitatedCohort[], editions: readonly Edition[]): HomePage {
  return {
    cohorts: cohorts.map((cohort) =>
      toHead(
        cohort,
        editions.find(({ track }) => track.id === cohort.trackId)!,
      ),
    ),
  };
}

export interface CohortPage extends CohortHead {
  readonly people: Shown;
  /** There is a newer edition than some of them have, and nobody decided to stay. */
  readonly hasNewer: boolean;
  /** What there is to see of it; words are `facilitation.cohort.<key>`. */
  readonly links: readonly { readonly key: string; readonly href: string }[];
}

export function toCohortPage(
  cohort: FacilitatedCohort,
  edition: Edition,
  { people, hasNewer }: { people: number; hasNewer: boolean },
): CohortPage {
  const head = toHead(cohort, edition);
  return {
    ...head,
    people: suppressList([people]).total,
    hasNewer,
    links: [
      { key: 'dates', href: `${head.href}/dates` },
      { key: 'notes', href: `${head.href}/notes` },
      { key: 'questions', href: `${head.href}/questions` },
      { key: 'reflections', href: `${head.href}/reflections` },
      ...(hasSessions(edition) ? [{ key: 'attendance', href: `${head.href}/attendance` }] : []),
      ...(asksSignOff(edition.track) ? [{ key: 'sign-off', href: `${head.href}/sign-off` }] : []),
      { key: 'waivers', href: `${head.href}/waivers` },
      { key: 'edition', href: `/studio/cohorts/${cohort.id}/edition` },
      // Nobody waits for who comes to a standing cohort by themselves.
      ...(cohort.kind === 'dated' ? [{ key: 'contact', href: `${head.href}/contact` }] : []),
    ],
  };
}

function hasSessions({ modules }: Edition): boolean {
  return modules.some(({ steps }) => steps.some(({ kind }) => kind === 'session'));
}

export interface StepsPage extends CohortHead {
  readonly quizzes: readonly StepLink[];
  readonly dialogues: readonly StepLink[];
}

interface StepLink {
  readonly module: string;
  readonly title: string | null;
  readonly href: string;
}

export function toStepsPage(cohort: FacilitatedCohort, editions: readonly Edition[]): StepsPage {
  const head = toHead(cohort, editions[0]!);
  const steps = countedSteps(editions);
  const linksTo = (kind: 'quiz' | 'dialogue', room: string): StepLink[] =>
    steps
      .filter((step) => step.kind === kind)
      .map(({ module, title, ref }) => ({
        module,
        title,
        href: `${head.href}/${room}/${ref.module}/${ref.step}`,
      }));
  return { ...head, quizzes: linksTo('quiz', 'questions'), dialogues: linksTo('dialogue', 'dialogues') };
}
