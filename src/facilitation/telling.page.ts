import { isJudged } from '../assessment/scoring.rules.js';
import type { FacilitatedCohort } from '../cohorts/cohort.service.js';
import { findModule, findStep } from '../curriculum/edition.js';
import type { Edition } from '../curriculum/edition.js';
import type { Rendered } from '../curriculum/rendered.js';
import { toHead } from './cohorts.page.js';
import type { CohortHead } from './cohorts.page.js';
import { beliefAt, tablesOf } from './telling-tables.js';
import type { Belief, Table } from './telling-tables.js';
import type { MetQuiz, Told } from './telling.rules.js';

export interface TellingPage extends CohortHead {
  readonly module: string;
  readonly quiz: string | null;
  readonly backHref: string;
  readonly isScored: boolean;
  readonly questions: readonly QuestionView[];
}

interface Which {
  /** 1 for the first; revisions of one question have the same. */
  readonly number: number;
  /** How many revisions older than the newest shown; 0 for it. */
  readonly age: number;
}

export interface QuestionView extends Which {
  readonly askHtml: string;
  readonly counts: CountsView | null;
}

export interface CountsView extends Which {
  readonly n: number;
  readonly tables: readonly Table[];
  readonly isJudged: boolean;
  /** Whole percent; null where hidden. */
  readonly facility: number | null;
  readonly statistics: { readonly index: number | null; readonly efficiency: number | null } | null;
  readonly advice: readonly AdviceView[];
}

export interface AdviceView {
  readonly kind: 'key' | 'everyone' | 'unsure' | 'misconception';
  readonly belief: Belief | null;
  /** The part of a lesson that a question leads back to; null where it says none. */
  readonly lesson: string | null;
}

type Show = (words: Rendered, edition: Edition) => string;

export function toTellingPage(
  cohort: FacilitatedCohort,
  { quiz, told }: { quiz: MetQuiz; told: readonly Told[] },
  show: Show,
): TellingPage {
  const { edition, ref } = quiz;
  const head = toHead(cohort, edition);
  const ids = [...new Set(told.map(({ question }) => question.id))];
  return {
    ...head,
    module: findModule(edition, ref.module)!.title,
    quiz: findStep(edition, ref)!.title,
    backHref: `${head.href}/questions`,
    isScored: edition.track.scored,
    questions: told.map((one) => {
      const versions = told.filter(({ question }) => question.id === one.question.id);
      const which = { number: ids.indexOf(one.question.id) + 1, age: versions.indexOf(one) };
      const askHtml = show(one.question.ask, one.edition);
      return { ...which, askHtml, counts: countsOf(one, which, show) };
    }),
  };
}

function countsOf(told: Told, which: Which, show: Show): CountsView | null {
  const { counts, question, statistics } = told;
  if (!counts) return null;
  return {
    ...which,
    n: counts.n,
    tables: tablesOf(told, counts, (words) => show(words, told.edition)),
    isJudged: isJudged(question),
    facility: rounded(counts.facility),
    statistics: statistics && {
      index: rounded(statistics.index),
      efficiency: rounded(statistics.efficiency),
    },
    advice: told.advice.map((advice) => ({
      kind: advice.kind,
      belief: advice.kind === 'misconception' ? beliefAt(told, advice.at) : null,
      lesson: advice.kind === 'unsure' ? lessonOf(told) : null,
    })),
  };
}

/** To whole percent, without a minus before 0. */
function rounded(percent: number | null): number | null {
  return percent === null ? null : Math.round(percent) || 0;
}

/** The heading that the author named, else the lesson before the quiz. */
function lessonOf({ question: { backTo }, edition, ref }: Told): string | null {
  const steps = findModule(edition, ref.module)?.steps ?? [];
  const before = steps.slice(
    0,
    steps.findIndex(({ id }) => id === ref.step),
  );
  const lesson = backTo
    ? steps.find(({ id }) => id === backTo.step)
    : before.findLast(({ kind }) => kind === 'lesson');
  if (lesson?.kind !== 'lesson') return null;
  const section = lesson.body.sections.find(({ id }) => id === backTo?.section);
  return section?.heading ?? lesson.title;
}
