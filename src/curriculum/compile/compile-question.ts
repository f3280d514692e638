import { sha256 } from '../../shared/ids.js';
import { blanks } from '../checks/answers.js';
import { splitPlace } from '../checks/references.js';
import type { Choice, FillInQuestion, Question, QuestionBase } from '../question.js';
import type { Rendered } from '../rendered.js';
import type { ChoiceContent, QuestionContent } from '../schema/question-schema.js';
import { sectionsOf } from '../words/prose.js';
import { baseText } from '../words/ruby-signs.js';
import { canonicalJson } from './canonical.js';
import type { Renderer } from './renderer.js';

type Of<K extends QuestionContent['kind']> = QuestionContent & { kind: K };
/** Bodies of the lessons of the module, to find the section a question sends back to. */
export type Bodies = ReadonlyMap<string, string>;

export function compileQuestion(content: QuestionContent, render: Renderer, bodies: Bodies): Question {
  const base = compileBase(content, render, bodies);
  switch (content.kind) {
    case 'choose-one':
    case 'choose-many': {
      const choices = content.choices.map((choice) => compileChoice(choice, render));
      return { kind: content.kind, ...base, choices, partial: content.partial };
    }
    case 'true-false': {
      const { misconception } = content;
      const feedback = render.text(content.feedback);
      return { kind: content.kind, ...base, answer: content.answer === '○', feedback, misconception };
    }
    case 'put-in-order':
      return { kind: content.kind, ...base, items: content.items.map((item) => render.text(item)) };
    case 'match':
      return { kind: content.kind, ...base, ...compileMatch(content, render) };
    case 'fill-in':
      return compileFillIn(content, base, render);
    case 'number': {
      const { answer, tolerance, unit } = content;
      return { kind: content.kind, ...base, answer, tolerance, unit };
    }
    case 'scale':
      return { kind: content.kind, ...base, steps: compileScale(content) };
    case 'free-text':
      return { kind: content.kind, ...base, lines: content.lines };
  }
}

function compileBase(content: QuestionContent, render: Renderer, bodies: Bodies): QuestionBase {
  return {
    id: content.value,
    revision: sha256(baseText(canonicalJson(whatIsAsked(content)))),
    ask: render.text(content.kind === 'fill-in' ? content.ask.replace(blanks, LINE) : content.ask),
    easy: render.maybeText(content.easy?.replace(blanks, LINE) ?? null),
    hint: render.maybeText(content.hint),
    hintEasy: render.maybeText(content['hint-easy']),
    backTo: compileBackTo(content['back-to'], bodies),
    feedback: render.maybeText(content.feedback),
    feedbackEasy: render.maybeText(content['feedback-easy']),
    pool: content.pool,
    meets: content.meets,
    care: render.care(content.care),
    required: content.required,
  };
}

/** A blank to fill in, as a line: its answers must not reach the browser. */
const LINE = '＿＿＿＿';

/** What an answer was given to: explanations and readings may get better without making another question of it. */
function whatIsAsked(content: QuestionContent): unknown {
  const { kind, ask } = content;
  if (kind === 'choose-one' || kind === 'choose-many') {
    const choices = content.choices.map((choice) => [choice.kind, choice.value, scoreOf(choice)]);
    return [kind, ask, choices, content.partial];
  }
  if (kind === 'true-false') return [kind, ask, content.answer];
  if (kind === 'put-in-order') return [kind, ask, content.items];
  if (kind === 'match') return [kind, ask, content.pairs, content.extra];
  if (kind === 'number') return [kind, ask, content.answer, content.tolerance, content.unit];
  // Answers are kept by the place of what the author saw coming.
  if (kind === 'fill-in') return [kind, ask, content['also-wrong'].map(({ text }) => text)];
  return [kind, ask, kind === 'scale' ? content.from : null];
}

function compileBackTo(place: string | null, bodies: Bodies): QuestionBase['backTo'] {
  if (place === null) return null;
  const [step, heading] = splitPlace(place);
  const section =
    heading === null ? undefined : sectionsOf(bodies.get(step) ?? '').find((s) => s.words === heading);
  return { step, section: section?.id ?? null };
}

const marks = { '○': 'right', '△': 'partly', '×': 'wrong' } as const;
const HALF = 0.5;

function scoreOf(choice: ChoiceContent): number {
  if (choice.kind === '△') return choice.score ?? HALF;
  return choice.kind === '○' ? 1 : 0;
}

function compileChoice(choice: ChoiceContent, render: Renderer): Choice {
  return {
    mark: marks[choice.kind],
    text: render.text(choice.value),
    feedback: render.text(choice.feedback ?? ''),
    easy: render.maybeText(choice.easy),
    feedbackEasy: render.maybeText(choice['feedback-easy']),
    misconception: choice.misconception,
    score: scoreOf(choice),
  };
}

function compileMatch(content: Of<'match'>, render: Renderer) {
  return {
    pairs: content.pairs
      .flat()
      .map(({ key, value }) => ({ left: render.text(key), right: render.text(value) })),
    extra: content.extra.map((words) => render.text(words)),
  };
}

function compileFillIn(content: Of<'fill-in'>, base: QuestionBase, render: Renderer): FillInQuestion {
  const parts: ({ words: Rendered } | { accepts: string[] })[] = [];
  content.ask.split(blanks).forEach((piece, index) => {
    if (index % 2 === 1) parts.push({ accepts: piece.split('|').map((answer) => answer.trim()) });
    else if (piece !== '') parts.push({ words: render.text(piece) });
  });
  const alsoWrong = content['also-wrong'].map(({ text, misconception, feedback, ...more }) => ({
    text,
    misconception,
    feedback: render.maybeText(feedback),
    feedbackEasy: render.maybeText(more['feedback-easy']),
  }));
  return { kind: 'fill-in', ...base, parts, alsoWrong };
}

/** Every whole number from the lowest to the highest, with the words the author gave some of them. */
function compileScale(content: Of<'scale'>) {
  const words = new Map(content.from.map(({ key, value }) => [Number(key), value === '' ? null : value]));
  const values = [...words.keys()];
  const low = Math.min(...values, 0);
  const first = values.length > 0 ? Math.min(...values) : low;
  const last = values.length > 0 ? Math.max(...values) : low;
  return Array.from({ length: last - first + 1 }, (_, index) => ({
    value: first + index,
    words: words.get(first + index) ?? null,
  }));
}
