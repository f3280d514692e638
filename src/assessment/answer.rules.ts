import type { Asked } from './quiz-view.js';

/** The value of "not sure yet", beside the places of the options. */
export const UNKNOWN = 'unknown';
/** The value of passing a question by its content note. */
export const SKIP = 'skip';

export type GivenAnswer =
  | { readonly ok: true; readonly chosen: readonly number[]; readonly isSkipped: boolean }
  /** A locale key. */
  | { readonly ok: false; readonly code: string };

/** Reads the marks of one question: shown places become places in the curriculum's list. */
export function readAnswer(values: readonly string[], asked: Asked): GivenAnswer {
  const isMany = asked.question.kind === 'choose-many';
  const empty = isMany ? 'assessment.answer.empty-many' : 'assessment.answer.empty';
  if (values.length === 0) return { ok: false, code: empty };
  if (values.includes(SKIP)) {
    const mayPass = (asked.question.care?.level ?? 0) > 0;
    return mayPass ? { ok: true, chosen: [], isSkipped: true } : { ok: false, code: empty };
  }
  if (values.includes(UNKNOWN))
    return values.length === 1
      ? { ok: true, chosen: [], isSkipped: false }
      : { ok: false, code: 'assessment.answer.unknown-and-choice' };
  const chosen = values.map((value) => (/^\d{1,3}$/.test(value) ? asked.order[Number(value)] : undefined));
  const known = chosen.filter((place) => place !== undefined);
  const isReadable =
    known.length === chosen.length && new Set(known).size === known.length && (isMany || known.length === 1);
  return isReadable
    ? { ok: true, chosen: known.sort((a, b) => a - b), isSkipped: false }
    : { ok: false, code: empty };
}
