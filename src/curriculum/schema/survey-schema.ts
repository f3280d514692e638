import { care } from './care-schema.js';
import { format } from './module-schema.js';
import type { Read } from './shape.js';
import { byDefault, optional, required } from './shape.js';
import {
  bool,
  choice,
  id,
  idOf,
  label,
  list,
  note,
  object,
  pairs,
  prose,
  tagged,
  text,
  token,
  whole,
} from './shapes.js';

const common = {
  ask: required(text),
  easy: optional(text),
  hint: optional(text),
  if: byDefault(pairs(idOf('question'), list(label, 1)), []),
  care: optional(care),
  page: optional(whole(1, 100)),
};
const options = required(list(label, 2));

/** The steps of a scale, and words for those who cannot say. */
const scaleKey = token('scale-key', /^(?:\d{1,3}|none)$/);
const scale = pairs(scaleKey, label, { mayBeEmpty: true });

const surveyQuestion = tagged('survey-question', {
  'choose-one': { value: id, fields: { ...common, options, other: byDefault(bool, false) } },
  'choose-many': {
    value: id,
    fields: { ...common, options, other: byDefault(bool, false), 'at-most': optional(whole(1, 100)) },
  },
  scale: {
    value: id,
    fields: { ...common, from: required(pairs(whole(0, 100), label, { mayBeEmpty: true })) },
  },
  number: { value: id, fields: { ...common, unit: optional(label) } },
  'free-text': { value: id, fields: { ...common, lines: byDefault(whole(1, 40), 4) } },
  grid: {
    value: id,
    fields: { ...common, rows: required(pairs(id, label)), scales: required(pairs(id, scale)) },
  },
});

export const surveyFile = object('survey-file', {
  format,
  survey: required(id),
  title: required(label),
  audience: required(note),
  intro: required(prose),
  anonymous: byDefault(bool, true),
  pair: byDefault(choice('none', 'person-held-code'), 'none'),
  served: byDefault(bool, false),
  questions: required(list(surveyQuestion, 1)),
});

export type SurveyContent = Read<typeof surveyFile>;
