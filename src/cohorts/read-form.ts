import { parseForm, refuseAll } from '../web/form.js';
import type { FormClass, FormView } from '../web/form.js';
import type { Judged } from './cohort-settings.rules.js';

type Read<F, V> =
  | { readonly ok: true; readonly typed: F; readonly value: V }
  | { readonly ok: false; readonly form: FormView };

/** Reads a form whose fields are judged together as well (days of three fields), and tells everything at once. */
export function readForm<F extends object, V>(
  Form: FormClass<F>,
  body: unknown,
  judge: (typed: F) => Judged<V>,
): Read<F, V> {
  const parsed = parseForm(Form, body);
  const typed = parsed.ok ? parsed.value : (typedIn(parsed.form) as F);
  const judged = judge(typed);
  if (parsed.ok && 'value' in judged) return { ok: true, typed, value: judged.value };
  const errors = [...(parsed.ok ? [] : parsed.form.errors), ...('errors' in judged ? judged.errors : [])];
  return { ok: false, form: refuseAll(Form, body, inOrder(parsed.ok ? null : parsed.form, errors)) };
}

function typedIn({ fields }: FormView): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([name, { value }]) => [name, value]));
}

/** In the order of the fields on the page; one line for each field. */
function inOrder(form: FormView | null, errors: FormView['errors']): FormView['errors'] {
  const order = form ? Object.keys(form.fields) : [];
  const seen = new Set<string>();
  return [...errors]
    .filter(({ field }) => !seen.has(field) && seen.add(field))
    .sort((one, other) => order.indexOf(one.field) - order.indexOf(other.field));
}
