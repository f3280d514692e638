import { blanksOf, pairing, rightsOf } from '../assessment/scoring.rules.js';
import type { Edition } from '../curriculum/edition.js';
import type { Misconception } from '../curriculum/shared-entry.js';
import type { Question } from '../curriculum/question.js';
import type { Rendered } from '../curriculum/rendered.js';
import { baseText } from '../curriculum/words/ruby-signs.js';
import type { Shown } from '../shared/suppression.rules.js';
import type { Message } from '../web/form.js';
import type { HeapRef } from './advice.rules.js';
import type { ShownCounts } from './shown-counts.rules.js';
import { nearOf, NUMBER_HEAPS } from './sorted-answers.rules.js';
import type { AskedQuestion } from './telling.rules.js';

export type Belief = Pick<Misconception, 'is' | 'reply' | 'next'>;

export interface Table {
  /** Which blank; null where there is one table only. */
  readonly blank: number | null;
  readonly rows: readonly Row[];
}

export interface Row {
  /** Words of the curriculum; else the page's own. */
  readonly html: string | null;
  readonly words: Message | null;
  readonly mark: 'right' | 'partly' | null;
  readonly count: Shown;
  /** Whole percent of all who came to the question. */
  readonly share: number | null;
  readonly belief: Belief | null;
}

type Html = (words: Rendered) => string;
type Name = Pick<Row, 'html' | 'words'> & Partial<Pick<Row, 'mark'>>;

/** What the answers are called: for each thing its heaps; of things that are so or not, only the first heap has a name. */
function namesOf(question: Question, html: Html, isLastMixed: boolean): readonly (readonly Name[])[] {
  switch (question.kind) {
    case 'choose-one':
      return [question.choices.map(({ text, mark }) => ({ ...inHtml(html(text)), mark: markOf(mark) }))];
    case 'choose-many':
      return question.choices.map(({ text, mark }) => [{ ...inHtml(html(text)), mark: markOf(mark) }]);
    case 'true-false':
      return [
        [true, false].map((value) => ({
          ...inWords(`true-false.${value ? 'yes' : 'no'}`),
          mark: value === question.answer ? 'right' : null,
        })),
      ];
    case 'put-in-order':
      return question.items.map((item, place) => [
        { html: html(item), words: message('order', { place: place + 1 }) },
      ]);
    case 'match': {
      const [rights, right] = [rightsOf(question), pairing(question)];
      return question.pairs.map(({ left }, at) => [
        inHtml(`${html(left)} \u2014 ${html(rights[right[at]!]!)}`),
      ]);
    }
    case 'fill-in':
      return blanksOf(question).map((accepts) => [
        { ...inWords('blank', { words: accepts.join('\u3001') }), mark: 'right' },
        ...question.alsoWrong.map(({ text }) => inWords('blank', { words: text })),
        inWords(isLastMixed ? 'other-mixed' : 'other'),
      ]);
    case 'number': {
      const near = nearOf(question);
      return [
        NUMBER_HEAPS.map((heap) => ({ ...inWords(`number.${heap}`, heap === 'near' ? { near } : {}) })),
      ];
    }
    case 'scale':
      return [
        question.steps.map(({ value, words }) =>
          words === null
            ? inWords('step', { value })
            : inWords('step-means', { value, words: baseText(words) }),
        ),
      ];
    case 'free-text':
      return [];
  }
}

const inHtml = (html: string): Name => ({ html, words: null });
const inWords = (key: string, params: Message['params'] = {}): Name => ({
  html: null,
  words: message(key, params),
});
const message = (key: string, params: Message['params'] = {}): Message => ({
  code: `facilitation.answer.${key}`,
  params,
});
const markOf = (mark: 'right' | 'partly' | 'wrong') => (mark === 'wrong' ? null : mark);

/** Tables of one question: one row for each heap that has a name; at the end who was not sure yet, and who passed. */
export function tablesOf(asked: AskedQuestion, counts: ShownCounts, html: Html): Table[] {
  const { question } = asked;
  // Nothing but how many wrote.
  if (question.kind === 'free-text') return [];
  const rowOf = (name: Name, at: HeapRef): Row => {
    const count = counts.parts[at.part]![at.place]!;
    return { mark: null, ...name, ...shared(count, counts.n), belief: beliefAt(asked, at) };
  };
  const parts = namesOf(question, html, counts.isLastMixed).map((names, part) =>
    names.map((name, place) => rowOf(name, { part, place })),
  );
  const tables: Table[] =
    question.kind === 'fill-in' && parts.length > 1
      ? parts.map((rows, part) => ({ blank: part + 1, rows }))
      : [{ blank: null, rows: parts.flat() }];
  const last = tables.at(-1)!;
  return [...tables.slice(0, -1), { ...last, rows: [...last.rows, ...unanswered(question, counts)] }];
}

function unanswered({ care }: Question, { n, unknown, skipped }: ShownCounts): Row[] {
  const row = (key: string, count: Shown): Row => ({
    ...inWords(key),
    mark: null,
    ...shared(count, n),
    belief: null,
  });
  const mayPass = (care?.level ?? 0) > 0 || skipped !== 0;
  return [row('unknown', unknown), ...(mayPass ? [row('skipped', skipped)] : [])];
}

export function shared(count: Shown, n: number): Pick<Row, 'count' | 'share'> {
  return { count, share: count === null ? null : Math.round((100 * count) / n) };
}

/** What may stand behind a wrong answer. */
export function beliefAt({ question, edition }: AskedQuestion, { part, place }: HeapRef): Belief | null {
  return beliefOf(edition, misconceptionOf(question, { part, place }));
}

export function beliefOf(
  { shared: { misconceptions } }: Edition,
  misconception: string | null,
): Belief | null {
  return misconceptions.find(({ id }) => id === misconception) ?? null;
}

function misconceptionOf(question: Question, { part, place }: HeapRef): string | null {
  switch (question.kind) {
    case 'choose-one':
      return question.choices[place]!.misconception;
    case 'choose-many':
      return question.choices[part]!.misconception;
    case 'true-false':
      return place === (question.answer ? 1 : 0) ? question.misconception : null;
    case 'fill-in':
      return question.alsoWrong[place - 1]?.misconception ?? null;
    default:
      return null;
  }
}
