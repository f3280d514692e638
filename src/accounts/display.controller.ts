import '@fastify/cookie';
import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../config/config.js';
import { Allow } from '../web/allow.js';
import { formatDisplay, parseDisplay } from '../web/display.rules.js';
import { parseForm } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { DISPLAY_COOKIE } from '../web/page-data.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { invalid, page, seeOther } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { BeforeSecondFactor } from './before-second-factor.js';
import { DisplayForm } from './display.form.js';
import { toDisplayForm, toDisplayPage } from './display.page.js';
import { Person } from './person.entity.js';

const A_YEAR = 365 * 24 * 60 * 60; // seconds
const SAVED = '/settings/display?saved=1';

/** Size, colours, ruby, wording, progress, language: for visitors in a cookie, for members with the person. */
@Controller('settings/display')
export class DisplayController {
  constructor(
    private readonly submissions: Submissions,
    private readonly config: Config,
  ) {}

  @Allow.everyone()
  @BeforeSecondFactor()
  @Get()
  show(@CurrentPerson() me: Me | null, @Req() request: FastifyRequest, @Query('saved') saved?: string): View {
    const ui = parseDisplay(me ? me.ui : request.cookies[DISPLAY_COOKIE]);
    return page('settings/display', toDisplayPage(toDisplayForm(ui), saved === '1'));
  }

  @Allow.everyone()
  @BeforeSecondFactor()
  @Post()
  async save(
    @Body() body: unknown,
    @CurrentPerson() me: Me | null,
    @Submission() submission: SubmissionId,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<View | SeeOther> {
    const parsed = parseForm(DisplayForm, body);
    if (!parsed.ok) return invalid('settings/display', toDisplayPage(parsed.form, false));
    const ui = formatDisplay({ ...parsed.value, ruby: parsed.value.ruby === '1' });
    void reply.setCookie(DISPLAY_COOKIE, ui, {
      path: '/',
      sameSite: 'lax',
      httpOnly: true,
      secure: this.config.secureCookies,
      maxAge: A_YEAR,
    });
    if (!me) return seeOther(SAVED);
    return this.submissions.accept(submission, async (tx) => {
      await tx.update(Person, { id: me.personId }, { ui });
      return SAVED;
    });
  }
}
