import type { Question } from '../curriculum/question.js';
import { aQuestion, words } from '../../test/factories/course.js';
import { toPaperQuestion } from './paper-question.rules.js';

const { choices: _, partial: __, kind: ___, ...common } = aQuestion('q', { feedback: words('鍵の説明') });
const sources = (all: readonly { readonly source: string }[]) => all.map(({ source }) => source);
const optionsOf = (question: Question) => sources(toPaperQuestion(question).options.map(({ text }) => text));
const order = (id: string, items: readonly string[]): Question => ({
  ...common,
  id,
  kind: 'put-in-order',
  items: items.map(words),
});

describe('a question on paper', () => {
  const many: readonly Question[] = [
    aQuestion('one'),
    aQuestion('many', { kind: 'choose-many' }),
    { ...common, kind: 'true-false', answer: true, feedback: words('鍵の説明'), misconception: null },
    order('order', ['一', '二', '三']),
    { ...common, kind: 'match', pairs: [{ left: words('左'), right: words('右') }], extra: [words('余り')] },
    { ...common, kind: 'fill-in', parts: [{ words: words('文') }, { accepts: ['鍵'] }], alsoWrong: [] },
    { ...common, kind: 'number', answer: 47, tolerance: 1, unit: '人' },
    { ...common, kind: 'scale', steps: [{ value: 1, words: '遠い' }] },
    { ...common, kind: 'free-text', lines: 3 },
  ];

  it.each(many.map((question): [string, Question] => [question.kind, question]))(
    'of the kind %s tells nothing of its key',
    (kind, question) => {
      const paper = toPaperQuestion(question);
      expect(paper.kind).toBe(kind);
      expect(JSON.stringify(paper)).not.toMatch(/鍵|47|"mark"|misconception|feedback/);
      if (kind === 'choose-one')
        for (const option of paper.options) expect(option).not.toHaveProperty('score');
    },
  );

  it('never stands in the order that it asks for', () => {
    for (let id = 0; id < 50; id++)
      for (const items of [
        ['一', '二'],
        ['一', '二', '三', '四'],
      ])
        expect(optionsOf(order(`q${id}`, items))).not.toEqual(items);
  });

  it('has its right choice in no place of its own', () => {
    const places = new Set(
      Array.from({ length: 30 }, (_one, id) => optionsOf(aQuestion(`q${id}`)).indexOf('right')),
    );
    expect(places.size).toBe(2);
  });

  it('is the same whenever it is printed', () => {
    const question = order('q', ['一', '二', '三', '四', '五']);
    expect(optionsOf(question)).toEqual(optionsOf(question));
    expect(optionsOf(question).sort()).toEqual(['一', '二', '三', '四', '五'].sort());
  });

  it('has signs for both what belongs and what does not', () => {
    const pairs = [
      { left: words('左1'), right: words('右1') },
      { left: words('左2'), right: words('右2') },
    ];
    const paper = toPaperQuestion({ ...common, kind: 'match', pairs, extra: [words('余り')] });
    expect(sources(paper.options.map(({ text }) => text))).toEqual(['左1', '左2']);
    expect(sources(paper.signs).sort()).toEqual(['余り', '右1', '右2'].sort());
  });
});
