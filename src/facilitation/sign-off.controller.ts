import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CohortService } from '../cohorts/cohort.service.js';
import type { FacilitatedCohort } from '../cohorts/cohort.service.js';
import { EditionService } from '../curriculum/edition.service.js';
import type { Tx } from '../database/database.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { Allow } from '../web/allow.js';
import { ButtonForm, parseForm } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { pageOf } from '../web/page-of.js';
import { page } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { LINES, toSignOffPage } from './sign-off.page.js';
import { SignOffService } from './sign-off.service.js';

interface Act {
  readonly cohort: FacilitatedCohort;
  readonly submission: SubmissionId;
  readonly work: (tx: Tx) => Promise<void>;
}

/** In tracks that ask for it: a facilitator confirms the people of their cohort, one at a time. */
@Controller('facilitate/:cohort/sign-off')
export class SignOffController {
  constructor(
    private readonly signOffs: SignOffService,
    private readonly cohorts: CohortService,
    private readonly editions: EditionService,
    private readonly submissions: Submissions,
  ) {}

  @Allow('facilitator')
  @Get()
  async show(
    @CurrentPerson() me: Me,
    @Param('cohort') id: string,
    @Query('page') typed: unknown,
  ): Promise<View> {
    const cohort = await this.cohorts.getFacilitated(me.personId, id);
    return page('facilitation/sign-off', await this.model(me, cohort, pageOf(typed)));
  }

  @Allow('facilitator')
  @Post(':enrolment')
  async give(
    @CurrentPerson() me: Me,
    @Param() { cohort: id, enrolment: enrolmentId }: { cohort: string; enrolment: string },
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    parseForm(ButtonForm, body);
    const cohort = await this.cohorts.getFacilitated(me.personId, id);
    const work = (tx: Tx) => this.signOffs.give(tx, me, { cohort, enrolmentId });
    return this.act(me, { cohort, submission, work });
  }

  @Allow('facilitator')
  @Post(':enrolment/withdrawal')
  async takeBack(
    @CurrentPerson() me: Me,
    @Param() { cohort: id, enrolment: enrolmentId }: { cohort: string; enrolment: string },
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    parseForm(ButtonForm, body);
    const cohort = await this.cohorts.getFacilitated(me.personId, id);
    const work = (tx: Tx) => this.signOffs.takeBack(tx, me, { cohort, enrolmentId });
    return this.act(me, { cohort, submission, work });
  }

  /** What is refused is said on the list, as it stands now. */
  private async act(me: Me, { cohort, submission, work }: Act): Promise<View | SeeOther> {
    try {
      return await this.submissions.accept(submission, async (tx) => {
        await work(tx);
        return `/facilitate/${cohort.id}/sign-off`;
      });
    } catch (error) {
      if (error instanceof NotFound || !(error instanceof DomainError)) throw error;
      const refusal = { code: error.code, params: error.params };
      return page('facilitation/sign-off', await this.model(me, cohort, 1, refusal), { status: 409 });
    }
  }

  private async model(
    me: Me,
    cohort: FacilitatedCohort,
    number: number,
    refusal: Parameters<typeof toSignOffPage>[1]['refusal'] = null,
  ): Promise<object> {
    const [edition, part] = await Promise.all([
      this.editions.getCurrent(cohort.trackId),
      this.signOffs.list(me, cohort, { from: (number - 1) * LINES, size: LINES }),
    ]);
    return toSignOffPage(cohort, { edition, part, page: number, refusal });
  }
}
