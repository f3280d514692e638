import { baseText } from './ruby-signs.js';

/** Characters a sentence may have; easy Japanese asks for shorter ones. */
const LONGEST = 60;
const LONGEST_EASY = 30;

/** Under `easy`, `feedback-easy` and the like stand texts in easy Japanese. */
export const isEasy = (field: string): boolean => /easy$/.test(field);

export const longestIn = (field: string): number => (isEasy(field) ? LONGEST_EASY : LONGEST);

/** Sentences and lines as they are written, with the characters a reader sees of each. */
export function sentencesOf(text: string): { written: string; length: number }[] {
  return text
    .split(/(?<=[。！？!?])(?![」』）)])|\n/)
    .map((sentence) => ({ written: sentence.trim(), length: [...shown(sentence)].length }))
    .filter(({ length }) => length > 0);
}

/** What a reader sees of a sentence: no readings, no marks, no link targets, no open places. */
function shown(sentence: string): string {
  return baseText(sentence)
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\{[a-z-]+(?::[^}]*)?\}/g, '')
    .replace(/^\s*(?:#{1,6}|[-*>]|\d+\.)\s+/, '')
    .replace(/\*\*|\s/g, '');
}

/** Kanji without a reading, one after the other; blanks of a fill-in question hold answers, which have none. */
export const kanjiAlone = (text: string): string[] =>
  [
    ...text
      .replace(/\[\[[^\]]*\]\]/g, '')
      .replace(/\{[^{}]*\}/g, '\n')
      .matchAll(/\p{Script=Han}+/gu),
  ].map(([words]) => words);
