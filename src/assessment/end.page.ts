import type { AttemptState } from './attempt-state.rules.js';
import type { Asked, QuizView } from './quiz-view.js';

export interface QuizEndPage {
  readonly title: string;
  readonly questions: readonly {
    readonly html: string;
    readonly result: 'ok' | 'again' | 'unknown';
    readonly href: string;
  }[];
  readonly percent: number | null;
  readonly again: string;
  readonly nextHref: string;
  readonly lessonHref: string;
  readonly pathHref: string;
}

/** After the last question: what was answered, as words; the share only where the track is scored. */
export function toEndPage(view: QuizView, asked: readonly Asked[], state: AttemptState): QuizEndPage {
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
    percent: view.isScored ? state.percent : null,
    again: `${view.base}/start`,
    nextHref: view.nextHref,
    lessonHref: view.lessonHref,
    pathHref: view.pathHref,
  };
}
