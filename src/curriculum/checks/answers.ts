import type { Remark } from '../notation/notation-file.js';
import type { QuestionContent } from '../schema/question-schema.js';
import type { Reading } from '../schema/reading.js';
import { baseText } from '../words/ruby-signs.js';

type Of<K extends QuestionContent['kind']> = QuestionContent & { kind: K };

/** [[right|also right]] in the sentence of a fill-in question. */
export const blanks = /\[\[([^[\]]*)\]\]/g;

/** Questions other than choices: is there an answer, and only one reading of it? */
export function checkAnswer(reading: Reading, question: QuestionContent): void {
  const say = (key: string, remark: Remark) => reading.say(reading.places.of(question, key), remark);
  if (question.kind === 'put-in-order') twice(reading, question.items, question.items);
  if (question.kind === 'match') checkMatch(reading, question);
  if (question.kind === 'fill-in') checkFillIn(reading, question);
  if (question.kind === 'number' && question.tolerance > Math.abs(question.answer) && question.answer !== 0)
    say('tolerance', { code: 'Q153', severity: 'warning' });
  if (question.kind === 'scale') {
    const values = question.from.map(({ key }) => Number(key));
    if (values.length < 2 || values.some((value, index) => index > 0 && value <= (values[index - 1] ?? 0)))
      say('from', { code: 'Q152', params: { low: '{0: , 10: }' } });
  }
}

function checkMatch(reading: Reading, { pairs, extra }: Of<'match'>): void {
  const all = pairs.flat();
  twice(
    reading,
    all,
    all.map(({ key }) => key),
  );
  const rights = [...all.map(({ value }) => value), ...extra];
  const seen = new Set(all.map(({ value }) => baseText(value)));
  extra.forEach((words, index) => {
    if (seen.has(baseText(words)))
      reading.say(reading.places.of(extra, index), { code: 'Q143', params: { words: baseText(words) } });
  });
  if (new Set(rights.map(baseText)).size < 2 && all[0])
    reading.say(reading.places.of(all[0]), { code: 'Q154' });
}

function checkFillIn(reading: Reading, question: Of<'fill-in'>): void {
  const found = [...question.ask.matchAll(blanks)].map(([, answers = '']) => answers);
  const span = reading.places.of(question, 'ask');
  if (question.ask !== '' && found.length === 0) reading.say(span, { code: 'Q150' });
  if (found.some((answers) => answers.split('|').some((answer) => answer.trim() === '')))
    reading.say(span, { code: 'Q155' });
}

/** The same words twice, where each must be told from the others. */
function twice(reading: Reading, owner: object, words: readonly string[]): void {
  words.forEach((one, index) => {
    if (one !== '' && words.findIndex((other) => baseText(other) === baseText(one)) < index)
      reading.say(reading.places.of(owner, index), { code: 'Q143', params: { words: baseText(one) } });
  });
}
