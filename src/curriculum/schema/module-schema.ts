import { care } from './care-schema.js';
import type { Read } from './shape.js';
import { byDefault, optional, required } from './shape.js';
import { bool, choice, id, idOf, label, list, object, pairs, practice, prose, text } from './shapes.js';
import { step } from './step-schema.js';

export const format = required(choice('1'));

export const moduleFile = object('module', {
  format,
  module: required(id),
  formerly: byDefault(list(id), []),
  title: required(label),
  short: optional(label),
  summary: optional(text),
  'summary-easy': optional(text),
  objectives: required(pairs(id, label)),
  requires: byDefault(list(idOf('module')), []),
  required: byDefault(bool, true),
  care: optional(care),
  exit: byDefault(bool, false),
  sources: required(list(idOf('source'))),
  practices: byDefault(list(practice), []),
  syllabus: byDefault(list(label), []),
  'for-facilitators': optional(prose),
  rest: optional(prose),
  'check-in': byDefault(bool, true),
  steps: required(list(step, 1)),
});

export type ModuleContent = Read<typeof moduleFile>;
