import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { getId } from '../shared/ids.js';
import { Allow } from '../web/allow.js';
import { ButtonForm, emptyForm, parseForm, refuse, refuseAll } from '../web/form.js';
import type { FormView, Message } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { invalid, page } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { OrganiserForm } from './office-organiser.form.js';
import { toOfficeOrganiserPage } from './office-organiser.page.js';
import type { OfficeOrganiserPage } from './office-organiser.page.js';
import { OfficeOrganisers, seenOf } from './office-organisers.service.js';
import { OfficeRecords } from './office-records.service.js';

const PAGE = 'organisers-office/organiser';
const ROOT = '/office/organisers';

/** Whom the office calls and writes to. */
@Controller('office/organisers/:organiser')
export class OfficeOrganisersController {
  constructor(
    private readonly records: OfficeRecords,
    private readonly organisers: OfficeOrganisers,
    private readonly submissions: Submissions,
  ) {}

  @Allow('office')
  @Get()
  async show(@Param('organiser') id: string, @Query('sent') sent: unknown): Promise<View> {
    return page(PAGE, await this.model(getId(id), { isSent: sent === '1' }));
  }

  @Allow('office')
  @Post()
  async change(
    @CurrentPerson() me: Me,
    @Param('organiser') typed: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const id = getId(typed);
    const form = parseForm(OrganiserForm, body);
    if (!form.ok) return invalid(PAGE, await this.model(id, { form: form.form }));
    const { seen, name, email, phone } = form.value;
    const data = { name, email: email || null, phone: phone || null };
    try {
      return await this.submissions.accept(submission, async (tx) => {
        await this.organisers.change(tx, id, { me, seen, data });
        return `${ROOT}/${id}`;
      });
    } catch (error) {
      if (error instanceof NotFound) throw error;
      if (error instanceof DomainError && error.code === 'organisers-office.refused.moved')
        return page(PAGE, await this.moved(id, body, error), { status: 409 });
      return invalid(
        PAGE,
        await this.model(id, { form: refuse(OrganiserForm, body, { error, field: 'email' }) }),
      );
    }
  }

  @Allow('office')
  @Post('link')
  async send(
    @CurrentPerson() me: Me,
    @Param('organiser') typed: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const id = getId(typed);
    parseForm(ButtonForm, body);
    try {
      return await this.submissions.accept(submission, async (tx) => {
        await this.organisers.sendLink(tx, me, id);
        return `${ROOT}/${id}?sent=1`;
      });
    } catch (error) {
      if (error instanceof NotFound || !(error instanceof DomainError)) throw error;
      const refusal = { code: error.code, params: error.params };
      return page(PAGE, await this.model(id, { refusal }), { status: 409 });
    }
  }

  /** What was typed stays; sent again it takes the place of what stands there now. */
  private async moved(
    id: string,
    body: unknown,
    { code, params }: DomainError,
  ): Promise<OfficeOrganiserPage> {
    const seen = seenOf(await this.records.getOrganiser(id));
    const typed = { ...(body as Readonly<Record<string, unknown>>), seen };
    return this.model(id, { form: refuseAll(OrganiserForm, typed, []), refusal: { code, params } });
  }

  private async model(
    id: string,
    { form, refusal = null, isSent = false }: { form?: FormView; refusal?: Message | null; isSent?: boolean },
  ): Promise<OfficeOrganiserPage> {
    const [organiser, holdings] = await Promise.all([
      this.records.getOrganiser(id),
      this.records.holdings(id),
    ]);
    const { name, email, phone } = organiser;
    const typed = { seen: seenOf(organiser), name, email: email ?? '', phone: phone ?? '' };
    return toOfficeOrganiserPage(organiser, holdings, {
      form: form ?? emptyForm(OrganiserForm, typed),
      refusal,
      isSent,
    });
  }
}
