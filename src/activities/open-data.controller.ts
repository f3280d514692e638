import type { Readable } from 'node:stream';
import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../config/config.js';
import { Allow } from '../web/allow.js';
import { answerFile } from '../web/known-file.js';
import { Locales } from '../web/locales.js';
import { pageDataOf } from '../web/page-data.js';
import { page } from '../web/view.js';
import type { View } from '../web/view.js';
import { DirectoryFiles } from './directory-files.service.js';
import { DirectoryStamp } from './directory-stamp.service.js';
import { toOpenDataPage } from './open-data.page.js';

const CSV = 'text/csv; charset=utf-8';

/** The directory as open data, and what stands in its files. */
@Controller('activities/open-data')
export class OpenDataController {
  constructor(
    private readonly files: DirectoryFiles,
    private readonly stamp: DirectoryStamp,
    private readonly locales: Locales,
    private readonly config: Config,
  ) {}

  @Allow.everyone()
  @Get()
  about(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): View {
    void reply.header('x-robots-tag', 'all');
    const { lang } = pageDataOf(request, this.config, false);
    const words = { ja: this.locales.in('ja'), own: this.locales.in(lang) };
    return page('activities-files/open-data', toOpenDataPage(this.config.council.name, words));
  }

  @Allow.everyone()
  @Get('activities.csv')
  async activities(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | Readable | null> {
    const tag = await this.stamp.of('activities');
    const make = () => this.files.activities();
    return answerFile({ request, reply }, { name: 'activities.csv', type: CSV, tag, make });
  }

  @Allow.everyone()
  @Get('events.csv')
  async events(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | Readable | null> {
    const tag = await this.stamp.of('events');
    const make = () => this.files.events();
    return answerFile({ request, reply }, { name: 'events.csv', type: CSV, tag, make });
  }
}
