import type { TrackModel } from '../curriculum/edition.js';
import type { FormView } from '../web/form.js';
import type { CohortLine, FacilitatorLine } from './cohort-facilitators.service.js';

const LIST = '/admin/cohorts';

export interface CohortsPage {
  readonly tracks: readonly {
    readonly title: string;
    readonly cohorts: readonly (CohortLine & { readonly href: string })[];
  }[];
}

/** Every track with its cohorts, in the order in which tracks are offered. */
export function toCohortsPage(
  tracks: readonly Pick<TrackModel, 'id' | 'title'>[],
  cohorts: readonly CohortLine[],
): CohortsPage {
  return {
    tracks: tracks.map(({ id, title }) => ({
      title,
      cohorts: cohorts
        .filter(({ trackId }) => trackId === id)
        .map((cohort) => ({ ...cohort, href: `${LIST}/${cohort.id}` })),
    })),
  };
}

export interface CohortPage {
  /** Null for the standing cohort: its name is a word of the page's language. */
  readonly name: string | null;
  readonly trackTitle: string;
  readonly action: string;
  readonly facilitators: readonly (FacilitatorLine & { readonly action: string })[];
  /** Who could be added. */
  readonly options: readonly { readonly value: string; readonly text: string }[];
  readonly form: FormView;
}

export function toCohortPage(
  cohort: CohortLine,
  { track, possible, form }: { track: string; possible: readonly FacilitatorLine[]; form: FormView },
): CohortPage {
  const action = `${LIST}/${cohort.id}/facilitators`;
  const isHeld = ({ id }: FacilitatorLine) => cohort.facilitators.some((held) => held.id === id);
  return {
    name: cohort.name,
    trackTitle: track,
    action,
    facilitators: cohort.facilitators.map((one) => ({ ...one, action: `${action}/${one.id}/remove` })),
    options: possible
      .filter((one) => !isHeld(one))
      .map(({ id, displayName }) => ({ value: id, text: displayName })),
    form,
  };
}
