import { randomInt, randomUUID } from 'node:crypto';
import { MOODS } from '../src/learning/check-in.entity.js';
import { secureRandom } from '../src/shared/secure-random.js';
import { shuffled } from '../src/shared/shuffled.js';
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
} from './factories/course.js';
import { aDialogue } from './factories/dialogue.js';
import { aFreeText, anOrder } from './factories/questions.js';

/** A form that was sent, as somebody outside the server remembers it. */
export interface Sent {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly fields: Readonly<Record<string, string | readonly string[]>>;
}

export type Answer = { readonly status: number; readonly location: string; readonly text: string };

const steps = [
  aLesson('yomu'),
  aQuiz('toi', [aQuestion('q1'), aQuestion('q2'), aQuestion('q3'), aFreeText('bun'), anOrder('jun')]),
  aTalk('hanasu'),
  aReflection('omou'),
  aWorksheet('sheet', [aBlock('今のきもち')]),
  aLesson('kaku'),
] as const;

export const course = aCourse({
  id: 'crash',
  code: 'CRA',
  title: '続けて学ぶ講座',
  certificate: { title: null, text: null, disclaimer: true, official: null },
  modules: [aModule('a', steps)],
});

export const STEPS = steps.length;
export const QUESTIONS = steps[1].questions.length;
/** Where the text of one's own stands among them. */
export const FREE_TEXT = 1 + steps[1].questions.findIndex(({ kind }) => kind === 'free-text');
export const REPLIES = 2;
/** The last of them goes with the press that ends the step: both are kept, or neither. */
export const THOUGHTS = 3;
export const SHEETS = 2;

const STEP = '/learn/crash/a';
const QUIZ = '/quiz/crash/a/toi';
const TALK = '/dialogue/crash/a/hanasu';

/** Two replies lead to the end, whichever they are; each stands on its page where it stands here. */
function aTalk(id: string) {
  const more = { easy: null, misconception: null, when: null, score: 0, feedback: null };
  const effect = { connection: 0, burden: 0, choice: 0 };
  const scene = (name: string) => ({ id: name, says: [], easy: null, care: null });
  const asks = (name: string, go: string) => ({
    ...scene(name),
    says: [{ speaker: null, text: words(`場面 ${name}`) }],
    next: {
      kind: 'you' as const,
      replies: ['聴く', '待つ'].map((say) => ({ ...more, effect, go, say: words(say) })),
    },
  });
  const end = { kind: 'end' as const, end: 'good' as const, closing: words('おわり'), mend: null, ask: null };
  const scenes = [asks('hajime', 'tsugi'), asks('tsugi', 'owari'), { ...scene('owari'), next: end }];
  return aDialogue({ id, start: 'hajime', shuffle: false, scenes });
}

function form(path: string, fields: Sent['fields'] = {}): Sent {
  return { method: 'POST', path, fields: { ...fields, _key: randomUUID() } };
}

const look = (path: string): Sent => ({ method: 'GET', path, fields: {} });

/** Words that nobody else writes. */
const marker = () => `しるし ${randomUUID()}`;

function memo(step: string, version: number): Sent {
  return form(`${STEP}/${step}/memo`, { memo: marker(), version: String(version) });
}

function freeText(): Sent {
  return form(`${QUIZ}/${FREE_TEXT}`, { part: marker() });
}

function* answerQuestions(): Generator<Sent, void, Answer> {
  yield form(`${QUIZ}/start`);
  for (let position = 1; position < FREE_TEXT; position++)
    yield form(`${QUIZ}/${position}`, { answer: ['0', '1', 'unknown'][randomInt(3)]! });
  yield freeText();
  yield form(`${QUIZ}/${QUESTIONS}`, { part: shuffled(['1', '2', '3'], secureRandom) });
  yield memo('yomu', 1);
  yield form(`${QUIZ}/1`, { answer: 'unknown' });
  yield freeText();
}

function* talk(): Generator<Sent, void, Answer> {
  yield form(`${TALK}/start`, { walk: '0' });
  for (let turn = 1; turn <= REPLIES; turn++)
    yield form(`${TALK}/${turn}`, { walk: '1', reply: String(randomInt(2)) });
}

function* reflect(): Generator<Sent, void, Answer> {
  for (let version = 0; version < THOUGHTS; version++) {
    const act = version === THOUGHTS - 1 ? 'go-on' : 'save';
    yield form('/reflection/crash/a/omou', { text: marker(), version: String(version), act });
  }
}

function* fillSheetIn(): Generator<Sent, void, Answer> {
  const { text } = yield look('/worksheet/crash/a/sheet');
  const [, sheet] = /name="sheet" value="([0-9a-f]+)"/.exec(text)!;
  for (let version = 0; version < SHEETS; version++) {
    const then = version === SHEETS - 1 ? 'done' : 'stay';
    const typed = { words: marker(), version: String(version) };
    yield form('/worksheet/crash/a/sheet/words', { ...typed, sheet: sheet!, then });
  }
}

/** Everything that a learner sends from the first form to the certificate. */
export function* live(): Generator<Sent, void, Answer> {
  yield form('/tracks/crash/enrolment');
  yield memo('yomu', 0);
  yield form(`${STEP}/yomu/done`);
  yield* answerQuestions();
  yield* talk();
  yield* reflect();
  yield* fillSheetIn();
  yield form(`${STEP}/kaku/done`);
  yield form('/check-ins/after/crash/a', { mood: MOODS[randomInt(MOODS.length)]! });
  const list = yield look('/certificates');
  const [ready] = /\/certificates\/ready\/[0-9a-f-]{36}/.exec(list.text)!;
  yield form(`${ready}/name`, { name: '青井 葵' });
  yield form(ready);
  for (let version = 0; version < 3; version++) yield memo('kaku', version);
}
