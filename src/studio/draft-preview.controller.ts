import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow } from '../web/allow.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import type { SeeOther, View } from '../web/view.js';
import { PreviewDesk } from './preview-desk.service.js';
import { PreviewSubjects } from './preview-subjects.service.js';

/** A draft as trainees would see it. Nothing of it is kept: see docs/decisions/0009. */
@Controller('studio/drafts/:draft/preview')
export class DraftPreviewController {
  constructor(
    private readonly subjects: PreviewSubjects,
    private readonly desk: PreviewDesk,
  ) {}

  @Allow('facilitator', 'administrator')
  @Get()
  async overview(@CurrentPerson() me: Me, @Param('draft') draft: string): Promise<View> {
    return this.desk.overview(await this.subjects.ofDraft(me, draft));
  }

  /** From a line of a file to the screen that shows it. */
  @Allow('facilitator', 'administrator')
  @Get('at')
  async at(
    @CurrentPerson() me: Me,
    @Param('draft') draft: string,
    @Query() query: Readonly<Record<string, unknown>>,
  ): Promise<View | SeeOther> {
    return this.desk.at(me, await this.subjects.ofDraft(me, draft), query);
  }

  @Allow('facilitator', 'administrator')
  @Get(':view')
  async enter(
    @CurrentPerson() me: Me,
    @Param('draft') draft: string,
    @Param('view') view: string,
  ): Promise<View | SeeOther> {
    return this.desk.enter(me, await this.subjects.ofDraft(me, draft), view);
  }

  @Allow('facilitator', 'administrator')
  @Post(':view')
  async act(
    @CurrentPerson() me: Me,
    @Param() { draft, view }: { draft: string; view: string },
    @Body() body: unknown,
  ): Promise<View | SeeOther> {
    return this.desk.act(me, await this.subjects.ofDraft(me, draft), { view, body });
  }

  @Allow('facilitator', 'administrator')
  @Get(':view/*')
  async show(
    @CurrentPerson() me: Me,
    @Param() { draft, view }: { draft: string; view: string },
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<View | SeeOther | Buffer> {
    return this.desk.show(await this.subjects.ofDraft(me, draft), { me, view, request, reply });
  }

  @Allow('facilitator', 'administrator')
  @Post(':view/*')
  async send(
    @CurrentPerson() me: Me,
    @Param() { draft, view }: { draft: string; view: string },
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<View | SeeOther | Buffer> {
    return this.desk.show(await this.subjects.ofDraft(me, draft), { me, view, request, reply });
  }
}
