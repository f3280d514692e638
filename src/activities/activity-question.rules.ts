import type { Area } from '../config/directory-settings.js';
import { ACCESS, AUDIENCES, DAYPARTS, FORMS } from './activity-content.rules.js';
import type { AccessKey, ActivityForm, Audience, Daypart } from './activity-content.rules.js';
import { bitsOf, foldedText, slotBit } from './activity-columns.rules.js';

/** What somebody looks for in the directory. Empty lists and texts choose nothing. */
export interface ActivityQuestion {
  /** Three words at most, in one width, with one space between. */
  readonly q: string;
  /** Id of an area of council.yaml. */
  readonly area: string;
  /** Any of them. */
  readonly forms: readonly ActivityForm[];
  /** Any of them; 0 is Sunday. */
  readonly days: readonly number[];
  /** Any of them. */
  readonly dayparts: readonly Daypart[];
  /** All of them. */
  readonly access: readonly AccessKey[];
  /** For these people, or for anyone. */
  readonly audience: Audience | '';
  readonly isOnline: boolean;
  readonly isFree: boolean;
  readonly needsNoBooking: boolean;
}

/** One thing that was chosen, as an address names it. */
export interface Choice {
  readonly name: string;
  readonly value: string;
}

/** The bits and words that the statement compares; 0 and empty texts choose nothing. */
export interface SoughtBits {
  readonly forms: number;
  readonly audiences: number;
  readonly access: number;
  readonly slots: number;
  readonly words: readonly [SoughtWord, SoughtWord, SoughtWord];
}

/** One word, wherever it may stand. Patterns for `like … escape '!'`; empty where there is none. */
export interface SoughtWord {
  /** Folded as entries are. */
  readonly text: string;
  /** As names of groups are kept, in small letters. */
  readonly name: string;
  /** Ids of areas whose names have it. */
  readonly areas: readonly string[];
}

export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 0] as const;
export const EVERY_SLOT = 2 ** (WEEKDAYS.length * DAYPARTS.length) - 1;
const LONGEST = 60;
const MOST_WORDS = 3;
const NO_WORD: SoughtWord = { text: '', name: '', areas: [] };
const YES = '1';

/** Reads the query of an address. What is unknown chooses nothing: an address that was handed on still shows a list. */
export function readQuestion(query: unknown, areas: readonly string[]): ActivityQuestion {
  const given = (name: string): string[] => valuesOf(query, name);
  const one = <T extends string>(name: string, known: readonly T[]): T | '' =>
    known.find((key) => key === given(name)[0]) ?? '';
  const many = <T extends string>(name: string, known: readonly T[]): readonly T[] =>
    known.filter((key) => given(name).includes(key));
  return {
    q: wordsOf(given('q')[0] ?? ''),
    area: one('area', areas),
    forms: many('form', FORMS),
    days: WEEKDAYS.filter((day) => given('day').includes(String(day))),
    dayparts: many('daypart', DAYPARTS),
    access: many('access', ACCESS),
    audience: one('audience', AUDIENCES),
    isOnline: given('online')[0] === YES,
    isFree: given('free')[0] === YES,
    needsNoBooking: given('booking')[0] === 'none',
  };
}

/** Everything that was chosen, in the order of the form. */
export function choicesOf(question: ActivityQuestion): readonly Choice[] {
  const choose = (name: string, values: readonly (string | number)[]) =>
    values.filter((value) => value !== '').map((value) => ({ name, value: String(value) }));
  return [
    ...choose('q', [question.q]),
    ...choose('area', [question.area]),
    ...choose('form', question.forms),
    ...choose('day', question.days),
    ...choose('daypart', question.dayparts),
    ...choose('online', question.isOnline ? [YES] : []),
    ...choose('access', question.access),
    ...choose('free', question.isFree ? [YES] : []),
    ...choose('booking', question.needsNoBooking ? ['none'] : []),
    ...choose('audience', [question.audience]),
  ];
}

/** An address that asks this; `more` are further names, null for none. */
export function hrefOf(
  path: string,
  choices: readonly Choice[],
  more: Readonly<Record<string, string | number | null>> = {},
): string {
  const query = new URLSearchParams(choices.map(({ name, value }): [string, string] => [name, value]));
  for (const [name, value] of Object.entries(more)) if (value !== null) query.append(name, String(value));
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}

export function bitsOfQuestion(question: ActivityQuestion, areas: readonly Area[]): SoughtBits {
  const words = question.q.split(' ').map((word) => wordOf(word, areas));
  const [first = NO_WORD, second = NO_WORD, third = NO_WORD] = words;
  return {
    forms: bitsOf(FORMS, question.forms),
    audiences: question.audience === '' ? 0 : bitsOf(AUDIENCES, [question.audience, 'anyone']),
    access: bitsOf(ACCESS, question.access),
    slots: slotsOf(question),
    words: [first, second, third],
  };
}

function wordOf(typed: string, areas: readonly Area[]): SoughtWord {
  const folded = foldedText(typed);
  if (folded === '') return NO_WORD;
  return {
    text: patternOf(folded),
    name: patternOf(typed.toLowerCase()),
    areas: areas.filter(({ name }) => foldedText(name).includes(folded)).map(({ id }) => id),
  };
}

function slotsOf({ days, dayparts }: ActivityQuestion): number {
  if (days.length === 0 && dayparts.length === 0) return 0;
  return (days.length > 0 ? days : WEEKDAYS)
    .flatMap((day) => (dayparts.length > 0 ? dayparts : DAYPARTS).map((part) => slotBit(day, part)))
    .reduce((bits, bit) => bits | bit, 0);
}

function patternOf(word: string): string {
  return `%${word.replace(/[!%_]/g, '!$&')}%`;
}

/** The first words. Control characters are none, and one of them is refused by PostgreSQL. */
function wordsOf(typed: string): string {
  const clean = typed
    .slice(0, LONGEST * 4)
    .normalize('NFKC')
    .replace(/[\p{Cc}\p{Cs}\s]+/gu, ' ')
    .trim();
  return [...clean].slice(0, LONGEST).join('').trim().split(' ').slice(0, MOST_WORDS).join(' ');
}

function valuesOf(query: unknown, name: string): string[] {
  if (query === null || typeof query !== 'object' || !Object.hasOwn(query, name)) return [];
  const value = (query as Record<string, unknown>)[name];
  return (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string');
}
