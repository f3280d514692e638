import type { Readable } from 'node:stream';
import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../config/config.js';
import { Allow } from '../web/allow.js';
import { answerFile } from '../web/known-file.js';
import { ActivityCalendars } from './activity-calendars.service.js';
import { ActivityDirectory } from './activity-directory.service.js';
import { ActivityFeed } from './activity-feed.service.js';
import { choicesOf, hrefOf, readQuestion } from './activity-question.rules.js';
import { DirectoryStamp } from './directory-stamp.service.js';

const CALENDAR = 'text/calendar; charset=utf-8';
const FEED = 'application/rss+xml; charset=utf-8';

/** The directory for calendars and for readers of feeds: the same for everybody who asks, in Japanese as it is written. */
@Controller('activities')
export class ActivityFilesController {
  constructor(
    private readonly directory: ActivityDirectory,
    private readonly calendars: ActivityCalendars,
    private readonly feed: ActivityFeed,
    private readonly stamp: DirectoryStamp,
    private readonly config: Config,
  ) {}

  /** The times of everything that fits what is asked, as on the list. */
  @Allow.everyone()
  @Get('calendar.ics')
  async calendar(
    @Query() query: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | Readable | null> {
    const question = readQuestion(
      query,
      this.config.council.activities.areas.map(({ id }) => id),
    );
    const tag = await this.stamp.of(hrefOf('calendar', choicesOf(question)));
    const make = () => this.calendars.ofMany(question);
    return answerFile({ request, reply }, { name: null, type: CALENDAR, tag, make });
  }

  @Allow.everyone()
  @Get('feed.xml')
  async latest(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | Readable | null> {
    const tag = await this.stamp.of('feed');
    return answerFile({ request, reply }, { name: null, type: FEED, tag, make: () => this.feed.latest() });
  }

  @Allow.everyone()
  @Get(':activity/calendar.ics')
  async calendarOf(
    @Param('activity') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string | Readable | null> {
    const entry = await this.directory.get(id);
    const tag = this.stamp.ofEntry(entry);
    const make = () => this.calendars.of(entry);
    return answerFile({ request, reply }, { name: 'activity.ics', type: CALENDAR, tag, make });
  }
}
