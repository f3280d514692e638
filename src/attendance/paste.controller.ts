import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CohortService } from '../cohorts/cohort.service.js';
import type { FacilitatedCohort } from '../cohorts/cohort.service.js';
import { EditionService } from '../curriculum/edition.service.js';
import { Allow } from '../web/allow.js';
import { emptyForm, parseForm, refuse, refuseAll } from '../web/form.js';
import type { FormView } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { invalid, page } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { readCsv } from './attendance-csv.rules.js';
import type { Problem } from './attendance-csv.rules.js';
import { AttendanceWords } from './attendance-words.js';
import { PasteForm } from './paste.form.js';
import { toPastePage } from './paste.page.js';
import { SheetService } from './sheet.service.js';

interface Place {
  readonly cohort: string;
  readonly session: string;
}

/** The file of a date, filled in and given back: all of it or nothing. */
@Controller('facilitate/:cohort/attendance/:session/paste')
export class PasteController {
  constructor(
    private readonly sheets: SheetService,
    private readonly words: AttendanceWords,
    private readonly cohorts: CohortService,
    private readonly editions: EditionService,
    private readonly submissions: Submissions,
  ) {}

  @Allow('facilitator')
  @Get()
  async ask(@CurrentPerson() me: Me, @Param() place: Place): Promise<View> {
    const cohort = await this.cohorts.getFacilitated(me.personId, place.cohort);
    return page('attendance/paste', await this.model(cohort, place.session, { form: emptyForm(PasteForm) }));
  }

  @Allow('facilitator')
  @Post()
  async take(
    @CurrentPerson() me: Me,
    @Param() place: Place,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const cohort = await this.cohorts.getFacilitated(me.personId, place.cohort);
    const sessionId = place.session;
    const { people } = await this.sheets.get(cohort, sessionId);
    const parsed = parseForm(PasteForm, body);
    if (!parsed.ok) return this.again(cohort, sessionId, { form: parsed.form });
    const { rows, version } = parsed.value;
    const { marks, problems } = readCsv(rows, people, this.words.all());
    if (problems.length > 0) {
      const told = { field: 'rows', code: 'attendance.paste.wrong', params: { count: problems.length } };
      return this.again(cohort, sessionId, { form: refuseAll(PasteForm, body, [told]), problems });
    }
    try {
      return await this.submissions.accept(submission, async (tx) => {
        await this.sheets.save(tx, me, { cohort, sessionId, marks, version });
        return `/facilitate/${cohort.id}/attendance/${sessionId}?saved=1`;
      });
    } catch (error) {
      return this.again(cohort, sessionId, { form: refuse(PasteForm, body, { error, field: 'rows' }) });
    }
  }

  private async again(
    cohort: FacilitatedCohort,
    sessionId: string,
    state: { form: FormView; problems?: readonly Problem[] },
  ): Promise<View> {
    return invalid('attendance/paste', await this.model(cohort, sessionId, state));
  }

  private async model(
    cohort: FacilitatedCohort,
    sessionId: string,
    { form, problems = [] }: { form: FormView; problems?: readonly Problem[] },
  ): Promise<object> {
    const [edition, sheet] = await Promise.all([
      this.editions.getCurrent(cohort.trackId),
      this.sheets.get(cohort, sessionId),
    ]);
    return toPastePage(cohort, { edition, sheet, form, problems });
  }
}
