import { baseText } from './ruby-signs.js';

/** Characters a sentence may have; easy Japanese asks for shorter ones. */
const LONGEST = 60;
const LONGEST_EASY = 30;

/** Under `easy`, `feedback-easy` and the like stand texts in easy Japanese. */
export const isEasy = (field: string): boolean => /easy$/.test(field);

export const longestIn = (field: string): number => (isEasy(field) ? LONGEST_EASY : LONGEST);

const sentenceEnd = /(?<=[。！？!?])(?![」』）)])|\n/;

/** Sentences and lines as they are written, with the characters a reader sees of each. */
export function sentencesOf(text: string): { written: string; length: number }[] {
  return text
    .split(sentenceEnd)
    .map(measured)
    .filter(({ length }) => length > 0);
}

/** Sentences and lines of which a reader sees more characters, as they are written, with how many. */
export function sentencesOver(most: number, text: string): { written: string; length: number }[] {
  return text
    .split(sentenceEnd)
    .filter((sentence) => sentence.length > most)
    .map(measured)
    .filter(({ length }) => length > most);
}

const measured = (sentence: string) => ({ written: sentence.trim(), length: [...shown(sentence)].length });

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
