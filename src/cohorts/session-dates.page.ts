import { findStep } from '../curriculum/edition.js';
import type { Edition } from '../curriculum/edition.js';
import type { StepRef } from '../curriculum/step.js';
import type { FormView } from '../web/form.js';
import { sessionKey, sessionsOf } from './session-date.rules.js';
import type { DatedGroup, KnownDate } from './session-dates.service.js';

/** Where somebody stands who looks at the dates of a cohort: everything links below `base`. */
export interface DatesPlace {
  readonly group: DatedGroup;
  readonly edition: Edition;
  /** The cohort's page of this person's role. */
  readonly base: string;
}

interface DatesHead {
  readonly trackTitle: string;
  /** Null for the standing cohort. */
  readonly cohortName: string | null;
  readonly datesHref: string;
  readonly cohortHref: string;
}

export interface ShownDate {
  /** Null: the name of the kind stands for it. */
  readonly sessionTitle: string | null;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly place: string;
  readonly isCancelled: boolean;
}

export interface DatesPage extends DatesHead {
  readonly hasSessions: boolean;
  readonly newHref: string;
  readonly dates: readonly (ShownDate & { readonly href: string })[];
}

export function toDatesPage(place: DatesPlace, dates: readonly KnownDate[]): DatesPage {
  const head = toHead(place);
  return {
    ...head,
    hasSessions: sessionsOf(place.edition).length > 0,
    newHref: `${head.datesHref}/new`,
    dates: dates.map((date) => ({
      ...toShownDate(place.edition, date),
      href: `${head.datesHref}/${date.id}`,
    })),
  };
}

export interface DatePage extends DatesHead {
  readonly action: string;
  readonly options: readonly {
    readonly value: string;
    readonly text: string | null;
    readonly module: string;
  }[];
  readonly form: FormView;
  /** The date that is changed; null for a new one. */
  readonly known: (ShownDate & { readonly version: number; readonly cancelAction: string }) | null;
  /** What somebody else saved meanwhile; null where nobody did. */
  readonly saved: ShownDate | null;
}

export function toDatePage(
  place: DatesPlace,
  { form, date = null, saved = null }: { form: FormView; date?: KnownDate | null; saved?: KnownDate | null },
): DatePage {
  const head = toHead(place);
  const at = date ? `${head.datesHref}/${date.id}` : `${head.datesHref}/new`;
  return {
    ...head,
    action: at,
    options: choices(place.edition, date),
    form,
    known: date && {
      ...toShownDate(place.edition, date),
      version: (saved ?? date).version,
      cancelAction: `${at}/cancellation`,
    },
    saved: saved && toShownDate(place.edition, saved),
  };
}

export function toShownDate(edition: Edition, date: KnownDate): ShownDate {
  const { startsAt, endsAt, place, isCancelled } = date;
  return { sessionTitle: findStep(edition, date)?.title ?? null, startsAt, endsAt, place, isCancelled };
}

/** Keys of the sessions that a date may be of: those of the track now, and the one it is of already. */
export function keysOf(edition: Edition, held: StepRef | null): string[] {
  return choices(edition, held).map(({ value }) => value);
}

function choices(edition: Edition, held: StepRef | null): DatePage['options'] {
  const now = sessionsOf(edition).map((session) => ({
    value: sessionKey(session),
    text: session.title,
    module: session.moduleTitle,
  }));
  const isGone = held !== null && !now.some(({ value }) => value === sessionKey(held));
  return isGone ? [...now, { value: sessionKey(held), text: null, module: held.module }] : now;
}

function toHead({ group, edition, base }: DatesPlace): DatesHead {
  return {
    trackTitle: edition.track.title,
    cohortName: group.name,
    datesHref: `${base}/dates`,
    cohortHref: base,
  };
}
