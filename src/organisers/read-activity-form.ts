import type { ActivityContent } from '../activities/activity-content.rules.js';
import type { CalendarDay } from '../shared/calendar-day.js';
import { holdsContactDetails } from '../shared/personal-words.rules.js';
import { parseForm, refuseAll } from '../web/form.js';
import type { FormClass, FormView } from '../web/form.js';
import { readActivity } from './activity-typed.rules.js';
import type { TypedActivity } from './activity-typed.rules.js';
import type { ActivityForm } from './activity.form.js';

interface Rules {
  /** Their ids. */
  readonly areas: readonly string[];
  readonly today: CalendarDay;
}

export type PostedActivity<T> =
  | { readonly ok: true; readonly value: T; readonly content: ActivityContent }
  | { readonly ok: false; readonly form: FormView };

/** A posted entry, or its form with everything that cannot be: what each field allows and what hangs together. */
export function readActivityForm<T extends ActivityForm>(
  Form: FormClass<T>,
  body: unknown,
  rules: Rules,
): PostedActivity<T> {
  const parsed = parseForm(Form, body);
  if (parsed.ok) {
    const read = readActivity(parsed.value, rules);
    if ('value' in read) return { ok: true, value: parsed.value, content: read.value };
    return { ok: false, form: refuseAll(Form, body, read.errors) };
  }
  const { errors } = parsed.form;
  const read = readActivity(typedOf(parsed.form), rules);
  const more = 'errors' in read ? read.errors : [];
  const known = new Set(errors.map(({ field }) => field));
  return {
    ok: false,
    form: refuseAll(Form, body, [...errors, ...more.filter(({ field }) => !known.has(field))]),
  };
}

/**
 * Where an entry holds what looks like the contact details of somebody: keys of its fields, in their order. What stood
 * there before was pointed out before.
 */
export function detailsIn(content: ActivityContent, before: readonly ActivityContent[] = []): string[] {
  const known = before.map(textsOf);
  return Object.entries(textsOf(content)).flatMap(([field, text]) => {
    const isNew = typeof text === 'string' && known.every((texts) => texts[field] !== text);
    return isNew && holdsContactDetails(text) ? [field] : [];
  });
}

function textsOf(content: ActivityContent): Record<string, unknown> {
  return { ...content, timesNote: content.times.note };
}

const LISTS = ['forms', 'audiences', 'weekday', 'weeks', 'from', 'to', 'day', 'dayFrom', 'dayTo', 'off'];

function typedOf({ fields }: FormView): TypedActivity {
  const texts = Object.entries(fields).map(([name, { value, values }]) => [
    name,
    LISTS.includes(name) ? values : value,
  ]);
  return Object.fromEntries(texts) as TypedActivity;
}
