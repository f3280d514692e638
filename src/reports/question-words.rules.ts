import type { Words } from '../web/locales.js';
import { wordDate, wordFiscalYear } from '../web/view-helpers-dates.js';
import { periodOf } from './report-question.rules.js';
import type { ReportQuestion } from './report-question.rules.js';

/** What was asked, as it is written above a file. */
export function aboutOf(words: Words, question: ReportQuestion): { heading: string; about: string[] } {
  const { from, to } = periodOf(question);
  const year = wordFiscalYear(words, question.fiscalYear);
  return {
    heading: words.text('reports.completions.heading', { year }),
    about: [
      words.text('reports.completions.period', { from: wordDate(words, from), to: wordDate(words, to) }),
      words.text('reports.completions.as-of', { day: wordDate(words, question.asOf) }),
    ],
  };
}
