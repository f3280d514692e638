import type { Edition } from '../../src/curriculum/edition.js';
import type { Rendered } from '../../src/curriculum/rendered.js';
import type { TrueFalseQuestion } from '../../src/curriculum/question.js';
import {
  aBlock,
  aCourse,
  aLesson,
  aModule,
  aQuestion,
  aQuiz,
  aReflection,
  aWorksheet,
  words,
} from '../factories/course.js';

/** The page of its second module, which waits for the first. */
export const GATED = '/learn/machi/b';

export const townSheet = [
  aBlock('歩いてみたい所', { kind: 'box' }),
  aBlock('あるとよいもの', { kind: 'checklist', items: ['ベンチ', '水の飲める所'] }),
];

/** Two modules of which the second waits for the first, and a question of the kind that is not shipped yet. */
export function gatedCourse(): Edition {
  const { choices: _, partial: __, ...question } = aQuestion('q');
  const answer = { answer: true, feedback: words('説明です。'), misconception: null };
  const right: TrueFalseQuestion = { ...question, ...answer, kind: 'true-false' };
  const ask = line('町は、だれのものですか。');
  const hard = {
    level: 2 as const,
    topics: ['つらい話'],
    where: null,
    instead: words('要点です。'),
    insteadEasy: null,
  };
  const steps = [
    aLesson('yomu', { title: '町を歩く' }),
    aLesson('tsurai', { title: '町であったこと', care: hard }),
    aQuiz('toi', [{ ...right, ask }], { title: '確認の問い' }),
    aWorksheet('kaku', townSheet, { title: '歩いてみたい道' }),
    aWorksheet('kami', townSheet, {
      title: '町でつらかったこと',
      care: { ...hard, level: 1 },
      onScreen: false,
    }),
    aReflection('omoi', {
      title: '歩いて思うこと',
      share: 'offered',
      ask: [line('町を歩くと、何を思いますか。')],
    }),
  ];
  const modules = [
    aModule('a', steps, { title: '町のこと', short: '町' }),
    aModule('b', [aLesson('yomu')], { title: '町とわたし' }),
  ];
  return aCourse({ id: 'machi', code: 'MAC', title: '町の講座', order: 'in-order', modules });
}

/** Words without a paragraph of their own. */
function line(text: string): Rendered {
  return { source: text, ruby: text, base: text };
}
