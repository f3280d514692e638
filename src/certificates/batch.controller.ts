import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { getId } from '../shared/ids.js';
import { Allow, Reauthenticated } from '../web/allow.js';
import { ButtonForm, parseForm } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { page, seeOther } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { toBatchPage } from './batch.page.js';
import { BatchService } from './batch.service.js';

/** Certificates for a cohort in one act: looked over first, which is recorded, then issued. */
@Controller('office/certificates')
export class BatchController {
  constructor(
    private readonly batches: BatchService,
    private readonly submissions: Submissions,
  ) {}

  @Allow('office')
  @Reauthenticated()
  @Post('cohorts/:cohort/previews')
  async preview(
    @CurrentPerson() me: Me,
    @Param('cohort') cohort: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    parseForm(ButtonForm, body);
    const batch = await this.batches.find(getId(cohort));
    // Somebody else was quicker: the list says so.
    if (!batch) return seeOther('/office/certificates');
    return this.submissions.accept(submission, async (tx) => {
      return `/office/certificates/batches/${await this.batches.preview(tx, me, batch)}`;
    });
  }

  @Allow('office')
  @Reauthenticated()
  @Get('batches/:viewing')
  async show(@CurrentPerson() me: Me, @Param('viewing') viewing: string): Promise<View> {
    const { lines } = await this.batches.get(me.personId, getId(viewing));
    return page('certificates/batch', toBatchPage(viewing, lines));
  }

  @Allow('office')
  @Reauthenticated()
  @Post('batches/:viewing')
  async issue(
    @CurrentPerson() me: Me,
    @Param('viewing') viewing: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    parseForm(ButtonForm, body);
    const { batch, lines } = await this.batches.get(me.personId, getId(viewing));
    const named = await this.batches.prepare(lines);
    return this.submissions.accept(submission, async (tx) => {
      await this.batches.issue(tx, me, { viewing, batch, named });
      return `/office/certificates/batches/${viewing}`;
    });
  }
}
