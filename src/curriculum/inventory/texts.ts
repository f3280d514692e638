import { forStaff } from '../checks/sentences.js';
import type { Loaded } from '../course.js';
import type { ModuleContent } from '../schema/module-schema.js';
import { ownerOf } from '../schema/reading.js';
import { isJoyo } from '../words/joyo-kanji.js';
import { baseText, rubyIn } from '../words/ruby-signs.js';
import { isEasy, kanjiAlone, longestIn, sentencesOf } from '../words/sentences.js';

type Modules = readonly Loaded<ModuleContent>[];

export interface SentenceCoverage {
  readonly sentences: number;
  /** Characters of a sentence, on average. */
  readonly average: number;
  readonly longest: number;
  /** Sentences over the length rule. */
  readonly over: number;
}

export interface ReadingCoverage {
  /** Words that get a reading in a lesson of the track, times the modules they stand in. */
  readonly needed: number;
  /** Of these, how many have it at least once in that module. */
  readonly given: number;
  readonly missing: readonly { readonly module: string; readonly words: string }[];
  /** Kanji outside the list for general use that a module never gives a reading. */
  readonly rare: readonly { readonly module: string; readonly words: string }[];
  /** Words with more than one reading: right for some, a slip for others. */
  readonly several: readonly { readonly words: string; readonly readings: readonly string[] }[];
}

/** Lengths of what trainees read, in the standard or in the easy version. */
export function sentenceCoverage(modules: Modules, easy: boolean): SentenceCoverage {
  const found = modules.flatMap((module) =>
    textsOf(module, easy).flatMap(({ field, text }) =>
      sentencesOf(text).map(({ length }) => ({ length, most: longestIn(field) })),
    ),
  );
  const lengths = found.map(({ length }) => length);
  return {
    sentences: found.length,
    average: found.length === 0 ? 0 : lengths.reduce((sum, one) => sum + one, 0) / found.length,
    longest: lengths.reduce((most, one) => Math.max(most, one), 0),
    over: found.filter(({ length, most }) => length > most).length,
  };
}

/**
 * Which difficult words have a reading in the standard version. Difficult is what an author gave a reading in a
 * lesson of the track: a word that needs one here needs one in the next module too, once. (Short texts that stand
 * alone, a hint or a label, may have readings over every word.)
 */
export function readingCoverage(modules: Modules): ReadingCoverage {
  const texts = modules.map((module) => ({
    module: module.content.module,
    text: textsOf(module, false)
      .map(({ text }) => text)
      .join('\n'),
  }));
  const given = texts.map(({ text }) => new Set(rubyIn(text).map(({ base }) => base)));
  const bodies = modules.flatMap((module) => textsOf(module, false)).filter(({ field }) => field === 'body');
  const difficult = [...new Set(bodies.flatMap(({ text }) => rubyIn(text)).map(({ base }) => base))].filter(
    (words) => han.test(words),
  );
  const needed = texts.flatMap(({ module, text }, index) => {
    const words = new Set(baseText(text).match(/\p{Script=Han}+/gu) ?? []);
    const standing = difficult.filter((one) => words.has(one));
    return standing.map((one) => ({ module, words: one, isGiven: given[index]?.has(one) ?? false }));
  });
  return {
    needed: needed.length,
    given: needed.filter(({ isGiven }) => isGiven).length,
    missing: needed.filter(({ isGiven }) => !isGiven).map(({ module, words }) => ({ module, words })),
    rare: texts.flatMap(({ module, text }, index) => rareIn(module, text, given[index] ?? new Set())),
    several: severalReadings(texts.flatMap(({ text }) => rubyIn(text))),
  };
}

const han = /\p{Script=Han}/u;

function rareIn(module: string, text: string, given: ReadonlySet<string>): ReadingCoverage['rare'] {
  const known = [...given].join('');
  const rare = kanjiAlone(text)
    .flatMap((words) => [...words])
    .filter((one) => one !== '々' && !isJoyo(one) && !known.includes(one));
  return [...new Set(rare)].map((words) => ({ module, words }));
}

function severalReadings(found: readonly { base: string; reading: string }[]): ReadingCoverage['several'] {
  const readings = new Map<string, Set<string>>();
  for (const { base, reading } of found) readings.set(base, (readings.get(base) ?? new Set()).add(reading));
  return [...readings]
    .filter(([, several]) => several.size > 1)
    .map(([words, several]) => ({ words, readings: [...several] }));
}

/**
 * What a trainee reads of a module. Pairs and items that are put in order have no easy version: what is written
 * there serves both, with more readings than the standard version has.
 */
function textsOf({ reading }: Loaded<ModuleContent>, easy: boolean): { field: string; text: string }[] {
  return reading.writings
    .filter(({ kind, field }) => kind !== 'note' && !forStaff.test(field) && isEasy(field) === easy)
    .filter(({ owners }) => {
      const question = ownerOf(owners, 'question') as { kind?: string } | null;
      return question?.kind !== 'match' && question?.kind !== 'put-in-order';
    })
    .map(({ field, node }) => ({ field, text: node.value }));
}
