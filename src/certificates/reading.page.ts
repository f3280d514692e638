import type { FormView } from '../web/form.js';
import type { ReadName } from './reading.service.js';

export interface ReadingPage {
  readonly form: FormView;
  readonly trackTitle: string;
  readonly name: string;
  readonly action: string;
  readonly backHref: string;
}

export function toReadingPage({ id, trackTitle, name }: ReadName, form: FormView): ReadingPage {
  const backHref = `/certificates/${id}`;
  return { form, trackTitle, name, action: `${backHref}/reading`, backHref };
}
