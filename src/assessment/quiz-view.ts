import type { CurriculumWords } from '../curriculum/curriculum-words.js';
import type { Edition } from '../curriculum/edition.js';
import type { Care } from '../curriculum/care.js';
import type { Question } from '../curriculum/question.js';
import type { Rendered } from '../curriculum/rendered.js';
import { topicsOf } from '../learning/care.rules.js';
import type { QuizStep } from '../curriculum/step.js';

import { afterStep } from '../learning/after-step.rules.js';
import { servedSteps } from '../learning/path.rules.js';
import { stepHref } from '../learning/step-ref.rules.js';
import type { DisplaySettings } from '../web/display.rules.js';
import { baseOf } from './sitting.js';
import type { QuizSeat } from './sitting.js';
import { termsOf } from './terms.rules.js';
import type { Terms } from './terms.rules.js';

/** One quiz in front of one person: where it is, what they may see, and how words become HTML for them. */
export interface QuizView {
  readonly base: string;
  readonly quiz: QuizStep;
  readonly heading: string;
  readonly isScored: boolean;
  readonly terms: Terms;
  readonly lessonHref: string;
  readonly nextHref: string;
  readonly pathHref: string;
  readonly html: (words: Rendered, easy?: Rendered | null) => string;
  /** Without any markup, for an option of a list or a name in a sentence. */
  readonly plain: (words: Rendered) => string;
}

/** `edition` is the one whose words are shown: that of the attempt, before the first that of the seat. */
export function toQuizView(
  words: CurriculumWords,
  seat: QuizSeat,
  { edition, ui }: { edition: Edition; ui: DisplaySettings },
): QuizView {
  const { module, step } = seat;
  const served = servedSteps(module);
  const lesson = served.slice(0, served.indexOf(step)).findLast((other) => other.kind === 'lesson');
  const { track } = seat.edition;
  return {
    base: baseOf(seat),
    quiz: step,
    heading: step.title ?? module.title,
    isScored: track.scored,
    terms: termsOf(step, track.scored),
    lessonHref: lesson
      ? stepHref(track.id, { module: module.id, step: lesson.id }, lesson.kind)
      : `/path/${track.id}`,
    nextHref: afterStep(seat),
    pathHref: `/path/${track.id}`,
    html: (standard, easy = null) => words.html(words.chosen(standard, easy, ui), edition, ui),
    plain: (standard) => words.plain(standard, edition, ui),
  };
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
export function lessonHrefOf(view: QuizView, question: Question): string {
  if (!question.backTo) return view.lessonHref;
  const lesson = view.base.replace(/^\/quiz\//, '/learn/').replace(/[^/]+$/, question.backTo.step);
  return question.backTo.section ? `${lesson}#${question.backTo.section}` : lesson;
}
