import { CalendarDay } from '../../shared/calendar-day.js';
import type { FormView } from '../../web/form.js';
import { CADENCES } from './schedule.rules.js';
import type { Cadence } from './schedule.rules.js';
import type { Run } from './run-book.service.js';
import type { Schedule } from './schedules.service.js';

export interface SchedulesPage {
  readonly schedules: readonly (Omit<Schedule, 'id'> & { readonly stopAction: string })[];
  readonly runs: readonly RunLine[];
  readonly mayMake: boolean;
}

/** As far as a run has come: what was made again and is not the same is told. */
export type RunState = 'being-made' | 'made' | 'same' | 'packed' | 'different';

export interface RunLine {
  readonly href: string;
  readonly templateName: string;
  readonly plannedOn: CalendarDay;
  readonly madeAt: Date | null;
  /** The server was down on its day. */
  readonly isLate: boolean;
  readonly people: number | null;
  readonly sha256: string | null;
  readonly state: RunState;
}

export function toSchedulesPage(known: {
  readonly schedules: readonly Schedule[];
  readonly runs: readonly Run[];
  readonly hasTemplates: boolean;
}): SchedulesPage {
  return {
    schedules: known.schedules.map(({ id, ...schedule }) => ({
      ...schedule,
      stopAction: `${SCHEDULES}/${id}/stop`,
    })),
    runs: known.runs.map(toRunLine),
    mayMake: known.hasTemplates,
  };
}

export function toRunLine(run: Run): RunLine {
  const { id, templateName, plannedOn, madeAt, people, sha256 } = run;
  return {
    href: `${RUNS}/${id}`,
    ...{ templateName, plannedOn, madeAt, people, sha256 },
    isLate: madeAt !== null && plannedOn.isBefore(CalendarDay.at(madeAt)),
    state: stateOf(run),
  };
}

export interface ScheduleFormPage {
  readonly form: FormView;
  readonly templates: readonly { readonly value: string; readonly text: string }[];
  readonly tracks: readonly { readonly value: string; readonly text: string }[];
  readonly cadences: readonly Cadence[];
}

export function toScheduleFormPage(
  form: FormView,
  known: {
    readonly templates: readonly { readonly id: string; readonly name: string }[];
    readonly tracks: readonly { readonly code: string; readonly title: string }[];
  },
): ScheduleFormPage {
  return {
    form,
    templates: known.templates.map(({ id, name }) => ({ value: id, text: name })),
    tracks: known.tracks.map(({ code, title }) => ({ value: code, text: title })),
    cadences: CADENCES,
  };
}

export const SCHEDULES = '/office/reports/schedules';
export const RUNS = '/office/reports/runs';

function stateOf(run: Run): RunState {
  if (run.madeAt === null) return 'being-made';
  if (run.rebuiltSha256 === null) return 'made';
  if (run.rebuiltSha256 === run.sha256) return 'same';
  return run.rebuiltRowsSha256 === run.rowsSha256 ? 'packed' : 'different';
}
