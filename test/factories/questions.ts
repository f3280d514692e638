import type {
  FillInQuestion,
  FreeTextQuestion,
  MatchQuestion,
  NumberQuestion,
  OrderQuestion,
  Question,
  QuestionKind,
  ScaleQuestion,
  TrueFalseQuestion,
} from '../../src/curriculum/question.js';
import type { Rendered } from '../../src/curriculum/rendered.js';
import { aQuestion } from './course.js';

/** Words in a line, as a curriculum has them in questions. */
export function inline(text: string): Rendered {
  return { source: text, ruby: text, base: text };
}

/** One question of every kind, about things that stand nowhere else on a page. */
function base(id: string) {
  const { kind: _, choices: __, partial: ___, ...question } = aQuestion(id, { ask: inline(`問い ${id}`) });
  return { ...question, feedback: inline(`${id}の説明`) };
}

export function aTrueFalse(id: string, more: Partial<TrueFalseQuestion> = {}): TrueFalseQuestion {
  return {
    ...base(id),
    kind: 'true-false',
    answer: true,
    misconception: null,
    feedback: inline(`${id}の説明`),
    ...more,
  };
}

export function anOrder(id: string, more: Partial<OrderQuestion> = {}): OrderQuestion {
  return {
    ...base(id),
    kind: 'put-in-order',
    items: ['うれしい', 'むずかしい', 'いつなら'].map(inline),
    ...more,
  };
}

export function aMatch(id: string, more: Partial<MatchQuestion> = {}): MatchQuestion {
  const pairs = [
    ['朝', 'おはよう'],
    ['夜', 'こんばんは'],
    ['夜おそく', 'こんばんは'],
  ].map(([left, right]) => ({ left: inline(left!), right: inline(right!) }));
  return { ...base(id), kind: 'match', pairs, extra: [inline('さようなら')], ...more };
}

export function aFillIn(id: string, more: Partial<FillInQuestion> = {}): FillInQuestion {
  return {
    ...base(id),
    kind: 'fill-in',
    ask: inline('まず＿＿＿＿、次に＿＿＿＿。'),
    parts: [
      { words: inline('まず') },
      { accepts: ['聴く', 'キク'] },
      { words: inline('、次に') },
      { accepts: ['WRAP'] },
      { words: inline('。') },
    ],
    alsoWrong: [{ text: 'ナオシテアゲル', misconception: 'M02', feedback: inline('なおすのは、本人です。') }],
    ...more,
  };
}

export function aNumber(id: string, more: Partial<NumberQuestion> = {}): NumberQuestion {
  return { ...base(id), kind: 'number', answer: 1200, tolerance: 50, unit: '人', ...more };
}

export function aScale(id: string, more: Partial<ScaleQuestion> = {}): ScaleQuestion {
  const steps = [0, 1, 2].map((value) => ({
    value,
    words: value === 0 ? 'まったくない' : value === 2 ? '{強|つよ}い' : null,
  }));
  return { ...base(id), kind: 'scale', steps, ...more };
}

export function aFreeText(id: string, more: Partial<FreeTextQuestion> = {}): FreeTextQuestion {
  return { ...base(id), kind: 'free-text', lines: 6, ...more };
}

/** A choose-one or choose-many whose first choice is right. */
export function aChoice(id: string, kind: 'choose-one' | 'choose-many' = 'choose-one') {
  const { choices, ...question } = aQuestion(id, { kind, ask: inline(`問い ${id}`) });
  const texts = ['待つ', '話す', 'ほめる'];
  return {
    ...question,
    choices: texts.map((text, place) => ({
      ...choices[Math.min(place, 1)]!,
      text: inline(text),
      feedback: inline(`「${text}」の説明`),
    })),
  };
}

export function oneOfEach(): Question[] {
  return [
    aChoice('one'),
    aChoice('many', 'choose-many'),
    aTrueFalse('maru'),
    anOrder('jun'),
    aMatch('kumi'),
    aFillIn('ana'),
    aNumber('kazu'),
    aScale('mori'),
    aFreeText('bun'),
  ];
}

/** What an answer form carries, and what it comes to. */
export interface AnswerCase {
  readonly form: { readonly answer?: string | readonly string[]; readonly part?: readonly string[] };
  readonly result: 'right' | 'again' | 'noted' | 'unknown';
}

/** Options as they stand on the page of an attempt. */
type Order = readonly number[];
const shown = (order: Order, place: number) => String(order.indexOf(place));

/** A right and a wrong form for each kind; both noted where nothing is right or wrong. */
export function formsOf(
  question: Question,
  order: Order,
): { right: AnswerCase['form']; wrong: AnswerCase['form'] } {
  switch (question.kind) {
    case 'choose-one':
    case 'choose-many':
      return { right: { answer: [shown(order, 0)] }, wrong: { answer: [shown(order, 1)] } };
    case 'true-false':
      return { right: { answer: '0' }, wrong: { answer: '1' } };
    case 'put-in-order':
      return {
        right: { part: order.map((place) => String(place + 1)) },
        wrong: { part: order.map((place) => String(order.length - place)) },
      };
    case 'match':
      return {
        right: { part: [0, 1, 1].map((place) => shown(order, place)) },
        wrong: { part: [2, 1, 0].map((place) => shown(order, place)) },
      };
    case 'fill-in':
      return { right: { part: [' きく。', 'ｗｒａｐ'] }, wrong: { part: ['なおしてあげる', '何か'] } };
    case 'number':
      return { right: { part: ['１，２３０人'] }, wrong: { part: ['12'] } };
    case 'scale':
      return { right: { answer: '2' }, wrong: { answer: '0' } };
    case 'free-text':
      return { right: { part: ['  言葉にする\n二行目  '] }, wrong: { part: ['ほかの言葉'] } };
  }
}

export const UNJUDGED: readonly QuestionKind[] = ['scale', 'free-text'];
