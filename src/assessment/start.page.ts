import type { Message } from '../web/form.js';
import type { Attempt } from './attempt.entity.js';
import type { AttemptState } from './attempt-state.rules.js';
import { askedCount } from './draw.rules.js';
import { careOf } from './quiz-view.js';
import type { CareNote, QuizView } from './quiz-view.js';
import type { Terms } from './terms.rules.js';

export interface QuizStartPage {
  readonly title: string;
  readonly intro: string | null;
  readonly count: number;
  readonly minutes: number;
  readonly isScored: boolean;
  readonly terms: Terms;
  readonly action: string;
  readonly passAction: string;
  readonly continueHref: string | null;
  readonly resultHref: string | null;
  readonly answered: number;
  readonly lessonHref: string;
  /** Why a further attempt cannot begin now. */
  readonly refusal: Message | null;
  /** What comes up in it, where it may be passed with full credit. */
  readonly care: CareNote | null;
}

export function toStartPage(
  view: QuizView,
  last: { attempt: Attempt; state: AttemptState } | null,
): QuizStartPage {
  const { base, quiz } = view;
  const next = last?.state.next ?? null;
  return {
    title: view.heading,
    intro: quiz.intro ? view.html(quiz.intro, quiz.easy) : null,
    count: last && next !== null ? last.attempt.questions.length : askedCount(quiz),
    minutes: quiz.minutes,
    isScored: view.isScored,
    terms: view.terms,
    action: `${base}/start`,
    passAction: `${base}/passed`,
    continueHref: next === null ? null : `${base}/${next + 1}`,
    resultHref: last && next === null ? `${base}/end` : null,
    answered: last ? last.state.questions.filter((question) => question.turns > 0).length : 0,
    lessonHref: view.lessonHref,
    refusal: null,
    care: careOf(quiz),
  };
}
