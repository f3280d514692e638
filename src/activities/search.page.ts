import type { Area } from '../config/directory-settings.js';
import { emptyForm } from '../web/form.js';
import type { FormView } from '../web/form.js';
import { ACCESS, AUDIENCES, DAYPARTS, FORMS } from './activity-content.rules.js';
import { choicesOf, hrefOf, WEEKDAYS } from './activity-question.rules.js';
import type { ActivityQuestion, Choice } from './activity-question.rules.js';
import { ActivitySearchForm } from './activity-search.form.js';

/** What was chosen and how to choose otherwise: a part of the list and of the calendar. */
export interface SearchView {
  readonly action: string;
  /** Goes with the form; null for the list. */
  readonly month: string | null;
  readonly form: FormView;
  readonly areas: readonly Area[];
  readonly forms: readonly string[];
  readonly weekdays: readonly string[];
  readonly dayparts: readonly string[];
  readonly access: readonly string[];
  readonly audiences: readonly string[];
  /** Groups in which something is chosen stay open. */
  readonly isOpen: Readonly<Record<'form' | 'when' | 'access' | 'more', boolean>>;
  readonly chosen: readonly ChosenView[];
  readonly allOffHref: string;
}

/** One choice in words, and the way to take it off. */
export interface ChosenView {
  /** Ends of the key of its words; null where `text` says it. */
  readonly key: string | null;
  readonly text: string | null;
  readonly isWords: boolean;
  readonly offHref: string;
}

/** Where choices lead to; `month` for a calendar. */
export interface SearchPlace {
  readonly path: string;
  readonly month: string | null;
}

export function toSearchView(
  question: ActivityQuestion,
  { path, month }: SearchPlace,
  areas: readonly Area[],
): SearchView {
  const choices = choicesOf(question);
  const valuesOf = (name: string) => choices.filter((one) => one.name === name).map(({ value }) => value);
  const isChosen = (...names: string[]) => choices.some(({ name }) => names.includes(name));
  const names = ['q', 'area', 'form', 'day', 'daypart', 'online', 'access', 'free', 'booking', 'audience'];
  return {
    action: path,
    month,
    form: emptyForm(ActivitySearchForm, Object.fromEntries(names.map((name) => [name, valuesOf(name)]))),
    areas,
    forms: FORMS,
    weekdays: WEEKDAYS.map(String),
    dayparts: DAYPARTS,
    access: ACCESS,
    audiences: AUDIENCES,
    isOpen: {
      form: isChosen('form'),
      when: isChosen('day', 'daypart'),
      access: isChosen('access'),
      more: isChosen('online', 'free', 'booking', 'audience'),
    },
    chosen: choices.map((choice) => ({
      ...wordsOf(choice, areas),
      offHref: hrefOf(
        path,
        choices.filter((one) => one !== choice),
        { month },
      ),
    })),
    allOffHref: hrefOf(path, [], { month }),
  };
}

function wordsOf(
  { name, value }: Choice,
  areas: readonly Area[],
): Pick<ChosenView, 'key' | 'text' | 'isWords'> {
  if (name === 'q') return { key: null, text: value, isWords: true };
  if (name === 'area')
    return { key: null, text: areas.find(({ id }) => id === value)?.name ?? value, isWords: false };
  if (name === 'day') return { key: `weekday.${value}`, text: null, isWords: false };
  if (['online', 'free', 'booking'].includes(name))
    return { key: `chosen.${name}`, text: null, isWords: false };
  return { key: `${name}.${value}`, text: null, isWords: false };
}
