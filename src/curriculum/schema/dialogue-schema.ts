import { care } from './care-schema.js';
import type { Read } from './shape.js';
import { byDefault, optional, required, scoredOnly } from './shape.js';
import {
  bool,
  choice,
  id,
  idOf,
  label,
  list,
  misconception,
  object,
  oneOrMore,
  pairs,
  tagged,
  text,
  textUpTo,
  threadCondition,
  whole,
} from './shapes.js';

const strength = byDefault(whole(-2, 2), 0);
const condition = { value: threadCondition, fields: {} };

const reply = object('reply', {
  say: required(text),
  easy: optional(text),
  go: required(idOf('scene')),
  feedback: optional(textUpTo(120)),
  'feedback-easy': optional(textUpTo(120)),
  misconception: optional(misconception),
  effect: optional(object('effect', { connection: strength, burden: strength, choice: strength })),
  when: optional(
    tagged('when', {
      seen: { value: idOf('scene'), fields: {} },
      connection: condition,
      burden: condition,
      choice: condition,
    }),
  ),
  score: scoredOnly(whole(-100, 100)),
});

/** `says: words` alone is the narrator; read as a list in any case. */
const says = oneOrMore(text, list(pairs(idOf('person'), text, { exactly: 1 }), 1));

const scene = object('scene', {
  says: required(says),
  easy: optional(text),
  care: optional(care),
  you: optional(list(reply, 1)),
  go: optional(idOf('scene')),
  end: optional(choice('good', 'fair', 'hard')),
  closing: optional(text),
  'closing-easy': optional(text),
  mend: optional(idOf('scene')),
  ask: optional(text),
  'ask-easy': optional(text),
});

export const dialogueFields = {
  people: byDefault(pairs(id, label), []),
  start: required(idOf('scene')),
  shuffle: byDefault(bool, true),
  opening: optional(text),
  pass: scoredOnly(whole(1, 1000)),
  scenes: required(pairs(id, scene)),
};

export type SceneContent = Read<typeof scene>;
export type ReplyContent = Read<typeof reply>;
