import type { StepContent } from '../schema/step-schema.js';
import { proseTokens } from '../words/prose.js';
import { plainWords } from '../words/markdown.js';

const CHARACTERS_A_MINUTE = 400;
const A_QUESTION = 1.5;
const A_DIALOGUE = 6;
const A_REFLECTION = 4;

/**
 * How long a step takes, not rounded: the characters one reads by a calm reading speed, and what answering,
 * talking and thinking take on top. A session has hours of its own.
 */
export function minutesOf(step: StepContent): number {
  switch (step.kind) {
    case 'lesson':
      return reading(step.body);
    case 'quiz':
      return reading(step.intro) + (step.draw ?? step.questions.length) * A_QUESTION;
    case 'dialogue':
      return A_DIALOGUE;
    case 'reflection':
      return A_REFLECTION;
    case 'worksheet':
      return reading(step.intro) + reading(step.blocks.map((block) => block.prompt).join('\n\n'));
    case 'session':
      return reading(step.plan);
    case 'survey':
      return 0;
  }
}

/** What a page shows: at least a minute. */
export const shownMinutes = (minutes: number): number => Math.max(1, Math.round(minutes));

function reading(source: string | null): number {
  return source === null ? 0 : visibleCharacters(source) / CHARACTERS_A_MINUTE;
}

/** Characters of a text as a reader sees it: no readings, no marks, no blanks. */
export function visibleCharacters(source: string): number {
  const words = proseTokens(source).map((token) => plainWords(token.children ?? []));
  return [...words.join('').replace(/\s/g, '')].length;
}
