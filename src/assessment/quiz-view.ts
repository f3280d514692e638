import type { Care } from '../curriculum/care.js';
import type { Rendered } from '../curriculum/rendered.js';
import { topicsOf } from '../learning/care.rules.js';
import type { QuizStep } from '../curriculum/step.js';
import type { ServedQuestion } from './scoring.rules.js';

/** One quiz in front of one person: where it is, what they may see, and how words become HTML for them. */
export interface QuizView {
  readonly base: string;
  readonly quiz: QuizStep;
  readonly heading: string;
  readonly isScored: boolean;
  readonly lessonHref: string;
  readonly nextHref: string;
  readonly pathHref: string;
  readonly html: (words: Rendered, easy?: Rendered | null) => string;
}

/** One question as it is asked in an attempt. */
export interface Asked {
  readonly question: ServedQuestion;
  /** 1 for the first. */
  readonly position: number;
  readonly total: number;
  readonly order: readonly number[];
}

/** What comes up in a part that may be passed with full credit. */
export interface CareNote {
  readonly topics: string;
  readonly where: string | null;
}

/** Level 1 and 2 may be passed. */
export function careOf({ care }: { care: Care | null }): CareNote | null {
  return care && care.level > 0 ? { topics: topicsOf(care), where: care.where } : null;
}

/** Where to read again for a question: the place the author named, else the lesson before the quiz. */
export function lessonHrefOf(view: QuizView, question: ServedQuestion): string {
  if (!question.backTo) return view.lessonHref;
  const lesson = view.base.replace(/^\/quiz\//, '/learn/').replace(/[^/]+$/, question.backTo.step);
  return question.backTo.section ? `${lesson}#${question.backTo.section}` : lesson;
}
