import type {
  FillInQuestion,
  MatchQuestion,
  NumberQuestion,
  OrderQuestion,
  Question,
} from '../curriculum/question.js';
import { NOTHING, taken, UNKNOWN } from './given-answer.rules.js';
import type { Fault, GivenAnswer, Marked, Name } from './given-answer.rules.js';
import type { Asked } from './asked.js';
import { ACCEPTED, blanksOf, OTHER, unitOf } from './scoring.rules.js';
import { comparable, isWithin, lengthOf, LONGEST, readNumber } from './typed.rules.js';

/** The id of a control among its likes: the first has the name of the field. */
export function partId(index: number): string {
  return index === 0 ? 'part' : `part-${index}`;
}

/** How many controls there are to fill in. */
export function partCount({ question, order }: Asked): number {
  if (question.kind === 'put-in-order') return order.length;
  if (question.kind === 'match') return question.pairs.length;
  return question.kind === 'fill-in' ? blanksOf(question).length : 1;
}

/** Reads what was placed or typed. "Not sure yet" goes over it, and what was typed so far is kept with it. */
export function readParts({ answer, part }: Marked, asked: Asked, name: Name): GivenAnswer {
  const { question } = asked;
  // A form that did not come from the page.
  if (part.length > partCount(asked))
    return refused([{ field: 'part', code: 'web.form.unreadable', params: {} }]);
  const isUnknown = answer.includes(UNKNOWN);
  const values = Array.from({ length: partCount(asked) }, (_, index) => part[index] ?? '');
  if (question.kind === 'put-in-order')
    return isUnknown ? unsure(null) : readOrder(values, { ...asked, question }, name);
  if (question.kind === 'match')
    return isUnknown ? unsure(null) : readMatch(values, { ...asked, question }, name);
  const tooLong = faultsOf(values, (text) => longerThan(text, mostOf(question)));
  if (tooLong.length > 0) return refused(tooLong);
  if (isUnknown) return unsure(values.some((text) => text.trim() !== '') ? values : null);
  if (question.kind === 'fill-in') return readBlanks(values, question);
  return question.kind === 'number' ? readTyped(values, question) : readText(values);
}

/** Characters that fit into one control. */
export function mostOf({ kind }: Pick<Question, 'kind'>): number {
  if (kind === 'fill-in') return LONGEST.blank;
  return kind === 'number' ? LONGEST.number : LONGEST.text;
}

function refused(errors: readonly Fault[]): GivenAnswer {
  return { ok: false, errors };
}

function unsure(texts: readonly string[] | null): GivenAnswer {
  return taken({ ...NOTHING, texts });
}

type Told = Omit<Fault, 'field'> | null;

function faultsOf(values: readonly string[], check: (value: string, index: number) => Told): Fault[] {
  return values.flatMap((value, index) => {
    const told = check(value, index);
    return told ? [{ field: partId(index), ...told }] : [];
  });
}

function longerThan(text: string, most: number): Told {
  return lengthOf(text) > most ? { code: 'assessment.answer.long', params: { most } } : null;
}

function readOrder(
  values: readonly string[],
  { question, order }: Asked & { question: OrderQuestion },
  name: Name,
): GivenAnswer {
  const places = values.map((value) => (/^[1-9]\d{0,2}$/.test(value) ? Number(value) : 0));
  const faults = faultsOf(values, (_, index): Told => {
    const place = places[index]!;
    const item = name(question.items[order[index]!]!);
    if (place < 1 || place > order.length) return { code: 'assessment.order.empty', params: { item } };
    return places.indexOf(place) === places.lastIndexOf(place)
      ? null
      : { code: 'assessment.order.twice', params: { item, place } };
  });
  if (faults.length > 0) return refused(faults);
  const chosen = places.map((_, index) => order[places.indexOf(index + 1)]!);
  return taken({ chosen, texts: null, isSkipped: false });
}

function readMatch(
  values: readonly string[],
  { question, order }: Asked & { question: MatchQuestion },
  name: Name,
): GivenAnswer {
  const chosen = values.map((value) => (/^\d{1,3}$/.test(value) ? order[Number(value)] : undefined));
  const faults = faultsOf(values, (_, index) =>
    chosen[index] === undefined
      ? { code: 'assessment.match.empty', params: { item: name(question.pairs[index]!.left) } }
      : null,
  );
  if (faults.length > 0) return refused(faults);
  return taken({ chosen: chosen.map(Number), texts: null, isSkipped: false });
}

function readBlanks(values: readonly string[], question: FillInQuestion): GivenAnswer {
  const faults = faultsOf(values, (text, index) =>
    comparable(text) === '' ? { code: 'assessment.fill-in.empty', params: { number: index + 1 } } : null,
  );
  if (faults.length > 0) return refused(faults);
  const blanks = blanksOf(question);
  const chosen = values.map((text, index) => verdictOn(text, blanks[index]!, question));
  return taken({ chosen, texts: values, isSkipped: false });
}

/** Right, or which of the answers that the author saw coming (1 for the first), or another. */
function verdictOn(text: string, accepts: readonly string[], { alsoWrong }: FillInQuestion): number {
  const typed = comparable(text);
  if (accepts.some((one) => comparable(one) === typed)) return ACCEPTED;
  const known = alsoWrong.findIndex((one) => comparable(one.text) === typed);
  return known < 0 ? OTHER : known + 1;
}

function readTyped(values: readonly string[], question: NumberQuestion): GivenAnswer {
  const value = readNumber(values[0]!, unitOf(question));
  if (value !== null)
    return taken({ chosen: [isWithin(value, question) ? ACCEPTED : OTHER], texts: values, isSkipped: false });
  const isEmpty = values[0]!.trim() === '';
  return refused([
    { field: 'part', code: `assessment.number.${isEmpty ? 'empty' : 'unreadable'}`, params: {} },
  ]);
}

function readText(values: readonly string[]): GivenAnswer {
  return values[0]!.trim() === ''
    ? refused([{ field: 'part', code: 'assessment.free-text.empty', params: {} }])
    : taken({ chosen: [ACCEPTED], texts: values, isSkipped: false });
}
