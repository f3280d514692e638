import { format } from './module-schema.js';
import type { Read } from './shape.js';
import { byDefault, optional, required } from './shape.js';
import { bool, day, id, idOf, label, list, misconceptionKey, note, object, pairs, url } from './shapes.js';

const source = object('source', {
  title: required(label),
  by: optional(note),
  year: required(note),
  url: optional(url),
  note: optional(note),
});

const fact = object('fact', {
  text: required(label),
  easy: optional(label),
  value: optional(note),
  'as-of': required(note),
  source: required(idOf('source')),
  checked: required(day),
  hide: byDefault(bool, false),
});

const term = object('term', {
  word: required(note),
  reading: required(note),
  means: required(label),
  easy: optional(label),
});

const misconception = object('misconception', {
  is: required(note),
  reply: required(label),
  next: optional(note),
});

/** Each file of curricula/shared holds one or more of these lists. */
export const sharedFile = object('shared', {
  format,
  sources: byDefault(pairs(id, source), []),
  facts: byDefault(pairs(id, fact), []),
  terms: byDefault(pairs(id, term), []),
  misconceptions: byDefault(pairs(misconceptionKey, misconception), []),
  syllabus: byDefault(list(label), []),
});

export type SharedContent = Read<typeof sharedFile>;
