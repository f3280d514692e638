import { Body, Controller, Get, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Clock } from '../shared/clock.js';
import { Allow, Reauthenticated } from '../web/allow.js';
import { emptyForm, parseForm, refuse } from '../web/form.js';
import type { FormView } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { invalid, page } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { EnquiryForm } from './enquiry.form.js';
import { enquiryYears, toEnquiriesPage } from './enquiry.page.js';
import type { EnquiriesPage } from './enquiry.page.js';
import { EnquiryService } from './enquiry.service.js';

const VIEW = 'certificates/enquiries';

/** The book of answers to who asks by telephone or letter whether a certificate is genuine. */
@Controller('office/enquiries')
export class EnquiryController {
  constructor(
    private readonly enquiries: EnquiryService,
    private readonly submissions: Submissions,
    private readonly clock: Clock,
  ) {}

  @Allow('office')
  @Reauthenticated()
  @Get()
  async show(
    @CurrentPerson() me: Me,
    @Req() request: FastifyRequest,
    @Query('year') year?: unknown,
  ): Promise<View> {
    if (request.method !== 'HEAD') await this.enquiries.recordVisit(me);
    return page(VIEW, await this.model(emptyForm(EnquiryForm), year));
  }

  @Allow('office')
  @Reauthenticated()
  @Post()
  async record(
    @CurrentPerson() me: Me,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const parsed = parseForm(EnquiryForm, body);
    if (!parsed.ok) return invalid(VIEW, await this.model(parsed.form));
    const { askedBy, number, consent, answer } = parsed.value;
    const asked = { askedBy, number, hasConsent: consent === 'yes', answer };
    try {
      return await this.submissions.accept(submission, async (tx) => {
        await this.enquiries.record(tx, me, asked);
        return '/office/enquiries';
      });
    } catch (error) {
      return invalid(VIEW, await this.model(refuse(EnquiryForm, body, { error, field: 'answer' })));
    }
  }

  private async model(form: FormView, asked?: unknown): Promise<EnquiriesPage> {
    const today = this.clock.today();
    const years = enquiryYears(today);
    const year = years.find((one) => String(one) === asked) ?? years[0]!;
    return toEnquiriesPage(form, { year, today, lines: await this.enquiries.list(year) });
  }
}
