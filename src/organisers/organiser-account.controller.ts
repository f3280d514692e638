import { Body, Controller, Param, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Allow } from '../web/allow.js';
import { ButtonForm, parseForm } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import type { SeeOther } from '../web/view.js';
import { OrganiserAccess } from './organiser-access.service.js';
import { OrganiserPeople } from './organiser-people.service.js';

/** Keeping a group's entries with one's own account: begun by who opened the group's link, ended at any time. */
@Controller('organise/account')
export class OrganiserAccountController {
  constructor(
    private readonly access: OrganiserAccess,
    private readonly people: OrganiserPeople,
    private readonly submissions: Submissions,
  ) {}

  @Allow.signedIn()
  @Post()
  async attach(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @CurrentPerson() me: Me,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    parseForm(ButtonForm, body);
    const { link } = await this.access.of(request, me);
    return this.submissions.accept(submission, async (tx) => {
      if (!link?.organiserId) return '/organise?done=over';
      await this.people.attach(tx, link.organiserId, me);
      return '/organise?done=attached';
    });
  }

  /** Of a group that is not theirs nothing is there to end, and nothing is said. */
  @Allow.signedIn()
  @Post(':organiser/leave')
  async detach(
    @Param('organiser') organiser: string,
    @Body() body: unknown,
    @CurrentPerson() me: Me,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    parseForm(ButtonForm, body);
    return this.submissions.accept(submission, async (tx) => {
      await this.people.detach(tx, organiser, me);
      return '/organise?done=detached';
    });
  }
}
