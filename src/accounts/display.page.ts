import { PROGRESS, SIZES, THEMES, WORDINGS } from '../web/display.rules.js';
import type { DisplaySettings } from '../web/display.rules.js';
import { emptyForm } from '../web/form.js';
import type { FormView } from '../web/form.js';
import { LANGUAGES } from '../web/locales.js';
import { DisplayForm } from './display.form.js';

export interface DisplayPage {
  readonly form: FormView;
  /** Each choice with the locale key of its words, in the order of the page. */
  readonly groups: readonly {
    readonly name: string;
    readonly field: FormView['fields'][string];
    readonly options: readonly string[];
  }[];
  readonly isSaved: boolean;
}

const OPTIONS: Readonly<Record<string, readonly string[]>> = {
  theme: THEMES,
  size: SIZES,
  ruby: ['0', '1'],
  words: WORDINGS,
  progress: PROGRESS,
  lang: LANGUAGES,
};

export function toDisplayForm(ui: DisplaySettings): FormView {
  return emptyForm(DisplayForm, { ...ui, ruby: ui.ruby ? '1' : '0' });
}

export function toDisplayPage(form: FormView, isSaved: boolean): DisplayPage {
  const groups = Object.entries(OPTIONS).map(([name, options]) => ({
    name,
    field: form.fields[name]!,
    options,
  }));
  return { form, groups, isSaved };
}
