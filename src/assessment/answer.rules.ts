import type { Question } from '../curriculum/question.js';
import { readParts } from './answer-parts.rules.js';
import { NOTHING, SKIP, taken, UNKNOWN } from './given-answer.rules.js';
import type { GivenAnswer, Marked, Name } from './given-answer.rules.js';
import type { Asked } from './asked.js';

/** Whether a question is answered by marking options, not by filling in one control after another. */
export function isMarked({ kind }: Pick<Question, 'kind'>): boolean {
  return kind === 'choose-one' || kind === 'choose-many' || kind === 'true-false' || kind === 'scale';
}

/** The control where a fault of the whole answer is told. */
export function fieldOf(question: Question): 'answer' | 'part' {
  return isMarked(question) ? 'answer' : 'part';
}

/** Reads the form of one question: shown places become places in the curriculum's list. */
export function readAnswer(marked: Marked, asked: Asked, name: Name): GivenAnswer {
  const { question } = asked;
  if (marked.answer.includes(SKIP) && (question.care?.level ?? 0) > 0)
    return taken({ ...NOTHING, isSkipped: true });
  if (isMarked(question)) return readMarks(marked.answer, asked);
  if (marked.answer.some((value) => value !== UNKNOWN))
    return { ok: false, errors: [{ field: 'part', code: 'web.form.unreadable', params: {} }] };
  return readParts(marked, asked, name);
}

function readMarks(values: readonly string[], asked: Asked): GivenAnswer {
  const isMany = asked.question.kind === 'choose-many';
  const refused = (code: string): GivenAnswer => ({
    ok: false,
    errors: [{ field: 'answer', code, params: {} }],
  });
  const empty = isMany ? 'assessment.answer.empty-many' : 'assessment.answer.empty';
  if (values.length === 0) return refused(empty);
  if (values.includes(UNKNOWN))
    return values.length === 1 ? taken(NOTHING) : refused('assessment.answer.unknown-and-choice');
  const chosen = values.map((value) => (/^\d{1,3}$/.test(value) ? asked.order[Number(value)] : undefined));
  const known = chosen.filter((place) => place !== undefined);
  const isReadable =
    known.length === chosen.length && new Set(known).size === known.length && (isMany || known.length === 1);
  return isReadable
    ? taken({ chosen: known.sort((a, b) => a - b), texts: null, isSkipped: false })
    : refused(empty);
}
