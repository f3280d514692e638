import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../config/config.js';
import { Clock } from '../shared/clock.js';
import { Allow } from '../web/allow.js';
import { parseDisplay } from '../web/display.rules.js';
import { DISPLAY_COOKIE } from '../web/page-data.js';
import { pageOf } from '../web/page-of.js';
import { page } from '../web/view.js';
import type { View } from '../web/view.js';
import { ActivityDirectory, ENTRIES_PER_PAGE } from './activity-directory.service.js';
import { choicesOf, readQuestion } from './activity-question.rules.js';
import type { ActivityQuestion } from './activity-question.rules.js';
import { readSpan, toCalendarPage } from './calendar.page.js';
import { toEntryPage } from './entry.page.js';
import { toListPage } from './list.page.js';

type Asked = Readonly<Record<string, unknown>>;
/** The directory is there to be found: nothing in it is of one person. */
const FOUND = ['x-robots-tag', 'all'] as const;

/** Where people can meet others with experiences like theirs. For anybody, without an account. */
@Controller('activities')
export class ActivitiesController {
  constructor(
    private readonly directory: ActivityDirectory,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** An address with choices is handed on by people; search engines have the plain one. */
  @Allow.everyone()
  @Get()
  async list(@Query() query: Asked, @Res({ passthrough: true }) reply: FastifyReply): Promise<View> {
    const question = this.read(query);
    const number = pageOf(query.page);
    if (choicesOf(question).length === 0 && number === 1) void reply.header(...FOUND);
    const found = await this.directory.search(question, { from: (number - 1) * ENTRIES_PER_PAGE });
    return page(
      'activities/list',
      toListPage({ ...found, question, page: number, perPage: ENTRIES_PER_PAGE }, this.around()),
    );
  }

  @Allow.everyone()
  @Get('calendar')
  async calendar(@Query() query: Asked): Promise<View> {
    const question = this.read(query);
    const today = this.clock.today();
    const span = readSpan(query, today);
    const found = await this.directory.between(question, span.first, span.last);
    const { settings } = this.around();
    return page('activities/calendar', toCalendarPage({ question, span, found }, { settings, today }));
  }

  @Allow.everyone()
  @Get(':activity')
  async entry(
    @Param('activity') id: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<View> {
    const entry = await this.directory.get(id);
    void reply.header(...FOUND);
    const { words } = parseDisplay(request.me ? request.me.ui : request.cookies[DISPLAY_COOKIE]);
    return page('activities/entry', toEntryPage(entry, { ...this.around(), isEasy: words === 'easy' }));
  }

  private read(query: Asked): ActivityQuestion {
    return readQuestion(
      query,
      this.config.council.activities.areas.map(({ id }) => id),
    );
  }

  private around() {
    return { settings: this.config.council.activities, now: this.clock.now() };
  }
}
