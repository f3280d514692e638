import { care } from './care-schema.js';
import type { Read } from './shape.js';
import { byDefault, optional, required, scoredOnly } from './shape.js';
import {
  bool,
  choice,
  decimal,
  id,
  idOf,
  label,
  lessonPlace,
  list,
  misconception,
  note,
  object,
  pairs,
  tagged,
  text,
  whole,
} from './shapes.js';

const common = {
  ask: required(text),
  easy: optional(text),
  hint: optional(text),
  'hint-easy': optional(text),
  'back-to': optional(lessonPlace),
  feedback: optional(text),
  'feedback-easy': optional(text),
  pool: optional(idOf('pool')),
  meets: byDefault(list(idOf('objective')), []),
  care: optional(care),
  required: byDefault(bool, true),
};

const choiceFields = {
  feedback: optional(text),
  easy: optional(text),
  'feedback-easy': optional(text),
  misconception: optional(misconception),
};

/** The answer stands where the eye is: the marks of Japanese teachers are the keys. */
const markedChoice = tagged(
  'choice',
  {
    '○': { value: text, fields: choiceFields },
    '△': { value: text, fields: { ...choiceFields, score: scoredOnly(decimal(0, 1)) } },
    '×': { value: text, fields: choiceFields },
  },
  { 〇: '○', '◯': '○', o: '○', O: '○', '▲': '△', '✕': '×', '✖': '×', '✗': '×', x: '×', X: '×' },
);

const choose = { ...common, choices: required(list(markedChoice, 2)), partial: byDefault(bool, false) };

const pair = pairs(label, text, { exactly: 1 });

export const question = tagged('question', {
  'choose-one': { value: id, fields: choose },
  'choose-many': { value: id, fields: choose },
  'true-false': {
    value: id,
    fields: {
      ...common,
      answer: required(choice('○', '×')),
      feedback: required(text),
      misconception: optional(misconception),
    },
  },
  'put-in-order': { value: id, fields: { ...common, items: required(list(text, 2)) } },
  match: {
    value: id,
    fields: { ...common, pairs: required(list(pair, 2)), extra: byDefault(list(text), []) },
  },
  'fill-in': {
    value: id,
    fields: {
      ...common,
      'also-wrong': byDefault(
        list(
          object('also-wrong', {
            text: required(note),
            misconception: optional(misconception),
            feedback: optional(text),
            'feedback-easy': optional(text),
          }),
        ),
        [],
      ),
    },
  },
  number: {
    value: id,
    fields: {
      ...common,
      answer: required(decimal(-1e9, 1e9)),
      tolerance: byDefault(decimal(0, 1e9), 0),
      unit: optional(label),
    },
  },
  scale: {
    value: id,
    fields: { ...common, from: required(pairs(whole(0, 100), label, { mayBeEmpty: true })) },
  },
  'free-text': { value: id, fields: { ...common, lines: byDefault(whole(1, 40), 4) } },
});

export type QuestionContent = Read<typeof question>;
export type ChoiceContent = Read<typeof markedChoice>;
