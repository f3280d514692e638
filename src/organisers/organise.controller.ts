import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { refusedPage } from '../accounts/refusal.js';
import { SessionCookie } from '../accounts/session-cookie.js';
import { Allow } from '../web/allow.js';
import { ButtonForm, emptyForm, parseForm } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { invalid, page, seeOther } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { languageOf } from './language-of.js';
import { AskLinkForm } from './organise.form.js';
import { toAskPage } from './organise.page.js';
import { OrganiserAccess, isInside } from './organiser-access.service.js';
import { LINK_HOURS, OrganiserLinks } from './organiser-links.service.js';
import { OwnEntries } from './own-entries.service.js';

const ASK = 'organisers/ask';

/** The way in for who has an activity to show: a link by mail, and behind it one's own entries. */
@Controller('organise')
export class OrganiseController {
  constructor(
    private readonly access: OrganiserAccess,
    private readonly links: OrganiserLinks,
    private readonly entries: OwnEntries,
    private readonly cookie: SessionCookie,
    private readonly submissions: Submissions,
  ) {}

  /** `link=ask`: who keeps one group's entries asks for the link of another. */
  @Allow.everyone()
  @Get()
  async show(
    @Req() request: FastifyRequest,
    @CurrentPerson() me: Me | null,
    @Query('done') done?: string,
    @Query('link') link?: string,
  ): Promise<View> {
    const access = await this.access.of(request, me);
    if (link === 'ask' || !isInside(access)) return page(ASK, toAskPage(emptyForm(AskLinkForm), done));
    return page('organisers/entries', await this.entries.home(access, done));
  }

  /** The answer is the same whether the address is known here or not. */
  @Allow.everyone()
  @Post()
  async ask(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Submission() submission: SubmissionId,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<View | SeeOther> {
    const parsed = parseForm(AskLinkForm, body);
    if (!parsed.ok) return invalid(ASK, toAskPage(parsed.form));
    const asker = { from: request.ip, lang: languageOf(request) };
    try {
      return await this.submissions.accept(submission, async (tx) => {
        await this.links.ask(tx, parsed.value.email, asker);
        return '/organise/sent';
      });
    } catch (error) {
      const more = toAskPage(emptyForm(AskLinkForm));
      return refusedPage(reply, error, { template: ASK, Form: AskLinkForm, body, field: 'email', more });
    }
  }

  @Allow.everyone()
  @Get('sent')
  showSent(): View {
    return page('organisers/sent', { hours: LINK_HOURS });
  }

  /** Ends the session of the link in this browser; an account stays signed in. */
  @Allow.everyone()
  @Post('leave')
  async leave(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @CurrentPerson() me: Me | null,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SeeOther> {
    parseForm(ButtonForm, body);
    const { link } = await this.access.of(request, me);
    if (link) await this.links.end(link.hash);
    this.cookie.clear(reply, 'organiser');
    return seeOther('/organise?done=left');
  }
}
