import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Config } from '../config/config.js';
import type { Tx } from '../database/database.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { getId } from '../shared/ids.js';
import { Allow } from '../web/allow.js';
import { emptyForm, parseForm } from '../web/form.js';
import type { FormView, Message } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { invalid, page } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { toOfficeChangePage } from './office-change.page.js';
import type { OfficeChangePage } from './office-change.page.js';
import { ApproveForm, DeclineForm } from './office-decision.form.js';
import { OfficeDecisions } from './office-decisions.service.js';
import { ROOT } from './office-list.page.js';
import { OfficeRecords } from './office-records.service.js';

const PAGE = 'organisers-office/change';

/** What a group sent: before and after, and the two ways to decide. */
@Controller('office/activities/changes/:change')
export class OfficeChangesController {
  constructor(
    private readonly records: OfficeRecords,
    private readonly decisions: OfficeDecisions,
    private readonly submissions: Submissions,
    private readonly config: Config,
  ) {}

  @Allow('office')
  @Get()
  async show(@Param('change') id: string): Promise<View> {
    return page(PAGE, await this.model(getId(id)));
  }

  @Allow('office')
  @Post('approve')
  async approve(
    @CurrentPerson() me: Me,
    @Param('change') typed: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const id = getId(typed);
    const form = parseForm(ApproveForm, body);
    if (!form.ok) return invalid(PAGE, await this.model(id, { refusal: form.form.errors[0]! }));
    const { seen, opens } = form.value;
    return this.decide(submission, id, (tx) =>
      this.decisions.approve(tx, id, { me, seen, opens: opens === '1' }),
    );
  }

  @Allow('office')
  @Post('decline')
  async decline(
    @CurrentPerson() me: Me,
    @Param('change') typed: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const id = getId(typed);
    const form = parseForm(DeclineForm, body);
    if (!form.ok) return invalid(PAGE, await this.model(id, { form: form.form }));
    const { why, words } = form.value;
    return this.decide(submission, id, (tx) => this.decisions.decline(tx, id, { me, why, words }));
  }

  /** What is refused is said on the page of the change, as it stands now. */
  private async decide(
    submission: SubmissionId,
    id: string,
    work: (tx: Tx) => Promise<void>,
  ): Promise<View | SeeOther> {
    try {
      return await this.submissions.accept(submission, async (tx) => {
        await work(tx);
        return `${ROOT}/changes/${id}`;
      });
    } catch (error) {
      if (error instanceof NotFound || !(error instanceof DomainError)) throw error;
      const refusal = { code: error.code, params: error.params };
      return page(PAGE, await this.model(id, { refusal }), { status: 409 });
    }
  }

  private async model(
    id: string,
    { form = emptyForm(DeclineForm), refusal = null }: { form?: FormView; refusal?: Message | null } = {},
  ): Promise<OfficeChangePage> {
    const [change, next] = await Promise.all([this.records.getChange(id), this.records.nextWaiting(id)]);
    const { areas } = this.config.council.activities;
    return toOfficeChangePage(change, { areas, form, refusal, next });
  }
}
