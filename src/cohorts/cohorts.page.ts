import type { TrackModel } from '../curriculum/edition.js';
import type { CalendarDay } from '../shared/calendar-day.js';
import type { FormView } from '../web/form.js';
import type { CohortLine, FacilitatorLine } from './cohort-facilitators.service.js';
import type { Readiness } from './cohort-readiness.service.js';
import { stateOf, wayOf } from './cohort-settings.rules.js';
import type { CohortState, Way } from './cohort-settings.rules.js';

const LIST = '/admin/cohorts';

/** A cohort with where it stands today. */
export interface ShownCohort extends CohortLine {
  readonly state: CohortState | null;
  readonly way: Way;
}

export interface CohortsPage {
  readonly tracks: readonly {
    readonly title: string;
    readonly openHref: string;
    readonly cohorts: readonly (ShownCohort & { readonly href: string })[];
  }[];
}

/** Every track with its cohorts, in the order in which tracks are offered. */
export function toCohortsPage(
  tracks: readonly Pick<TrackModel, 'id' | 'title'>[],
  { cohorts, today }: { cohorts: readonly CohortLine[]; today: CalendarDay },
): CohortsPage {
  return {
    tracks: tracks.map(({ id, title }) => ({
      title,
      openHref: `${LIST}/new/${id}`,
      cohorts: cohorts
        .filter(({ trackId }) => trackId === id)
        .map((cohort) => ({
          ...cohort,
          state: stateOf(cohort, today),
          way: wayOf(cohort),
          href: `${LIST}/${cohort.id}`,
        })),
    })),
  };
}

/** Words: `cohorts.ready.<what>` and, for what was found, `cohorts.ready.<found>`. */
export interface CheckLine {
  readonly what: 'facilitators' | 'dates' | 'seats' | 'closing' | 'letters';
  readonly found: string;
  readonly isSettled: boolean;
  readonly href: string;
  readonly n: number;
  readonly of: number;
  readonly day: CalendarDay | null;
  readonly text: string;
}

export interface CohortPage {
  /** Null for the standing cohort: its name is a word of the page's language. */
  readonly name: string | null;
  readonly trackTitle: string;
  readonly cohort: ShownCohort;
  /** Where its days and seats are changed; null for the standing cohort, which has none. */
  readonly settingsHref: string | null;
  /** Where the next is made from it; null where it has no days. */
  readonly copyHref: string | null;
  /** What is settled and what is not until it begins; empty from then on. */
  readonly checklist: readonly CheckLine[];
  readonly datesHref: string;
  readonly editionHref: string;
  readonly action: string;
  readonly facilitators: readonly (FacilitatorLine & { readonly action: string })[];
  /** Who could be added. */
  readonly options: readonly { readonly value: string; readonly text: string }[];
  readonly form: FormView;
}

interface CohortAround {
  readonly track: string;
  readonly possible: readonly FacilitatorLine[];
  readonly readiness: Readiness | null;
  readonly form: FormView;
  readonly today: CalendarDay;
}

export function toCohortPage(cohort: CohortLine, around: CohortAround): CohortPage {
  const { track, possible, readiness, form, today } = around;
  const action = `${LIST}/${cohort.id}/facilitators`;
  const isHeld = ({ id }: FacilitatorLine) => cohort.facilitators.some((held) => held.id === id);
  return {
    name: cohort.name,
    trackTitle: track,
    cohort: { ...cohort, state: stateOf(cohort, today), way: wayOf(cohort) },
    settingsHref: cohort.kind === 'dated' ? `${LIST}/${cohort.id}/settings` : null,
    copyHref: cohort.kind === 'dated' && cohort.startsOn ? `${LIST}/${cohort.id}/copy` : null,
    checklist: readiness ? checklistOf(cohort, readiness) : [],
    datesHref: `${LIST}/${cohort.id}/dates`,
    editionHref: `/studio/cohorts/${cohort.id}/edition`,
    action,
    facilitators: cohort.facilitators.map((one) => ({ ...one, action: `${action}/${one.id}/remove` })),
    options: possible
      .filter((one) => !isHeld(one))
      .map(({ id, displayName }) => ({ value: id, text: displayName })),
    form,
  };
}

function checklistOf(cohort: CohortLine, { sessions, dated, office }: Readiness): CheckLine[] {
  const at = `${LIST}/${cohort.id}`;
  const { facilitators, seats, closesOn } = cohort;
  const line = (what: CheckLine['what'], found: string, more: Partial<CheckLine>): CheckLine => ({
    ...{ what, found, isSettled: true, href: `${at}/settings`, n: 0, of: 0, day: null, text: '' },
    ...more,
  });
  const n = facilitators.length;
  return [
    n > 0
      ? line('facilitators', 'facilitators-n', { n, href: '#add' })
      : line('facilitators', 'facilitators-none', { isSettled: false, href: '#add' }),
    ...(sessions === 0
      ? []
      : [
          line('dates', dated === sessions ? 'dates-all' : 'dates-some', {
            ...{ n: dated, of: sessions, isSettled: dated === sessions, href: `${at}/dates` },
          }),
        ]),
    seats === null
      ? line('seats', 'seats-none', { isSettled: false })
      : line('seats', 'seats-n', { n: seats }),
    closesOn === null
      ? line('closing', 'closing-none', { isSettled: false })
      : line('closing', 'closing-day', { day: closesOn }),
    // The file that is shipped has a number of noughts.
    /[1-9]/.test(office.phone)
      ? line('letters', 'letters-office', { text: `${office.name} ${office.phone}`, href: '/support' })
      : line('letters', 'letters-none', { isSettled: false, href: '/support' }),
  ];
}
