import type { CalendarDay } from '../shared/calendar-day.js';
import type { FormView, Message } from '../web/form.js';
import type { Renaming } from './held.service.js';

export interface RenamingPage {
  readonly form: FormView;
  readonly trackTitle: string;
  readonly action: string;
  readonly backHref: string;
}

export function toRenamingPage({ id, trackTitle }: Renaming, form: FormView): RenamingPage {
  const backHref = `/certificates/${id}`;
  return { form, trackTitle, action: `${backHref}/replacement/name`, backHref };
}

export interface RenamingCheckPage {
  readonly name: string;
  readonly trackTitle: string;
  readonly completedOn: CalendarDay;
  readonly action: string;
  readonly changeHref: string;
  readonly backHref: string;
  readonly refusal: Message | null;
}

export function toRenamingCheckPage(
  renaming: Renaming & { readonly chosenName: string },
  refusal: Message | null,
): RenamingCheckPage {
  const backHref = `/certificates/${renaming.id}`;
  const action = `${backHref}/replacement`;
  return {
    name: renaming.chosenName,
    trackTitle: renaming.trackTitle,
    completedOn: renaming.completedOn,
    action,
    changeHref: `${action}/name`,
    backHref,
    refusal,
  };
}
