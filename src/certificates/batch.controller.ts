import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { Tx } from '../database/database.js';
import { DomainError } from '../shared/domain-error.js';
import { getId } from '../shared/ids.js';
import { Allow, Reauthenticated } from '../web/allow.js';
import { ButtonForm, parseForm } from '../web/form.js';
import type { Message } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { page, seeOther } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { ConfirmBatchForm } from './batch.form.js';
import { toBatchPage } from './batch.page.js';
import type { BatchPage } from './batch.page.js';
import { BatchService } from './batch.service.js';

const ROOT = '/office/certificates';

/** Certificates for a cohort in one act: looked over and proposed by one official, looked over and confirmed by another. */
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
    if (!batch) return seeOther(ROOT);
    return this.submissions.accept(submission, async (tx) => {
      return `${ROOT}/batches/${await this.batches.preview(tx, me, batch)}`;
    });
  }

  @Allow('office')
  @Reauthenticated()
  @Get('batches/:viewing')
  async show(@CurrentPerson() me: Me, @Param('viewing') viewing: string): Promise<View> {
    return page('certificates/batch', await this.model(me, getId(viewing), null));
  }

  @Allow('office')
  @Reauthenticated()
  @Post('batches/:viewing')
  async propose(
    @CurrentPerson() me: Me,
    @Param('viewing') viewing: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    parseForm(ButtonForm, body);
    const { batch } = await this.batches.get(me.personId, getId(viewing));
    const act = async (tx: Tx) => {
      await this.batches.propose(tx, me, { viewing, batch });
      return `${ROOT}/batches/${viewing}`;
    };
    return this.orRefused(me, viewing, () => this.submissions.accept(submission, act));
  }

  @Allow('office')
  @Reauthenticated()
  @Post('proposed-batches/:batch/previews')
  async look(
    @CurrentPerson() me: Me,
    @Param('batch') id: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    parseForm(ButtonForm, body);
    const batch = await this.batches.getProposed(getId(id));
    return this.orHub(() =>
      this.submissions.accept(submission, async (tx) => {
        return `${ROOT}/batches/${await this.batches.look(tx, me, batch)}`;
      }),
    );
  }

  @Allow('office')
  @Reauthenticated()
  @Post('batches/:viewing/confirmation')
  async confirm(
    @CurrentPerson() me: Me,
    @Param('viewing') viewing: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const parsed = parseForm(ConfirmBatchForm, body);
    const seen = parsed.ok ? parsed.value.seen : [];
    const { batch, lines } = await this.batches.get(me.personId, getId(viewing));
    const named = await this.batches.prepare(lines);
    const act = async (tx: Tx) => {
      await this.batches.confirm(tx, me, { batch, named, seen });
      return `${ROOT}/batches/${viewing}`;
    };
    return this.orRefused(me, viewing, () => this.submissions.accept(submission, act));
  }

  @Allow('office')
  @Reauthenticated()
  @Post('proposed-batches/:batch/withdrawal')
  withdraw(
    @CurrentPerson() me: Me,
    @Param('batch') id: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    parseForm(ButtonForm, body);
    return this.orHub(() =>
      this.submissions.accept(submission, async (tx) => {
        await this.batches.withdraw(tx, me, getId(id));
        return ROOT;
      }),
    );
  }

  private async model(me: Me, viewing: string, refusal: Message | null): Promise<BatchPage> {
    const previewed = await this.batches.get(me.personId, viewing);
    return toBatchPage(viewing, previewed, { me: me.personId, refusal });
  }

  /** What is refused is said on the page of the names, as they stand now. */
  private async orRefused(me: Me, viewing: string, act: () => Promise<SeeOther>): Promise<View | SeeOther> {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const refusal = { code: error.code, params: error.params };
      return page('certificates/batch', await this.model(me, viewing, refusal), { status: 409 });
    }
  }

  /** Somebody else was quicker: the list says how it stands. */
  private async orHub(act: () => Promise<SeeOther>): Promise<SeeOther> {
    try {
      return await act();
    } catch (error) {
      if (error instanceof DomainError) return seeOther(ROOT);
      throw error;
    }
  }
}
