import {
  aCourse,
  aLesson,
  aModule,
  aQuestion,
  aQuiz,
  aSession,
  aStep,
  words,
} from '../../test/factories/course.js';
import { classifyChange } from './change.rules.js';
import type { ChangeClass } from './change.js';
import type { Edition, ModuleModel, TrackModel } from './edition.js';
import { placesOf } from './published-place.rules.js';
import type { ChooseQuestion, Question } from './question.js';
import type { Care } from './care.js';
import type { DialogueStep, QuizStep } from './step.js';

const scene = (id: string, next: DialogueStep['scenes'][number]['next']) => ({
  id,
  says: [{ speaker: null, text: words('。') }],
  easy: null,
  care: null,
  next,
});
const reply = (go: string) => ({
  say: words('はい'),
  easy: null,
  go,
  feedback: null,
  misconception: null,
  effect: { connection: 0, burden: 0, choice: 0 },
  when: null,
  score: 0,
});
const end = (id: string) =>
  scene(id, { kind: 'end', end: 'good', closing: words('おわり'), mend: null, ask: null });
const hanashi: DialogueStep = {
  ...(aStep('dialogue', 'hanashi') as DialogueStep),
  people: [],
  start: 'a',
  shuffle: true,
  opening: null,
  pass: null,
  scenes: [scene('a', { kind: 'you', replies: [reply('b')] }), end('b'), end('c')],
};

const toi = aQuiz('toi', [aQuestion('q1'), aQuestion('q2', { pool: 'x' })], {
  pools: [{ id: 'x', draw: 1 }],
  attempts: 3,
});
const care = (level: 0 | 1 | 2): Care => ({
  level,
  topics: [],
  where: null,
  instead: null,
  insteadEasy: null,
});
const before = aCourse({
  modules: [
    aModule('m', [aLesson('yomu'), toi, hanashi, aSession('kai', 3)], {
      objectives: [{ id: 'o', text: 'わかる' }],
      care: care(1),
    }),
    aModule('n', [aLesson('yomu')]),
  ],
});

const inTrack = (patch: Partial<TrackModel>): Edition => ({
  ...before,
  track: { ...before.track, ...patch },
});
const inModule = (patch: Partial<ModuleModel>): Edition => ({
  ...before,
  modules: [{ ...before.modules[0]!, ...patch }, before.modules[1]!],
});
const steps = before.modules[0]!.steps;
const inStep = (id: string, patch: object) =>
  inModule({ steps: steps.map((step) => (step.id === id ? { ...step, ...patch } : step)) });
const inQuiz = (patch: Partial<QuizStep>) => inStep('toi', patch);
const inQuestion = (patch: Partial<ChooseQuestion>) =>
  inQuiz({ questions: [{ ...toi.questions[0]!, ...patch } as Question, toi.questions[1]!] });
const choices = (toi.questions[0] as ChooseQuestion).choices;
const inDialogue = (scenes: DialogueStep['scenes']) => inStep('hanashi', { scenes });
const scenes = hanashi.scenes;

