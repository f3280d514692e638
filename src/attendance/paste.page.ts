import type { FacilitatedCohort } from '../cohorts/cohort.service.js';
import type { Edition } from '../curriculum/edition.js';
import type { FormView } from '../web/form.js';
import type { Problem } from './attendance-csv.rules.js';
import { toHead } from './sheet.page.js';
import type { SessionHead } from './sheet.page.js';
import type { Sheet } from './sheet.service.js';

export interface PastePage extends Pick<SessionHead, 'startsAt' | 'endsAt' | 'place'> {
  readonly sheetHref: string;
  readonly fileHref: string;
  readonly action: string;
  readonly version: string;
  /** By line; nothing was written while there is one. */
  readonly problems: readonly Problem[];
  readonly form: FormView;
}

export function toPastePage(
  cohort: FacilitatedCohort,
  {
    edition,
    sheet,
    form,
    problems,
  }: { edition: Edition; sheet: Sheet; form: FormView; problems: readonly Problem[] },
): PastePage {
  const { startsAt, endsAt, place, href } = toHead(cohort, { edition, session: sheet.session });
  return {
    startsAt,
    endsAt,
    place,
    sheetHref: href,
    fileHref: `${href}/attendance.csv`,
    action: `${href}/paste`,
    version: sheet.version,
    problems,
    form,
  };
}
