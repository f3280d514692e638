import type { FormView } from '../web/form.js';
import type { Cohort } from './cohort.entity.js';
import { WAYS, wayOf } from './cohort-settings.rules.js';
import type { Way } from './cohort-settings.rules.js';

export interface CohortFormPage {
  readonly trackTitle: string;
  readonly backHref: string;
  readonly action: string;
  readonly ways: readonly Way[];
  readonly form: FormView;
  /** What somebody else saved meanwhile; null where nobody did. */
  readonly saved: (Pick<Cohort, 'name' | 'startsOn' | 'endsOn' | 'seats' | 'closesOn'> & { way: Way }) | null;
}

export interface OpenPage extends CohortFormPage {
  readonly version: null;
}

export function toOpenPage(track: { id: string; title: string }, form: FormView): OpenPage {
  return {
    trackTitle: track.title,
    backHref: '/admin/cohorts',
    action: `/admin/cohorts/new/${track.id}`,
    ways: WAYS,
    form,
    saved: null,
    version: null,
  };
}

export interface SettingsPage extends CohortFormPage {
  readonly cohortName: string | null;
  /** The state that the form was filled from, or that the person has seen beside it. */
  readonly version: number;
  /** Where the next cohort is made from this one. */
  readonly copyHref: string;
}

export function toSettingsPage(
  cohort: Pick<Cohort, 'id' | 'name' | 'version'>,
  { saved, ...around }: { trackTitle: string; form: FormView; saved: Cohort | null },
): SettingsPage {
  return {
    ...around,
    saved: saved && { ...saved, way: wayOf(saved) },
    cohortName: cohort.name,
    backHref: `/admin/cohorts/${cohort.id}`,
    action: `/admin/cohorts/${cohort.id}/settings`,
    ways: WAYS,
    version: cohort.version,
    copyHref: `/admin/cohorts/${cohort.id}/copy`,
  };
}
