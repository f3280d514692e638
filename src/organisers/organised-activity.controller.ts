import { Body, Controller, Get, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Allow } from '../web/allow.js';
import { ButtonForm, emptyForm, parseForm, refuse } from '../web/form.js';
import type { FormView } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { invalid, page } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { ActivityDesk } from './activity-desk.service.js';
import { ConfirmForm } from './organise.form.js';
import { OrganiserAccess } from './organiser-access.service.js';
import { OwnEntries } from './own-entries.service.js';

const CONFIRM = 'organisers/confirm';

/** One entry as it stands, and what can be said of it at once: that it is right, that it has ended. */
@Controller('organise')
export class OrganisedActivityController {
  constructor(
    private readonly access: OrganiserAccess,
    private readonly entries: OwnEntries,
    private readonly desk: ActivityDesk,
    private readonly submissions: Submissions,
  ) {}

  @Allow.everyone()
  @Get('activities/:activity/confirm')
  async look(
    @Param('activity') id: string,
    @Req() request: FastifyRequest,
    @CurrentPerson() me: Me | null,
  ): Promise<View> {
    const { organiserIds } = await this.access.inside(request, me);
    const entry = await this.entries.get(id, organiserIds);
    return page(CONFIRM, this.entries.toConfirmPage(entry, emptyForm(ConfirmForm)));
  }

  /** What was confirmed is what stood there: a version that came meanwhile is shown first. */
  @Allow.everyone()
  @Post('activities/:activity/confirm')
  async confirm(
    @Param('activity') id: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @CurrentPerson() me: Me | null,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const parsed = parseForm(ConfirmForm, body);
    const access = await this.access.inside(request, me);
    const entry = await this.entries.get(id, access.organiserIds);
    const again = (form: FormView) => invalid(CONFIRM, this.entries.toConfirmPage(entry, form));
    if (!parsed.ok) return again(parsed.form);
    try {
      return await this.submissions.accept(submission, async (tx) => {
        await this.desk.confirm(tx, entry, { access, seen: parsed.value.version });
        return '/organise?done=confirmed';
      });
    } catch (error) {
      return again(refuse(ConfirmForm, body, { error, field: 'confirm' }));
    }
  }

  @Allow.everyone()
  @Post('activities/:activity/close')
  async close(
    @Param('activity') id: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @CurrentPerson() me: Me | null,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    parseForm(ButtonForm, body);
    const access = await this.access.inside(request, me);
    const entry = await this.entries.get(id, access.organiserIds);
    return this.submissions.accept(submission, async (tx) => {
      await this.desk.close(tx, entry, access);
      return '/organise?done=closed';
    });
  }

  /** Too late where the office has decided: the list shows what became of it. */
  @Allow.everyone()
  @Post('changes/:change/withdraw')
  async withdraw(
    @Param('change') id: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @CurrentPerson() me: Me | null,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    parseForm(ButtonForm, body);
    const access = await this.access.inside(request, me);
    const change = await this.entries.getChange(id, access.organiserIds);
    return this.submissions.accept(submission, async (tx) => {
      const isDone = await this.desk.withdraw(tx, change, access);
      return `/organise?done=${isDone ? 'withdrawn' : 'settled'}`;
    });
  }
}
