import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { DomainError } from '../shared/domain-error.js';
import { Allow } from '../web/allow.js';
import { ButtonForm, parseForm } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { page, seeOther } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { toInvitationPage } from './invitation.page.js';
import { InvitedEntries } from './invited-entry.service.js';

/** Where an invitation leads: through registration or sign-in into the cohort. */
@Controller('invitation/:token')
export class InvitationController {
  constructor(
    private readonly entries: InvitedEntries,
    private readonly submissions: Submissions,
  ) {}

  @Allow.everyone()
  @Get()
  async show(@CurrentPerson() me: Me | null, @Param('token') token: string): Promise<View> {
    return page('invitations/invitation', toInvitationPage(await this.entries.get(token, me), token));
  }

  /** What is not open leads back to the page, which says why. */
  @Allow('trainee')
  @Post()
  async take(
    @CurrentPerson() me: Me,
    @Param('token') token: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    parseForm(ButtonForm, body);
    const { place } = await this.entries.get(token, me);
    try {
      return await this.submissions.accept(submission, async (tx) =>
        (await this.entries.take(tx, me, token)) ? `/path/${place.trackId}` : `/invitation/${token}`,
      );
    } catch (error) {
      if (error instanceof DomainError && /^enrolment\.(full|locked)$/.test(error.code))
        return seeOther(`/invitation/${token}`);
      throw error;
    }
  }
}
