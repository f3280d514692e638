import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { DomainError } from '../shared/domain-error.js';
import { Allow } from '../web/allow.js';
import { ButtonForm, parseForm } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { page, seeOther } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { toOfferPage } from './offer.page.js';
import { OfferService } from './offer.service.js';

/** Where the letter of acceptance leads: through registration or sign-in into the cohort. */
@Controller('offer/:token')
export class OfferController {
  constructor(
    private readonly offers: OfferService,
    private readonly submissions: Submissions,
  ) {}

  @Allow.everyone()
  @Get()
  async show(@CurrentPerson() me: Me | null, @Param('token') token: string): Promise<View> {
    return page('applications/offer', toOfferPage(await this.offers.get(token, me), token));
  }

  /** What is not open leads back to the page, which says why. */
  @Allow('trainee')
  @Post()
  async take(
    @CurrentPerson() me: Me,
    @Param('token') token: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    parseForm(ButtonForm, body);
    const earlier = await this.submissions.findEarlier(submission);
    if (earlier) return earlier;
    const offer = await this.offers.get(token, me);
    if (offer.offered.kind !== 'open') return seeOther(`/offer/${token}`);
    try {
      return await this.submissions.accept(submission, async (tx) => {
        const isTaken = await this.offers.take(tx, me, offer);
        return isTaken ? `/path/${offer.own.place.trackId}` : `/offer/${token}`;
      });
    } catch (error) {
      if (error instanceof DomainError && error.code === 'enrolment.full') return seeOther(`/offer/${token}`);
      throw error;
    }
  }
}
