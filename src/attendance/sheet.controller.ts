import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CohortService } from '../cohorts/cohort.service.js';
import type { FacilitatedCohort } from '../cohorts/cohort.service.js';
import { EditionService } from '../curriculum/edition.service.js';
import { DomainError } from '../shared/domain-error.js';
import { Allow, Reauthenticated } from '../web/allow.js';
import { parseForm } from '../web/form.js';
import type { FormView } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { invalid, page } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { readSheet, SheetForm } from './sheet.form.js';
import { toListPage, toPaperPage, toSheetPage } from './sheet.page.js';
import type { Keyed, SheetPage, SheetState } from './sheet.page.js';
import { SheetPapers } from './sheet-papers.service.js';
import { SheetService, StaleAttendance } from './sheet.service.js';

interface Place {
  readonly cohort: string;
  readonly session: string;
}

const NOTHING: SheetState = { keyed: null, errors: [], isSaved: false };

/** The dates of a cohort and their sheets, for its facilitators. */
@Controller('facilitate/:cohort/attendance')
export class SheetController {
  constructor(
    private readonly sheets: SheetService,
    private readonly cohorts: CohortService,
    private readonly editions: EditionService,
    private readonly submissions: Submissions,
    private readonly papers: SheetPapers,
  ) {}

  @Allow('facilitator')
  @Get()
  async list(@CurrentPerson() me: Me, @Param('cohort') id: string): Promise<View> {
    const cohort = await this.cohorts.getFacilitated(me.personId, id);
    const [edition, sessions, enrolled] = await Promise.all([
      this.editions.getCurrent(cohort.trackId),
      this.sheets.list(cohort),
      this.sheets.countEnrolled(cohort),
    ]);
    return page('attendance/list', toListPage(cohort, { edition, sessions, enrolled }));
  }

  @Allow('facilitator')
  @Get(':session')
  async sheet(@CurrentPerson() me: Me, @Param() place: Place, @Query('saved') saved?: string): Promise<View> {
    const cohort = await this.cohorts.getFacilitated(me.personId, place.cohort);
    const state = { ...NOTHING, isSaved: saved === '1' };
    return page('attendance/sheet', await this.model(cohort, place.session, state));
  }

  @Allow('facilitator')
  @Post(':session')
  async save(
    @CurrentPerson() me: Me,
    @Param() place: Place,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const cohort = await this.cohorts.getFacilitated(me.personId, place.cohort);
    const sessionId = place.session;
    const { people } = await this.sheets.get(cohort, sessionId);
    const parsed = parseForm(SheetForm, body);
    if (!parsed.ok)
      return this.again(cohort, sessionId, { keyed: keyedIn(parsed.form), errors: parsed.form.errors });
    const keyed = parsed.value;
    const recorded = people.filter(({ attended }) => attended?.kind === 'present');
    const { marks, errors } = readSheet(keyed, new Set(recorded.map(({ enrolmentId }) => enrolmentId)));
    if (errors.length > 0) return this.again(cohort, sessionId, { keyed, errors });
    try {
      return await this.submissions.accept(submission, async (tx) => {
        await this.sheets.save(tx, me, { cohort, sessionId, marks, version: keyed.version });
        return `/facilitate/${cohort.id}/attendance/${sessionId}?saved=1`;
      });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const { code, params } = error;
      // What was recorded meanwhile stands on the sheet now, beside what was ticked here.
      const kept = error instanceof StaleAttendance ? keyed : null;
      return this.again(cohort, sessionId, { keyed: kept, errors: [{ field: 'sheet-rows', code, params }] });
    }
  }

  /** Names leave the house on it. */
  @Allow('facilitator')
  @Reauthenticated()
  @Get(':session/paper')
  async paper(@CurrentPerson() me: Me, @Param() place: Place): Promise<View> {
    const cohort = await this.cohorts.getFacilitated(me.personId, place.cohort);
    const [edition, sheet] = await Promise.all([
      this.editions.getCurrent(cohort.trackId),
      this.sheets.get(cohort, place.session),
    ]);
    await this.papers.taken(me, sheet.session.id);
    return page('attendance/paper', toPaperPage(cohort, { edition, sheet }));
  }

  private async again(
    cohort: FacilitatedCohort,
    sessionId: string,
    state: { keyed: Keyed | null; errors: FormView['errors'] },
  ): Promise<View> {
    return invalid('attendance/sheet', await this.model(cohort, sessionId, { ...NOTHING, ...state }));
  }

  private async model(cohort: FacilitatedCohort, sessionId: string, state: SheetState): Promise<SheetPage> {
    const [edition, sheet] = await Promise.all([
      this.editions.getCurrent(cohort.trackId),
      this.sheets.get(cohort, sessionId),
    ]);
    return toSheetPage(cohort, { edition, sheet }, state);
  }
}

function keyedIn({ fields }: FormView): Keyed {
  const values = (name: keyof Keyed) => fields[name]?.values ?? [];
  return {
    who: [...values('who')],
    late: [...values('late')],
    present: [...values('present')],
    madeUp: [...values('madeUp')],
    absent: [...values('absent')],
  };
}
