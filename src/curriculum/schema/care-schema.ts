import { optional, byDefault, required } from './shape.js';
import { choice, label, list, object, prose } from './shapes.js';

/** A content note, allowed on a module, a step, a question and a scene. */
export const care = object('care', {
  level: required(choice('0', '1', '2')),
  topics: byDefault(list(label), []),
  where: optional(label),
  instead: optional(prose),
  'instead-easy': optional(prose),
});
