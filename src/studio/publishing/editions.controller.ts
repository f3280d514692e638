import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { EditionSources } from '../../curriculum/edition-sources.service.js';
import { DomainError, NotFound } from '../../shared/domain-error.js';
import { Allow, Reauthenticated } from '../../web/allow.js';
import { ButtonForm, emptyForm, parseForm } from '../../web/form.js';
import type { FormView, Message } from '../../web/form.js';
import { CurrentPerson } from '../../web/me.js';
import type { Me } from '../../web/me.js';
import { Submission, Submissions } from '../../web/submissions.js';
import type { SubmissionId } from '../../web/submissions.js';
import { invalid, page } from '../../web/view.js';
import type { SeeOther, View } from '../../web/view.js';
import { DraftService } from '../draft.service.js';
import { toComparisonPage, toEditionsPage } from './editions.page.js';
import { EditionsService } from './editions.service.js';
import { refusalOf } from './publication.controller.js';
import { PublicationForm } from './publication.form.js';
import { toRestorationPage } from './publication.page.js';
import type { PublicationPage } from './publication.page.js';
import { PublishingService } from './publishing.service.js';
import type { Review } from './review.js';
import { ReviewService } from './review.service.js';

interface Place {
  readonly track: string;
  readonly hash: string;
}

/** The editions of a track: to compare, to look at, to begin a draft with, and to show again. */
@Controller('studio/tracks/:track/editions')
export class EditionsController {
  constructor(
    private readonly editions: EditionsService,
    private readonly reviews: ReviewService,
    private readonly publishing: PublishingService,
    private readonly sources: EditionSources,
    private readonly drafts: DraftService,
    private readonly submissions: Submissions,
  ) {}

  @Allow('facilitator', 'administrator')
  @Get()
  async list(
    @CurrentPerson() me: Me,
    @Param('track') track: string,
    @Query('note') note?: unknown,
  ): Promise<View> {
    const model = toEditionsPage(await this.editions.of(me, track), {
      isJustPublished: note === 'published',
    });
    return page('studio-publish/editions', model);
  }

  @Allow('facilitator', 'administrator')
  @Get('comparison')
  async compare(
    @CurrentPerson() me: Me,
    @Param('track') track: string,
    @Query('before') before: unknown,
    @Query('after') after: unknown,
  ): Promise<View> {
    const [old, now] = await Promise.all(
      [before, after].map((hash) => this.editions.edition(me, track, typeof hash === 'string' ? hash : '')),
    );
    const pair = { before: old!, after: now! };
    const { differences } = this.reviews.compare(pair.before, pair.after);
    return page('studio-publish/comparison', toComparisonPage(pair, differences));
  }

  /** A draft with the files that the edition was made of. */
  @Allow('facilitator', 'administrator')
  @Post(':hash/draft')
  async open(
    @CurrentPerson() me: Me,
    @Param() { track, hash }: Place,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    await this.editions.edition(me, track, hash);
    parseForm(ButtonForm, body);
    const files = await this.sources.filesOf(hash);
    if (files.length === 0) throw new DomainError('studio-publish.editions.no-files');
    return this.submissions.accept(submission, async (tx) => {
      const draft = await this.drafts.create(tx, me, { trackId: track, basedOn: hash, files });
      return `/studio/drafts/${draft.id}`;
    });
  }

  @Allow('facilitator', 'administrator')
  @Get(':hash/restoration')
  async look(@CurrentPerson() me: Me, @Param() place: Place): Promise<View> {
    const review = await this.review(me, place);
    return page('studio-publish/publication', this.model(place, review, emptyForm(PublicationForm)));
  }

  @Allow('facilitator', 'administrator')
  @Reauthenticated()
  @Post(':hash/restoration')
  async restore(
    @CurrentPerson() me: Me,
    @Param() place: Place,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const review = await this.review(me, place);
    const earlier = await this.submissions.findEarlier(submission);
    if (earlier) return earlier;
    const parsed = parseForm(PublicationForm, body);
    if (!parsed.ok) return invalid('studio-publish/publication', this.model(place, review, parsed.form));
    const { base, edition, note, detach } = parsed.value;
    const form = emptyForm(PublicationForm, { base, edition, note, detach });
    try {
      const refused = refusalOf(review, { base, edition, detach });
      if (refused) throw new DomainError(refused);
      const wanted = { what: review.what, base, note, detach: detach === 'yes', draft: null };
      return await this.submissions.accept(submission, (tx) => this.publishing.submit(tx, me, wanted));
    } catch (error) {
      if (error instanceof NotFound || !(error instanceof DomainError)) throw error;
      const refusal = { code: error.code, params: error.params };
      const model = this.model(place, await this.review(me, place), form, refusal);
      return page('studio-publish/publication', model, { status: 409 });
    }
  }

  private async review(me: Me, { track, hash }: Place): Promise<Review> {
    return this.reviews.of({ edition: await this.editions.edition(me, track, hash), images: [] });
  }

  // Four things make this page; they would only be packed and unpacked again.

  private model(
    { track, hash }: Place,
    review: Review,
    form: FormView,
    refusal: Message | null = null,
  ): PublicationPage {
    const { needsTwo } = this.publishing;
    return toRestorationPage({ trackId: track, hash }, { review, form, refusal, needsTwo });
  }
}
