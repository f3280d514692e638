import type { StepContent } from '../schema/step-schema.js';
import type { LessonBody, StepBase, StepModel, StepRef, WorksheetBlock } from '../step.js';
import { compileDialogue } from './compile-dialogue.js';
import type { Bodies } from './compile-question.js';
import { compileQuestion } from './compile-question.js';
import { minutesOf, shownMinutes } from './minutes.js';
import type { Renderer } from './renderer.js';

export interface Around {
  readonly render: Renderer;
  readonly bodies: Bodies;
  /** The module asks for a quick exit on all its pages. */
  readonly exit: boolean;
  readonly scored: boolean;
}

type Of<K extends StepContent['kind']> = StepContent & { kind: K };

export function compileStep(content: StepContent, around: Around): StepModel {
  const { render } = around;
  const base = compileBase(content, around);
  const easy = render.maybeProse(content.kind === 'lesson' ? null : content.easy);
  switch (content.kind) {
    case 'lesson': {
      const body = render.body(content.body);
      const easyBody = content.easy === null ? null : inPlacesOf(body, render.body(content.easy));
      return { kind: content.kind, ...base, body, easy: easyBody };
    }
    case 'quiz':
      return { kind: content.kind, ...base, easy, ...compileQuiz(content, around) };
    case 'dialogue':
      return { kind: content.kind, ...base, easy, ...compileDialogue(content, render) };
    case 'reflection': {
      const ask = content.ask.map((words) => render.text(words));
      return { kind: content.kind, ...base, easy, ask, share: content.share };
    }
    case 'worksheet':
      return { kind: content.kind, ...base, easy, ...compileWorksheet(content, render) };
    case 'session':
      return { kind: content.kind, ...base, easy, ...compileSession(content, render) };
    case 'survey': {
      const { use, when, retrospective } = content;
      return { kind: content.kind, ...base, required: false, easy, use, when, retrospective };
    }
  }
}

/** The easy version says a heading in other words, and is still the place a question sends back to. */
function inPlacesOf(standard: LessonBody, easy: LessonBody): LessonBody {
  if (standard.sections.length !== easy.sections.length) return easy;
  const ids = standard.sections.map(({ id }) => id);
  return { ...easy, sections: easy.sections.map((section, index) => ({ ...section, id: ids[index]! })) };
}

function compileBase(content: StepContent, { render, exit }: Around): StepBase {
  return {
    id: content.value,
    formerly: content.formerly,
    title: content.title,
    required: content.required,
    care: render.care(content.care),
    exit: exit || content.exit,
    meets: content.meets,
    sources: content.sources,
    forFacilitators: render.maybeProse(content['for-facilitators']),
    minutes: shownMinutes(minutesOf(content)),
  };
}

function compileQuiz(content: Of<'quiz'>, { render, bodies, scored }: Around) {
  return {
    intro: render.maybeProse(content.intro),
    questions: content.questions.map((question) => compileQuestion(question, render, bodies)),
    draw: content.draw,
    pools: content.pools.map(({ key, value }) => ({ id: key, draw: value })),
    shuffle: content.shuffle,
    showAnswers: content['show-answers'] ?? (scored ? ('after-pass' as const) : ('after-answer' as const)),
    passPercent: content.pass,
    attempts: content.attempts,
    waitHours: content.wait ?? 0,
    keep: content.keep ?? ('best' as const),
  };
}

function compileWorksheet(content: Of<'worksheet'>, render: Renderer) {
  const blocks = content.blocks.map(({ prompt, easy, kind, lines, items, columns }): WorksheetBlock => ({
    prompt: render.text(prompt),
    easy: render.maybeText(easy),
    kind,
    lines,
    items,
    columns,
  }));
  return {
    intro: render.maybeProse(content.intro),
    blocks,
    onScreen: content['on-screen'],
    pages: content.pages,
  };
}

function compileSession(content: Of<'session'>, render: Renderer) {
  return {
    hours: content.hours,
    plan: render.maybeProse(content.plan),
    place: content.place,
    makeUp: content['make-up'].map((way) =>
      way.kind === 'text' ? { text: render.text(way.value) } : { step: toStepRef(way.value) },
    ),
    materials: content.materials.map(toStepRef),
  };
}

export function toStepRef(written: string): StepRef {
  const [module = '', step = ''] = written.split('/');
  return { module, step };
}
