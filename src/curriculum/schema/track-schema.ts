import { format } from './module-schema.js';
import type { Read, Shape } from './shape.js';
import { byDefault, optional, required } from './shape.js';
import {
  bool,
  choice,
  day,
  decimal,
  id,
  idOf,
  label,
  later,
  list,
  note,
  object,
  objectOr,
  percent,
  prose,
  stepRef,
  tagged,
  trackCode,
  whole,
  wholeOr,
} from './shapes.js';

type StepsRule = 'dialogues' | 'quizzes' | 'worksheets';
export type RuleContent =
  | { kind: 'modules'; value: number | 'all' }
  | { kind: StepsRule; value: string[] }
  | { kind: 'sessions'; value: number }
  | { kind: 'hours'; value: number }
  | { kind: 'score'; value: number }
  | { kind: 'hand-in'; value: string }
  | { kind: 'sign-off'; value: 'facilitator' }
  | { kind: 'any'; value: RuleContent[] }
  | { kind: 'at-least'; value: number; of: RuleContent[] };

const steps = { value: list(stepRef, 1), fields: {} };
const rules = later((): Shape<RuleContent[]> => list(rule, 1));

const rule = tagged('rule', {
  modules: { value: wholeOr('all'), fields: {} },
  dialogues: steps,
  quizzes: steps,
  worksheets: steps,
  sessions: { value: whole(1, 1000), fields: {} },
  hours: { value: decimal(0.25, 1000), fields: {} },
  'hand-in': { value: stepRef, fields: {} },
  'sign-off': { value: choice('facilitator'), fields: {} },
  score: { value: percent, fields: {} },
  any: { value: rules, fields: {} },
  'at-least': { value: whole(1, 1000), fields: { of: required(rules) } },
}) as Shape<RuleContent>;

const official = object('official', {
  programme: required(note),
  organiser: required(note),
  basis: required(note),
});

const certificate = objectOr('none', 'certificate', {
  title: optional(note),
  text: optional(note),
  disclaimer: byDefault(bool, true),
  yearly: byDefault(bool, false),
  'valid-years': optional(whole(1, 10)),
  official: optional(official),
});

export const trackFile = object('track', {
  format,
  track: required(id),
  code: required(trackCode),
  title: required(label),
  about: optional(prose),
  easy: optional(prose),
  edition: required(note),
  audience: required(choice('participants', 'supporters', 'everyone')),
  access: byDefault(choice('account', 'open'), 'account'),
  trial: optional(stepRef),
  requires: byDefault(list(idOf('track')), []),
  order: byDefault(choice('free', 'in-order'), 'free'),
  modules: required(list(idOf('module'), 1)),
  scored: byDefault(bool, false),
  complete: byDefault(list(rule, 1), [{ kind: 'modules', value: 'all' }]),
  certificate: byDefault(certificate, null),
  after: optional(prose),
  reviewed: byDefault(list(object('review', { by: required(note), on: required(day) })), []),
});

export type TrackContent = Read<typeof trackFile>;
