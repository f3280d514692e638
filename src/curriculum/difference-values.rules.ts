import type { Change } from './change.js';
import type { DifferenceNode } from './difference-nodes.rules.js';
import { NO_VALUE } from './difference.js';
import type { DifferenceValue } from './difference.js';
import type { Edition, ModuleModel, TrackModel } from './edition.js';
import type { Question } from './question.js';
import { shown } from './sentence-diff.rules.js';
import type { QuizStep, StepModel } from './step.js';

interface Values {
  readonly before: DifferenceValue;
  readonly after: DifferenceValue;
}

type Reader = (node: object, edition: Edition) => DifferenceValue;

export const inWords = (words: string): DifferenceValue =>
  words === '' ? NO_VALUE : { kind: 'words', words };
export const inNumber = (number: number | null): DifferenceValue =>
  number === null ? NO_VALUE : { kind: 'number', number };
export const inKey = (key: string | null): DifferenceValue =>
  key === null ? NO_VALUE : { kind: 'key', key };
const yesOrNo = (value: boolean) => inKey(value ? 'yes' : 'no');

/** What stood there before and what stands there now, for the changes that are better told with it. */
export function valuesOf(
  { what, place }: Change,
  { before, after }: Pick<DifferenceNode, 'before' | 'after'>,
  { old, now }: { readonly old: Edition; readonly now: Edition },
): Values {
  if (what === 'objective-removed') {
    const id = place.split('@')[1];
    const found = (before as ModuleModel | null)?.objectives.find((objective) => objective.id === id);
    return { before: inWords(shown(found?.text ?? id ?? '')), after: NO_VALUE };
  }
  const read = READERS[what];
  if (!read) return { before: NO_VALUE, after: NO_VALUE };
  return {
    before: before ? read(before, old) : NO_VALUE,
    after: after ? read(after, now) : NO_VALUE,
  };
}

const quiz =
  (read: (step: QuizStep) => DifferenceValue): Reader =>
  (node) =>
    read(node as QuizStep);
const track =
  (read: (model: TrackModel) => DifferenceValue): Reader =>
  (node) =>
    read(node as TrackModel);

const READERS: Readonly<Record<string, Reader | undefined>> = {
  'answer-changed': (node) => inWords(rightAnswer(node as Question)),
  'required-changed': (node) => yesOrNo((node as { required: boolean }).required),
  'care-lowered': careOf,
  'care-raised': careOf,
  'kind-changed': (node) => inKey((node as { kind?: string }).kind ?? null),
  'pass-changed': (node) => {
    const step = node as StepModel;
    return inNumber(step.kind === 'quiz' ? step.passPercent : step.kind === 'dialogue' ? step.pass : null);
  },
  'draw-changed': quiz(({ draw, pools }) =>
    pools.length > 0
      ? inNumber(pools.reduce((sum, pool) => sum + pool.draw, 0))
      : draw === null
        ? inKey('all')
        : inNumber(draw),
  ),
  'keep-changed': quiz(({ keep }) => inKey(keep)),
  'attempts-lowered': quiz(({ attempts }) => (attempts === null ? inKey('no-limit') : inNumber(attempts))),
  'attempts-raised': quiz(({ attempts }) => (attempts === null ? inKey('no-limit') : inNumber(attempts))),
  'wait-raised': quiz(({ waitHours }) => inNumber(waitHours)),
  'wait-lowered': quiz(({ waitHours }) => inNumber(waitHours)),
  'show-answers-changed': quiz(({ showAnswers }) => inKey(showAnswers)),
  'pool-changed': (node) => inWords((node as Question).pool ?? ''),
  'hours-changed': (node) => inNumber((node as { hours: number }).hours),
  'share-changed': (node) => inKey((node as { share: string }).share),
  'code-changed': track(({ code }) => inWords(code)),
  'scored-changed': track(({ scored }) => yesOrNo(scored)),
  'trial-changed': (node, edition) => {
    const { trial } = node as TrackModel;
    const module = edition.modules.find(({ id }) => id === trial?.module);
    const step = module?.steps.find(({ id }) => id === trial?.step);
    return inWords(trial === null ? '' : shown(step?.title ?? module?.title ?? trial.module));
  },
  'requires-changed': (node, edition) => {
    const titleOf = (id: string) => edition.modules.find((module) => module.id === id)?.title ?? id;
    const { requires } = node as { requires: readonly string[] };
    return inWords(requires.map((id) => shown('steps' in node ? titleOf(id) : id)).join('、'));
  },
};

function careOf(node: object): DifferenceValue {
  return inNumber((node as { care: { level: number } | null }).care?.level ?? 0);
}

/** The right answer in words, as a person would say it. */
function rightAnswer(question: Question): string {
  switch (question.kind) {
    case 'choose-one':
    case 'choose-many':
      return joined(
        question.choices.flatMap(({ mark, text }) =>
          mark === 'wrong' ? [] : `${mark === 'right' ? '○' : '△'} ${shown(text.source)}`,
        ),
      );
    case 'true-false':
      return question.answer ? '○' : '×';
    case 'put-in-order':
      return question.items.map(({ source }) => shown(source)).join(' → ');
    case 'match':
      return joined(
        question.pairs.map(({ left, right }) => `${shown(left.source)} – ${shown(right.source)}`),
      );
    case 'fill-in':
      return joined(question.parts.flatMap((part) => ('accepts' in part ? part.accepts.join('｜') : [])));
    case 'number':
      return `${question.answer}${question.tolerance > 0 ? ` ±${question.tolerance}` : ''}${question.unit ?? ''}`;
    case 'scale':
      return `${question.steps[0]?.value ?? ''}–${question.steps.at(-1)?.value ?? ''}`;
    case 'free-text':
      return '';
  }
}

function joined(answers: readonly string[]): string {
  return shown(answers.join('／'), LONGEST_ANSWER);
}

const LONGEST_ANSWER = 300;
