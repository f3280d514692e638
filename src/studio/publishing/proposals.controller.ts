import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { DomainError, NotFound } from '../../shared/domain-error.js';
import { getId } from '../../shared/ids.js';
import type { Tx } from '../../database/database.js';
import { Allow, Reauthenticated } from '../../web/allow.js';
import { ButtonForm, parseForm } from '../../web/form.js';
import type { Message } from '../../web/form.js';
import { CurrentPerson } from '../../web/me.js';
import type { Me } from '../../web/me.js';
import { Submission, Submissions } from '../../web/submissions.js';
import type { SubmissionId } from '../../web/submissions.js';
import { page } from '../../web/view.js';
import type { SeeOther, View } from '../../web/view.js';
import { toProposalPage } from './publication.page.js';
import type { ProposalPage } from './publication.page.js';
import { Proposals } from './proposals.service.js';
import type { ShownProposal } from './proposals.service.js';
import { PublishingService } from './publishing.service.js';
import { ReviewService } from './review.service.js';

interface Act {
  readonly body: unknown;
  readonly submission: SubmissionId;
  /** The path to go on with. */
  readonly work: (tx: Tx, proposal: ShownProposal) => Promise<string>;
}

/** What one person would publish and a second one confirms, where the council wants two. */
@Controller('studio/proposals/:proposal')
export class ProposalsController {
  constructor(
    private readonly proposals: Proposals,
    private readonly reviews: ReviewService,
    private readonly publishing: PublishingService,
    private readonly submissions: Submissions,
  ) {}

  @Allow('facilitator', 'administrator')
  @Get()
  async show(@CurrentPerson() me: Me, @Param('proposal') id: string): Promise<View> {
    return page('studio-publish/proposal', await this.model(await this.proposals.get(me, getId(id))));
  }

  @Allow('facilitator', 'administrator')
  @Reauthenticated()
  @Post('confirmation')
  confirm(
    @CurrentPerson() me: Me,
    @Param('proposal') id: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const work: Act['work'] = (tx, { what }) => this.publishing.confirm(tx, me, { id, what });
    return this.act(me, id, { body, submission, work });
  }

  @Allow('facilitator', 'administrator')
  @Reauthenticated()
  @Post('decline')
  decline(
    @CurrentPerson() me: Me,
    @Param('proposal') id: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const work: Act['work'] = async (tx) => {
      await this.publishing.decline(tx, me, id);
      return `/studio/proposals/${id}`;
    };
    return this.act(me, id, { body, submission, work });
  }

  @Allow('facilitator', 'administrator')
  @Reauthenticated()
  @Post('withdrawal')
  withdraw(
    @CurrentPerson() me: Me,
    @Param('proposal') id: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const work: Act['work'] = async (tx) => {
      await this.publishing.withdraw(tx, me, id);
      return `/studio/proposals/${id}`;
    };
    return this.act(me, id, { body, submission, work });
  }

  /** What is refused is said on the page of the proposal, as it stands now. */
  private async act(me: Me, id: string, { body, submission, work }: Act): Promise<View | SeeOther> {
    const proposal = await this.proposals.get(me, getId(id));
    parseForm(ButtonForm, body);
    try {
      return await this.submissions.accept(submission, (tx) => work(tx, proposal));
    } catch (error) {
      if (error instanceof NotFound || !(error instanceof DomainError)) throw error;
      const refusal = { code: error.code, params: error.params };
      const now = await this.model(await this.proposals.get(me, getId(id)), refusal);
      return page('studio-publish/proposal', now, { status: 409 });
    }
  }

  private async model(proposal: ShownProposal, refusal: Message | null = null): Promise<ProposalPage> {
    const review = proposal.what && (await this.reviews.of(proposal.what));
    return toProposalPage(proposal, review, refusal);
  }
}
