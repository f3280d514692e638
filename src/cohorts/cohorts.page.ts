import type { TrackModel } from '../curriculum/edition.js';
import type { CalendarDay } from '../shared/calendar-day.js';
import type { FormView } from '../web/form.js';
import type { CohortLine, FacilitatorLine } from './cohort-facilitators.service.js';
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

export interface CohortPage {
  /** Null for the standing cohort: its name is a word of the page's language. */
  readonly name: string | null;
  readonly trackTitle: string;
  readonly cohort: ShownCohort;
  /** Where its days and seats are changed; null for the standing cohort, which has none. */
  readonly settingsHref: string | null;
  readonly datesHref: string;
  readonly action: string;
  readonly facilitators: readonly (FacilitatorLine & { readonly action: string })[];
  /** Who could be added. */
  readonly options: readonly { readonly value: string; readonly text: string }[];
  readonly form: FormView;
}

interface CohortAround {
  readonly track: string;
  readonly possible: readonly FacilitatorLine[];
  readonly form: FormView;
  readonly today: CalendarDay;
}

export function toCohortPage(cohort: CohortLine, { track, possible, form, today }: CohortAround): CohortPage {
  const action = `${LIST}/${cohort.id}/facilitators`;
  const isHeld = ({ id }: FacilitatorLine) => cohort.facilitators.some((held) => held.id === id);
  return {
    name: cohort.name,
    trackTitle: track,
    cohort: { ...cohort, state: stateOf(cohort, today), way: wayOf(cohort) },
    settingsHref: cohort.kind === 'dated' ? `${LIST}/${cohort.id}/settings` : null,
    datesHref: `${LIST}/${cohort.id}/dates`,
    action,
    facilitators: cohort.facilitators.map((one) => ({ ...one, action: `${action}/${one.id}/remove` })),
    options: possible
      .filter((one) => !isHeld(one))
      .map(({ id, displayName }) => ({ value: id, text: displayName })),
    form,
  };
}
