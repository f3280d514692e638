import type { QuizView } from './quiz-view.js';
import { isJudged } from './scoring.rules.js';
import type { Sitting } from './sitting.js';

export interface QuizEndPage {
  readonly title: string;
  readonly questions: readonly {
    readonly html: string;
    readonly result: 'ok' | 'again' | 'unknown' | 'noted';
    readonly href: string;
  }[];
  /** Null where nothing is counted. */
  readonly percent: number | null;
  /** What the author aims at, in percent, or null. */
  readonly pass: number | null;
  /** Which of several answers counts. */
  readonly keep: 'best' | 'last';
  /** Null when it was the last attempt. */
  readonly again: string | null;
  readonly hasNoCap: boolean;
  readonly nextHref: string;
  readonly lessonHref: string;
  readonly pathHref: string;
}

/** After the last question: what was answered, as words; the share only where the track is scored. */
export function toEndPage(view: QuizView, { asked, state, attempt }: Sitting): QuizEndPage {
  const { attempts, pass, keep } = view.terms;
  const isCounted = view.isScored && asked.some(({ question }) => isJudged(question));
  return {
    title: view.heading,
    questions: asked.map(({ question, position }, index) => {
      const result = state.questions[index]!.last?.result ?? 'unknown';
      return {
        html: view.html(question.ask, question.easy),
        result: result === 'right' ? 'ok' : result,
        href: `${view.base}/${position}/answer`,
      };
    }),
    percent: isCounted ? state.percent : null,
    pass,
    keep,
    again: attempts === null || attempt.number < attempts ? `${view.base}/start` : null,
    hasNoCap: attempts === null,
    nextHref: view.nextHref,
    lessonHref: view.lessonHref,
    pathHref: view.pathHref,
  };
}
