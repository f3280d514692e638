import type { FacilitatedCohort } from '../cohorts/cohort.service.js';
import { findStep, stepsInOrder } from '../curriculum/edition.js';
import type { Edition } from '../curriculum/edition.js';
import type { FormView } from '../web/form.js';
import { withoutRuby } from '../web/view-helpers-ruby.js';
import { REASONS } from './reasons.js';
import type { Reason } from './reasons.js';
import type { OneRecord } from './record.service.js';
import { attendanceHref, recordHref } from './sheet.page.js';

export interface MakeUpPage {
  readonly listHref: string;
  readonly action: string;
  readonly options: readonly { readonly value: string; readonly text: string }[];
  readonly form: FormView;
  /** Of whom something was recorded a moment ago. */
  readonly recorded: { readonly name: string; readonly href: string } | null;
}

/** Sessions of a track, each by its key, in the order of the path. */
export function sessionsOf(edition: Edition) {
  return stepsInOrder(edition).flatMap(({ module, step }) =>
    step.kind === 'session'
      ? [
          {
            key: `${module.id}/${step.id}`,
            ref: { module: module.id, step: step.id },
            title: step.title ?? module.title,
          },
        ]
      : [],
  );
}

export function toMakeUpPage(
  cohort: FacilitatedCohort,
  {
    edition,
    form,
    recorded,
  }: {
    edition: Edition;
    form: FormView;
    recorded: { name: string; enrolmentId: string; session: string } | null;
  },
): MakeUpPage {
  const sessions = sessionsOf(edition);
  const session = recorded && sessions.find(({ key }) => key === recorded.session);
  return {
    listHref: attendanceHref(cohort),
    action: `${attendanceHref(cohort)}/make-up`,
    options: sessions.map(({ key, title }) => ({ value: key, text: withoutRuby(title) })),
    form,
    recorded: session
      ? { name: recorded.name, href: recordHref(cohort, recorded.enrolmentId, session.ref) }
      : null,
  };
}

export interface RecordPage extends Pick<OneRecord, 'displayName' | 'kind' | 'recordedAt' | 'isCompleted'> {
  readonly listHref: string;
  readonly action: string;
  /** Of the session; null: the name of the kind stands for it. */
  readonly session: string | null;
  readonly reasons: readonly Reason[];
  readonly form: FormView;
}

export function toRecordPage(
  cohort: FacilitatedCohort,
  { edition, record, form }: { edition: Edition; record: OneRecord; form: FormView },
): RecordPage {
  const { displayName, kind, recordedAt, isCompleted, enrolmentId, ref } = record;
  const session = findStep(edition, ref)?.title ?? null;
  return {
    displayName,
    kind,
    recordedAt,
    isCompleted,
    listHref: attendanceHref(cohort),
    action: recordHref(cohort, enrolmentId, ref),
    session,
    reasons: REASONS,
    form,
  };
}
