import { care } from './care-schema.js';
import { dialogueFields } from './dialogue-schema.js';
import { question } from './question-schema.js';
import type { Read } from './shape.js';
import { byDefault, optional, required, scoredOnly } from './shape.js';
import {
  bool,
  choice,
  decimal,
  hours,
  id,
  idOf,
  label,
  list,
  object,
  oneOrMore,
  pairs,
  percent,
  prose,
  stepRef,
  tagged,
  text,
  whole,
} from './shapes.js';

const common = {
  title: optional(label),
  formerly: byDefault(list(id), []),
  required: byDefault(bool, true),
  care: optional(care),
  exit: byDefault(bool, false),
  meets: byDefault(list(idOf('objective')), []),
  sources: byDefault(list(idOf('source')), []),
  'for-facilitators': optional(prose),
  easy: optional(prose),
};

const quiz = {
  ...common,
  intro: optional(text),
  questions: required(list(question, 1)),
  draw: optional(whole(1)),
  pools: byDefault(pairs(id, whole(1)), []),
  shuffle: byDefault(bool, true),
  'show-answers': optional(choice('after-answer', 'after-pass')),
  pass: scoredOnly(percent),
  attempts: scoredOnly(whole(1, 1000)),
  wait: scoredOnly(hours),
  keep: scoredOnly(choice('best', 'last')),
};

const block = object('block', {
  prompt: required(text),
  easy: optional(text),
  kind: byDefault(choice('lines', 'box', 'checklist', 'table', 'columns'), 'lines'),
  lines: byDefault(whole(1, 40), 4),
  items: byDefault(list(label), []),
  columns: byDefault(list(label), []),
});

export const step = tagged('step', {
  lesson: { value: id, fields: { ...common, body: required(prose) } },
  quiz: { value: id, fields: quiz },
  dialogue: { value: id, fields: { ...common, ...dialogueFields } },
  reflection: {
    value: id,
    fields: {
      ...common,
      ask: required(oneOrMore(text, list(text, 1))),
      share: byDefault(choice('never', 'offered', 'hand-in'), 'never'),
    },
  },
  worksheet: {
    value: id,
    fields: {
      ...common,
      intro: optional(text),
      blocks: required(list(block, 1)),
      'on-screen': byDefault(bool, true),
      pages: optional(whole(1, 20)),
    },
  },
  session: {
    value: id,
    fields: {
      ...common,
      hours: required(decimal(0.25, 100)),
      plan: optional(prose),
      place: byDefault(choice('in-person', 'online', 'either'), 'either'),
      'make-up': byDefault(
        list(tagged('make-up', { text: { value: text, fields: {} }, step: { value: stepRef, fields: {} } })),
        [],
      ),
      materials: byDefault(list(stepRef), []),
    },
  },
  survey: {
    value: id,
    fields: {
      ...common,
      use: required(idOf('survey')),
      when: byDefault(choice('before', 'after', 'later'), 'after'),
      retrospective: byDefault(bool, false),
    },
  },
});

export type StepContent = Read<typeof step>;
