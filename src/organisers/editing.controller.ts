import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Allow } from '../web/allow.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { page } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { Editing } from './editing.service.js';
import { OrganiserAccess } from './organiser-access.service.js';

/** Typing an entry, new or not. What is sent waits for the office. */
@Controller('organise/activities')
export class EditingController {
  constructor(
    private readonly access: OrganiserAccess,
    private readonly editing: Editing,
  ) {}

  /** `organiser`: which of several groups; `change`: one that was declined or waits, to be taken up again. */
  @Allow.everyone()
  @Get('new')
  async showNew(
    @Req() request: FastifyRequest,
    @CurrentPerson() me: Me | null,
    @Query('organiser') organiser?: string,
    @Query('change') change?: string,
  ): Promise<View> {
    const access = await this.access.inside(request, me);
    return page('organisers/new', await this.editing.openNew(access, { organiser, change }));
  }

  /** Without a session what was typed is shown again, with how to get on: it takes long to write all this. */
  @Allow.everyone()
  @Post('new')
  async sendNew(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @CurrentPerson() me: Me | null,
    @Submission() submission: SubmissionId,
    @Query('organiser') organiser?: string,
  ): Promise<View | SeeOther> {
    const access = await this.access.of(request, me);
    return this.editing.sendNew({ access, body, submission, url: request.url }, organiser);
  }

  @Allow.everyone()
  @Get(':activity')
  async show(
    @Param('activity') id: string,
    @Req() request: FastifyRequest,
    @CurrentPerson() me: Me | null,
    @Query('change') change?: string,
  ): Promise<View> {
    const access = await this.access.inside(request, me);
    return page('organisers/edit', await this.editing.open(access, id, change));
  }

  @Allow.everyone()
  @Post(':activity')
  async send(
    @Param('activity') id: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @CurrentPerson() me: Me | null,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const access = await this.access.of(request, me);
    return this.editing.send({ access, body, submission, url: request.url }, id);
  }
}
