import type { Question } from '../curriculum/question.js';
import type { ShownCounts } from './shown-counts.rules.js';
import { heapsOf } from './sorted-answers.rules.js';

/** Up to so many percent right, a key that is wrong is the first thing to think of. */
const VERY_LOW = 20;
/** From so many percent "not sure yet" on, the lesson is worth another look. */
const MANY_UNSURE = 30;

/** What is worth a look. It speaks of the question, never of a person. */
export type Advice =
  | { readonly kind: 'key' | 'everyone' | 'unsure' }
  /** More people gave this wrong answer than the right one. */
  | { readonly kind: 'misconception'; readonly at: HeapRef };

/** Which heap of which thing to be answered. */
export interface HeapRef {
  readonly part: number;
  readonly place: number;
}

/** `index` is the discrimination index; only its sign is used. All else is read from what may be shown. */
export function adviceOn(question: Question, counts: ShownCounts, index: number | null): Advice[] {
  const { n, unknown, facility } = counts;
  const isUnsure = unknown !== null && unknown * 100 >= MANY_UNSURE * n;
  return [
    ...(index !== null && index < 0 && mostRight(question, counts) <= VERY_LOW
      ? [{ kind: 'key' } as const]
      : []),
    ...wrongsOf(question)
      .filter((at) => isBeforeRight(question, counts, at))
      .map((at) => ({ kind: 'misconception', at }) as const),
    ...(facility === 100 ? [{ kind: 'everyone' } as const] : []),
    ...(isUnsure ? [{ kind: 'unsure' } as const] : []),
  ];
}

/** Wrong answers that the author wrote down. */
function wrongsOf(question: Question): HeapRef[] {
  switch (question.kind) {
    case 'choose-one':
      return question.choices.flatMap(({ mark }, place) => (mark === 'wrong' ? [{ part: 0, place }] : []));
    case 'choose-many':
      return question.choices.flatMap(({ mark }, part) => (mark === 'wrong' ? [{ part, place: 0 }] : []));
    case 'true-false':
      return [{ part: 0, place: question.answer ? 1 : 0 }];
    case 'fill-in':
      return heapsOf(question).sizes.flatMap((_, part) =>
        question.alsoWrong.map((_, index) => ({ part, place: index + 1 })),
      );
    default:
      return [];
  }
}

function isBeforeRight(question: Question, counts: ShownCounts, at: HeapRef): boolean {
  const wrong = counts.parts[at.part]?.[at.place] ?? null;
  if (wrong === null) return false;
  const rights =
    question.kind === 'choose-many'
      ? question.choices.flatMap(({ mark }, part) => (mark === 'right' ? [{ part, place: 0 }] : []))
      : [...heapsOf(question).rights].map((place) => ({ part: at.part, place }));
  return rights.some((right) => mostOf(counts, right) < wrong);
}

/** In percent, the most that can be right for who reads what is shown. */
function mostRight(question: Question, counts: ShownCounts): number {
  const { rights } = heapsOf(question);
  if (counts.facility !== null || counts.parts.length !== 1 || rights.size === 0)
    return counts.facility ?? 100;
  const most = [...rights].map((place) => mostOf(counts, { part: 0, place }));
  return (100 * most.reduce((sum, value) => sum + value, 0)) / counts.n;
}

/** A count that is shown; of a hidden one the most that the others leave, each other hidden one being 1 at least. */
function mostOf({ n, parts, unknown, skipped, isLastMixed }: ShownCounts, { part, place }: HeapRef): number {
  const shown = parts[part]![place] ?? null;
  if (shown !== null) return shown;
  const all = isLastMixed ? parts[part]! : [...parts[part]!, unknown, skipped];
  const hidden = all.filter((cell) => cell === null).length;
  return n - all.reduce<number>((sum, cell) => sum + (cell ?? 0), 0) - (hidden - 1);
}
