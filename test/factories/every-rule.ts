import type { CompletionRule, Edition } from '../../src/curriculum/edition.js';
import {
  aBlock,
  aCourse,
  aLesson,
  aModule,
  aQuestion,
  aQuiz,
  aReflection,
  aSession,
  aWorksheet,
  words,
} from './course.js';
import { aDialogue } from './dialogue.js';

const at = (step: string) => ({ module: 'b', step });

/** One rule of each kind that the format has. */
export const EVERY_RULE: readonly CompletionRule[] = [
  { kind: 'modules', count: 'all' },
  { kind: 'modules', count: 2 },
  { kind: 'dialogues', steps: [at('hanasu')] },
  { kind: 'quizzes', steps: [at('toi')] },
  { kind: 'worksheets', steps: [at('kaku')] },
  { kind: 'hand-in', step: at('omou') },
  { kind: 'sessions', count: 2 },
  { kind: 'hours', hours: 6 },
  { kind: 'sign-off', by: 'facilitator' },
  { kind: 'score', percent: 80 },
  {
    kind: 'any',
    rules: [
      { kind: 'sign-off', by: 'facilitator' },
      { kind: 'dialogues', steps: [at('hanasu')] },
    ],
  },
  {
    kind: 'at-least',
    count: 2,
    rules: [
      { kind: 'sessions', count: 1 },
      { kind: 'worksheets', steps: [at('kaku')] },
      { kind: 'modules', count: 1 },
    ],
  },
];

/** A track with something for every rule of completion, of which it asks for these. */
export function aRuledCourse(id: string, complete: readonly CompletionRule[]): Edition {
  return aCourse({
    id,
    title: 'すべての条件の講座',
    scored: true,
    complete,
    modules: [
      aModule('a', [aLesson('yomu', { title: '読むこと' })], { title: '課のひとつめ' }),
      aModule(
        'b',
        [
          aQuiz('toi', [aQuestion('q1'), aQuestion('q2')], { title: '問うこと' }),
          aDialogue({ id: 'hanasu', title: '話すこと', shuffle: false }),
          aWorksheet('kaku', [aBlock('書くこと')], { title: '書くこと' }),
          aReflection('omou', { title: '思うこと', share: 'hand-in' }),
        ],
        { title: '課のふたつめ' },
      ),
      aModule(
        'c',
        [
          aSession('kai-1', 3, { title: '集まり一', makeUp: [{ text: words('30分話す') }] }),
          aSession('kai-2', 3, { title: '集まり二' }),
        ],
        { title: '課のみっつめ', required: false },
      ),
    ],
  });
}
