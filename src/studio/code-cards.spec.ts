import { problemsWith, courseAlone, specialProblems } from '../../test/support/code-examples.js';
import { checkFiles } from '../curriculum/check.js';
import { codesInProgram } from '../../test/support/codes-in-program.js';
import type { Problem } from '../curriculum/problem.js';
import type { CodeCard } from './code-cards.js';
import { codeCards } from './code-cards.js';

const cards = [...codeCards().values()];
const written = cards.filter(({ place }) => place !== 'special');
const inWords = cards.filter(({ place }) => place === 'special');

/** What decides the words of a problem. */
const told = ({ severity, variant, params }: Problem) => ({
  severity,
  variant,
  params: Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)])),
});
const cardTold = ({ severity, variant, params }: CodeCard) => ({ severity, variant, params });

describe('the cards of the codes', () => {
  it('are there for every code the checker can tell, and for no other', () => {
    expect([...codeCards().keys()]).toEqual([...codesInProgram()].sort());
  });

  it('stand in a course that is sound without them', () => {
    expect(checkFiles(courseAlone()).problems).toEqual([]);
  });

  it.each(written.map((card) => [card.code, card] as const))(
    '%s is told of what is written before, with its weight, and of nothing written after',
    (code, card) => {
      const found = problemsWith(card, card.before).filter((problem) => problem.code === code);
      expect(found.map(told)).toContainEqual(cardTold(card));
      expect(found.some(({ fixed }) => fixed !== null)).toBe(card.isRepaired);
      expect(problemsWith(card, card.after)).toEqual([]);
    },
  );

  it.each(inWords.map((card) => [card.code, card] as const))(
    '%s, told in words, comes of what they say',
    async (code, card) => {
      const found = (await specialProblems(code)).filter((problem) => problem.code === code);
      expect(found.map(told)).toContainEqual(cardTold(card));
      expect(card.isRepaired).toBe(false);
    },
  );
});
