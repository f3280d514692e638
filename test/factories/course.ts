import type { CompletionRule, Edition, ModuleModel, TrackModel } from '../../src/curriculum/edition.js';
import type { ChooseQuestion, Question } from '../../src/curriculum/question.js';
import type { Rendered } from '../../src/curriculum/rendered.js';
import type {
  LessonStep,
  QuizStep,
  ReflectionStep,
  SessionStep,
  StepBase,
  StepKind,
  StepModel,
  WorksheetBlock,
  WorksheetStep,
} from '../../src/curriculum/step.js';

/** Editions made by hand, for rules that need no file. */
export function words(text: string): Rendered {
  return { source: text, ruby: `<p>${text}</p>`, base: `<p>${text}</p>` };
}

export function aCourse({
  modules,
  complete = [{ kind: 'modules', count: 'all' }],
  ...track
}: { modules: readonly ModuleModel[]; complete?: readonly CompletionRule[] } & Partial<TrackModel>): Edition {
  return {
    hash: 'a'.repeat(64),
    track: {
      id: 'introductory',
      code: 'INT',
      title: '入門',
      about: null,
      easy: null,
      edition: '2026',
      audience: 'participants',
      access: 'account',
      trial: null,
      requires: [],
      order: 'free',
      scored: false,
      complete,
      certificate: null,
      after: null,
      reviewed: [],
      minutes: 60,
      ...track,
    },
    modules,
    shared: { sources: [], facts: [], terms: [], misconceptions: [] },
    images: [],
  };
}

export function aModule(
  id: string,
  steps: readonly StepModel[],
  more: Partial<ModuleModel> = {},
): ModuleModel {
  return {
    id,
    formerly: [],
    title: `課 ${id}`,
    short: `課 ${id}`,
    summary: null,
    summaryEasy: null,
    objectives: [],
    requires: [],
    required: true,
    care: null,
    exit: false,
    sources: [],
    practices: [],
    syllabus: [],
    forFacilitators: null,
    rest: null,
    checkIn: true,
    steps,
    minutes: 10,
    ...more,
  };
}

function base(id: string): StepBase {
  return {
    id,
    formerly: [],
    title: `題 ${id}`,
    required: true,
    care: null,
    exit: false,
    meets: [],
    sources: [],
    forFacilitators: null,
    minutes: 5,
  };
}

export function aLesson(id: string, more: Partial<LessonStep> = {}): LessonStep {
  const sections = [1, 2, 3].map((n) => ({ id: `s${n}`, heading: `節 ${n}`, html: words(`本文 ${n}`) }));
  return { ...base(id), kind: 'lesson', body: { lead: words('はじめに'), sections }, easy: null, ...more };
}

export function aReflection(id: string, more: Partial<ReflectionStep> = {}): ReflectionStep {
  return {
    ...base(id),
    kind: 'reflection',
    ask: [words(`問いかけ ${id}`)],
    easy: null,
    share: 'never',
    ...more,
  };
}

export function aQuiz(id: string, questions: readonly Question[], more: Partial<QuizStep> = {}): QuizStep {
  return {
    ...base(id),
    kind: 'quiz',
    intro: null,
    easy: null,
    questions,
    draw: null,
    pools: [],
    shuffle: true,
    showAnswers: 'after-answer',
    passPercent: null,
    attempts: null,
    waitHours: 0,
    keep: 'best',
    ...more,
  };
}

export function aQuestion(id: string, more: Partial<ChooseQuestion> = {}): ChooseQuestion {
  const choice = (mark: 'right' | 'wrong') => ({
    mark,
    text: words(mark),
    feedback: words(mark),
    easy: null,
    feedbackEasy: null,
    misconception: null,
    score: mark === 'right' ? 1 : 0,
  });
  return {
    kind: 'choose-one',
    id,
    revision: 'r1',
    ask: words(`問い ${id}`),
    easy: null,
    hint: null,
    backTo: null,
    feedback: null,
    pool: null,
    meets: [],
    care: null,
    required: true,
    choices: [choice('right'), choice('wrong')],
    partial: false,
    ...more,
  };
}

export function aBlock(prompt: string, more: Partial<WorksheetBlock> = {}): WorksheetBlock {
  const asked = { source: prompt, ruby: prompt, base: prompt };
  return { prompt: asked, kind: 'lines', lines: 4, items: [], columns: [], ...more };
}

export function aWorksheet(
  id: string,
  blocks: readonly WorksheetBlock[],
  more: Partial<WorksheetStep> = {},
): WorksheetStep {
  return {
    ...base(id),
    kind: 'worksheet',
    intro: null,
    easy: null,
    blocks,
    onScreen: true,
    pages: null,
    ...more,
  };
}

export function aSession(id: string, hours: number, more: Partial<SessionStep> = {}): SessionStep {
  return {
    ...base(id),
    kind: 'session',
    hours,
    plan: null,
    easy: null,
    place: 'either',
    makeUp: [],
    materials: [],
    ...more,
  };
}

/** A step of a kind whose contents do not matter here. */
export function aStep(kind: Exclude<StepKind, 'lesson' | 'quiz' | 'session'>, id: string): StepModel {
  return { ...base(id), kind } as StepModel;
}
