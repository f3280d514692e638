import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CohortService } from '../cohorts/cohort.service.js';
import type { FacilitatedCohort } from '../cohorts/cohort.service.js';
import { EditionService } from '../curriculum/edition.service.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { Allow } from '../web/allow.js';
import { emptyForm, parseForm, refuse, refuseAll } from '../web/form.js';
import type { FormView } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { invalid, page } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { CorrectionForm, MakeUpForm } from './record.form.js';
import { sessionsOf, toMakeUpPage, toRecordPage } from './record.page.js';
import type { MakeUpPage } from './record.page.js';
import { RecordService } from './record.service.js';
import { attendanceHref } from './sheet.page.js';

interface Place {
  readonly cohort: string;
  readonly enrolment: string;
  readonly module: string;
  readonly step: string;
}

/** A make-up in words is recorded, and a mistake is corrected: one person at a time. */
@Controller('facilitate/:cohort/attendance')
export class RecordController {
  constructor(
    private readonly records: RecordService,
    private readonly cohorts: CohortService,
    private readonly editions: EditionService,
    private readonly submissions: Submissions,
  ) {}

  @Allow('facilitator')
  @Get('make-up')
  async makeUp(
    @CurrentPerson() me: Me,
    @Param('cohort') id: string,
    @Query('of') of?: string,
    @Query('session') session?: string,
  ): Promise<View> {
    const cohort = await this.cohorts.getFacilitated(me.personId, id);
    const name = typeof of === 'string' ? await this.records.findName(cohort, of) : null;
    const recorded = name && of && session ? { name, enrolmentId: of, session } : null;
    return page('attendance/make-up', await this.model(cohort, emptyForm(MakeUpForm), recorded));
  }

  @Allow('facilitator')
  @Post('make-up')
  async record(
    @CurrentPerson() me: Me,
    @Param('cohort') id: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const cohort = await this.cohorts.getFacilitated(me.personId, id);
    const parsed = parseForm(MakeUpForm, body);
    if (!parsed.ok) return this.again(cohort, parsed.form);
    const { session: key, number } = parsed.value;
    const session = sessionsOf(await this.editions.getCurrent(cohort.trackId)).find((one) => one.key === key);
    if (!session)
      return this.again(
        cohort,
        refuseAll(MakeUpForm, body, [{ field: 'session', code: 'web.form.choose', params: {} }]),
      );
    try {
      return await this.submissions.accept(submission, async (tx) => {
        const enrolmentId = await this.records.makeUp(tx, me, { cohort, number, ref: session.ref });
        return `${attendanceHref(cohort)}/make-up?of=${enrolmentId}&session=${session.key}`;
      });
    } catch (error) {
      return this.again(cohort, refuse(MakeUpForm, body, { error, field: 'number' }));
    }
  }

  @Allow('facilitator')
  @Get('records/:enrolment/:module/:step')
  async show(@CurrentPerson() me: Me, @Param() place: Place): Promise<View> {
    const cohort = await this.cohorts.getFacilitated(me.personId, place.cohort);
    return page('attendance/record', await this.recordModel(cohort, place, emptyForm(CorrectionForm)));
  }

  @Allow('facilitator')
  @Post('records/:enrolment/:module/:step')
  async correct(
    @CurrentPerson() me: Me,
    @Param() place: Place,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const cohort = await this.cohorts.getFacilitated(me.personId, place.cohort);
    // Once it is corrected there is no record any more: a second click gets the first answer all the same.
    const earlier = await this.submissions.findEarlier(submission);
    if (earlier) return earlier;
    const parsed = parseForm(CorrectionForm, body);
    if (!parsed.ok) return invalid('attendance/record', await this.recordModel(cohort, place, parsed.form));
    const what = { cohort, ...placed(place), reason: parsed.value.reason };
    try {
      return await this.submissions.accept(submission, async (tx) => {
        await this.records.correct(tx, me, what);
        return attendanceHref(cohort);
      });
    } catch (error) {
      if (error instanceof NotFound || !(error instanceof DomainError)) throw error;
      const form = refuse(CorrectionForm, body, { error, field: 'reason' });
      return invalid('attendance/record', await this.recordModel(cohort, place, form));
    }
  }

  private async recordModel(cohort: FacilitatedCohort, place: Place, form: FormView): Promise<object> {
    const record = await this.records.get(cohort, placed(place));
    const edition = await this.editions.getCurrent(cohort.trackId);
    return toRecordPage(cohort, { edition, record, form });
  }

  private async again(cohort: FacilitatedCohort, form: FormView): Promise<View> {
    return invalid('attendance/make-up', await this.model(cohort, form, null));
  }

  private async model(
    cohort: FacilitatedCohort,
    form: FormView,
    recorded: { name: string; enrolmentId: string; session: string } | null,
  ): Promise<MakeUpPage> {
    const edition = await this.editions.getCurrent(cohort.trackId);
    return toMakeUpPage(cohort, { edition, form, recorded });
  }
}

function placed({ enrolment: enrolmentId, module, step }: Place) {
  return { enrolmentId, ref: { module, step } };
}