describe('classifyChange', () => {
  it.each<[ChangeClass, string, Edition]>([
    ['editorial', 'nothing', before],
    ['editorial', 'the words of a lesson', inStep('yomu', { body: { lead: words('ほか'), sections: [] } })],
    ['editorial', 'who reviewed it', inTrack({ reviewed: [{ by: '監修者', on: '2026-11-01' }] })],
    ['editorial', 'the author’s label', inTrack({ edition: '第2版' })],
    ['editorial', 'sources', inModule({ sources: ['s1'] })],
    ['editorial', 'an easy version', inStep('yomu', { easy: { lead: words('やさしい'), sections: [] } })],
    [
      'editorial',
      'the wording of a right answer',
      inQuestion({ choices: [{ ...choices[0]!, text: words('正') }, choices[1]!] }),
    ],
    ['editorial', 'the order of choices', inQuestion({ choices: [...choices].reverse() })],
    ['editorial', 'feedback', inQuestion({ feedback: words('よく読めました') })],
    [
      'compatible',
      'a question added to a pool',
      inQuiz({ questions: [...toi.questions, aQuestion('q3', { pool: 'x' })] }),
    ],
    [
      'compatible',
      'an optional question added',
      inQuiz({ questions: [...toi.questions, aQuestion('q3', { required: false })] }),
    ],
    [
      'compatible',
      'an optional step added',
      inModule({ steps: [...steps, aLesson('omake', { required: false })] }),
    ],
    [
      'compatible',
      'an optional module added',
      { ...before, modules: [...before.modules, aModule('o', [], { required: false })] },
    ],
    ['compatible', 'modules in another order', { ...before, modules: [...before.modules].reverse() }],
    [
      'compatible',
      'a scene and a way to it',
      inDialogue([
        { ...scenes[0]!, next: { kind: 'you', replies: [reply('b'), reply('d')] } },
        ...scenes.slice(1),
        end('d'),
      ]),
    ],
    ['compatible', 'more attempts', inQuiz({ attempts: null })],
    ['compatible', 'a higher care level', inModule({ care: care(2) })],
    ['compatible', 'another trial', inTrack({ trial: { module: 'm', step: 'yomu' } })],
    [
      'consequential',
      'a right answer turned wrong',
      inQuestion({
        choices: [
          { ...choices[0]!, mark: 'wrong', score: 0 },
          { ...choices[1]!, mark: 'right', score: 1 },
        ],
      }),
    ],
    [
      'consequential',
      'one more choice',
      inQuestion({ choices: [...choices, { ...choices[1]!, text: words('ほか') }] }),
    ],
    ['consequential', 'the pass mark', inQuiz({ passPercent: 90 })],
    ['consequential', 'fewer attempts', inQuiz({ attempts: 2 })],
    ['consequential', 'another draw', inQuiz({ pools: [{ id: 'x', draw: 2 }] })],
    [
      'consequential',
      'a question asked of everybody',
      inQuiz({ questions: [...toi.questions, aQuestion('q3')] }),
    ],
    ['consequential', 'a question taken out', inQuiz({ questions: toi.questions.slice(0, 1) })],
    ['consequential', 'a required step added', inModule({ steps: [...steps, aLesson('mata')] })],
    ['consequential', 'a step taken out', inModule({ steps: steps.slice(1) })],
    [
      'consequential',
      'a required module added',
      { ...before, modules: [...before.modules, aModule('o', [])] },
    ],
    ['consequential', 'a module taken out', { ...before, modules: before.modules.slice(0, 1) }],
    ['consequential', 'a scene taken out', inDialogue(scenes.slice(0, 2))],
    [
      'consequential',
      'a way closed',
      inDialogue([{ ...scenes[0]!, next: { kind: 'go', scene: 'c' } }, ...scenes.slice(1)]),
    ],
    ['consequential', 'what is required', inStep('yomu', { required: false })],
    ['consequential', 'the tracks required', inTrack({ requires: ['public'] })],
    ['consequential', 'the modules required', inModule({ requires: ['n'] })],
    ['consequential', 'the rules of completion', inTrack({ complete: [{ kind: 'modules', count: 1 }] })],
    ['consequential', 'a lower care level', inModule({ care: null })],
    ['consequential', 'an objective taken out', inModule({ objectives: [] })],
    ['consequential', 'modules bound to their order', inTrack({ order: 'in-order' })],
    ['consequential', 'the hours of a session', inStep('kai', { hours: 2 })],
    ['refused', 'another kind of step under an id', inStep('yomu', { kind: 'worksheet' })],
    [
      'refused',
      'another kind of question under an id',
      inQuiz({ questions: [{ ...aQuestion('q1'), kind: 'choose-many' }, toi.questions[1]!] }),
    ],
    [
      'refused',
      'another kind of step under a new name',
      inModule({ steps: [{ ...hanashi, id: 'yonda', formerly: ['yomu'] }, ...steps.slice(1)] }),
    ],
  ])('finds it %s to change %s', (expected, _what, after) => {
    expect(classifyChange(before, after, placesOf(before)).class).toBe(expected);
  });

  it('refuses an id that was taken out before', () => {
    const published = [...placesOf(before), { place: 'm/mukashi', kind: 'lesson' }];
    const after = inModule({ steps: [...steps, aLesson('mukashi', { required: false })] });
    expect(classifyChange(before, after, published).changes).toContainEqual({
      class: 'refused',
      what: 'id-revived',
      place: 'm/mukashi',
    });
  });

  it('asks to look again where a former name is no longer written down: what was done under it would be lost', () => {
    const named = (id: string, formerly: string[]) =>
      inModule({ steps: [{ ...aLesson(id), formerly }, ...steps.slice(1)] });
    const dropped = { class: 'consequential', what: 'formerly-dropped', place: 'm/yomu' };
    const changesTo = (after: Edition) => classifyChange(named('yomu', ['mukashi']), after, []).changes;
    expect(changesTo(named('yomu', []))).toEqual([dropped]);
    expect(changesTo(named('yonda', ['yomu']))).toEqual([{ ...dropped, place: 'm/yonda' }]);
    expect(changesTo(named('yonda', ['yomu', 'mukashi']))).toEqual([]);
    const ofModule = (formerly: string[]) => inModule({ formerly });
    expect(classifyChange(ofModule(['n']), ofModule([]), []).changes).toEqual([{ ...dropped, place: 'm' }]);
  });

  it('takes a step renamed by `formerly` for the same step', () => {
    const after = inModule({
      steps: [{ ...aLesson('yonda'), formerly: ['yomu'] }, ...steps.slice(1)],
    });
    expect(classifyChange(before, after, placesOf(before)).changes).toEqual([]);
  });
});
