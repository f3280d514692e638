import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { refusedPage } from '../accounts/refusal.js';
import { SessionCookie } from '../accounts/session-cookie.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { Allow } from '../web/allow.js';
import { ButtonForm, emptyForm, parseForm, refuse } from '../web/form.js';
import type { FormView } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { View, invalid, page, seeOther } from '../web/view.js';
import type { SeeOther } from '../web/view.js';
import { languageOf } from './language-of.js';
import { LinkVisits, cookieOf, isOpenTo } from './link-visits.service.js';
import type { Visit } from './link-visits.service.js';
import { AskLinkForm, LinkForm } from './organise.form.js';
import { toAskPage } from './organise.page.js';
import { OrganiserAccess } from './organiser-access.service.js';
import { OrganiserLinks } from './organiser-links.service.js';

const OVER = 'organisers/link-over';

/** The page behind a link from a mail. Opening it changes nothing; pressing a button uses the link up. */
@Controller('organise/link')
export class OrganiserLinkController {
  constructor(
    private readonly visits: LinkVisits,
    private readonly links: OrganiserLinks,
    private readonly access: OrganiserAccess,
    private readonly cookie: SessionCookie,
    private readonly submissions: Submissions,
  ) {}

  @Allow.everyone()
  @Get(':token')
  async show(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @CurrentPerson() me: Me | null,
  ): Promise<View> {
    const visit = await this.visits.find(token);
    if (!visit?.isOpen) return this.over(token, visit, { request, me });
    return page(templateOf(visit), toModel(token, visit, emptyForm(LinkForm)));
  }

  /** A second press of the same button gets the first answer, and its session with it. */
  @Allow.everyone()
  @Post(':token')
  async press(
    @Param('token') token: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @CurrentPerson() me: Me | null,
    @Submission() submission: SubmissionId,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<View | SeeOther> {
    const session = cookieOf(token, submission);
    const earlier = await this.submissions.findEarlier(submission);
    if (earlier) return this.enter(reply, session, earlier);
    const visit = await this.visits.find(token);
    if (!visit?.isOpen) return this.over(token, visit, { request, me });
    const parsed = parseForm(LinkForm, body);
    if (!parsed.ok) return invalid(templateOf(visit), toModel(token, visit, parsed.form));
    try {
      const next = await this.submissions.accept(submission, (tx) =>
        this.visits.use(tx, token, { ...parsed.value, session }),
      );
      return this.enter(reply, session, next);
    } catch (error) {
      const now = await this.visits.find(token);
      if (error instanceof NotFound || !now?.isOpen) return this.over(token, now, { request, me });
      const form = refuse(LinkForm, body, { error, field: 'act' });
      return invalid(templateOf(now), toModel(token, now, form));
    }
  }

  /** Another link to the same address. */
  @Allow.everyone()
  @Post(':token/again')
  async again(
    @Param('token') token: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Submission() submission: SubmissionId,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<View | SeeOther> {
    parseForm(ButtonForm, body);
    const asker = { from: request.ip, lang: languageOf(request) };
    try {
      return await this.submissions.accept(submission, async (tx) => {
        await this.links.renew(tx, token, asker);
        return '/organise/sent';
      });
    } catch (error) {
      if (error instanceof NotFound) return seeOther('/organise?done=over');
      if (!(error instanceof DomainError)) throw error;
      const more = toAskPage(emptyForm(AskLinkForm));
      const again = { template: 'organisers/ask', Form: AskLinkForm, body: {}, field: 'email', more };
      return refusedPage(reply, error, again);
    }
  }

  /** Used, too old, or never made. Who has pressed the button and comes back is let on; others may ask for another. */
  private async over(
    token: string,
    visit: Visit | null,
    { request, me }: { request: FastifyRequest; me: Me | null },
  ): Promise<View> {
    const isInside = isOpenTo(await this.access.of(request, me), visit);
    const againHref = visit ? `/organise/link/${token}/again` : null;
    return page(OVER, { againHref, isInside }, { status: 404 });
  }

  private enter(reply: FastifyReply, token: string, next: SeeOther): SeeOther {
    this.cookie.write(reply, 'organiser', { token, days: null });
    return next;
  }
}

function templateOf({ entry }: Visit): string {
  return entry ? 'organisers/asked' : 'organisers/link';
}

function toModel(token: string, { entry }: Visit, form: FormView): object {
  return { action: `/organise/link/${token}`, entry, form };
}
