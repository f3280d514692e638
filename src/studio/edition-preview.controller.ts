import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow } from '../web/allow.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import type { SeeOther, View } from '../web/view.js';
import { PreviewDesk } from './preview-desk.service.js';
import { PreviewSubjects } from './preview-subjects.service.js';

/** A published edition as trainees in every state see it. Nothing of it is kept: see docs/decisions/0009. */
@Controller('studio/editions/:hash/preview')
export class EditionPreviewController {
  constructor(
    private readonly subjects: PreviewSubjects,
    private readonly desk: PreviewDesk,
  ) {}

  @Allow('facilitator', 'administrator')
  @Get()
  async overview(@CurrentPerson() me: Me, @Param('hash') hash: string): Promise<View> {
    return this.desk.overview(await this.subjects.ofEdition(me, hash));
  }

  @Allow('facilitator', 'administrator')
  @Get(':view')
  async enter(
    @CurrentPerson() me: Me,
    @Param('hash') hash: string,
    @Param('view') view: string,
  ): Promise<View | SeeOther> {
    return this.desk.enter(me, await this.subjects.ofEdition(me, hash), view);
  }

  @Allow('facilitator', 'administrator')
  @Post(':view')
  async act(
    @CurrentPerson() me: Me,
    @Param() { hash, view }: { hash: string; view: string },
    @Body() body: unknown,
  ): Promise<View | SeeOther> {
    return this.desk.act(me, await this.subjects.ofEdition(me, hash), { view, body });
  }

  @Allow('facilitator', 'administrator')
  @Get(':view/*')
  async show(
    @CurrentPerson() me: Me,
    @Param() { hash, view }: { hash: string; view: string },
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<View | SeeOther | Buffer> {
    return this.desk.show(await this.subjects.ofEdition(me, hash), { me, view, request, reply });
  }

  @Allow('facilitator', 'administrator')
  @Post(':view/*')
  async send(
    @CurrentPerson() me: Me,
    @Param() { hash, view }: { hash: string; view: string },
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<View | SeeOther | Buffer> {
    return this.desk.show(await this.subjects.ofEdition(me, hash), { me, view, request, reply });
  }
}
