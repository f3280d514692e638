import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { DomainError, NotFound } from '../../shared/domain-error.js';
import { Allow, Reauthenticated } from '../../web/allow.js';
import { emptyForm, parseForm } from '../../web/form.js';
import type { FormView, Message } from '../../web/form.js';
import { CurrentPerson } from '../../web/me.js';
import type { Me } from '../../web/me.js';
import { Submission, Submissions } from '../../web/submissions.js';
import type { SubmissionId } from '../../web/submissions.js';
import { invalid, page } from '../../web/view.js';
import type { SeeOther, View } from '../../web/view.js';
import { countsOf, DraftCheck } from '../draft-check.service.js';
import { DraftService } from '../draft.service.js';
import type { DraftHead } from '../draft.service.js';
import { StudioScope } from '../studio-scope.service.js';
import { PublicationForm } from './publication.form.js';
import { toDraftPublicationPage } from './publication.page.js';
import type { PublicationPage } from './publication.page.js';
import { PublishingService } from './publishing.service.js';
import type { Review } from './review.js';
import { ReviewService } from './review.service.js';

const TAKEN: Message = { code: 'studio-publish.taken', params: {} };

interface Looked {
  readonly draft: DraftHead;
  readonly errors: number;
  /** Their own draft, but the track is another's by now: nothing of that is shown. */
  readonly isTaken: boolean;
  /** Null while there are errors, and where it is taken. */
  readonly review: Review | null;
}

/** A draft as it would be published: what is different for whom, and the one button. */
@Controller('studio/drafts/:draft/publication')
export class PublicationController {
  constructor(
    private readonly drafts: DraftService,
    private readonly scope: StudioScope,
    private readonly check: DraftCheck,
    private readonly reviews: ReviewService,
    private readonly publishing: PublishingService,
    private readonly submissions: Submissions,
  ) {}

  @Allow('facilitator', 'administrator')
  @Get()
  async show(@CurrentPerson() me: Me, @Param('draft') id: string): Promise<View> {
    const looked = await this.look(me, id);
    return page('studio-publish/publication', this.model(looked, emptyForm(PublicationForm)));
  }

  @Allow('facilitator', 'administrator')
  @Reauthenticated()
  @Post()
  async publish(
    @CurrentPerson() me: Me,
    @Param('draft') id: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    await this.drafts.get(id, me);
    const earlier = await this.submissions.findEarlier(submission);
    if (earlier) return earlier;
    const looked = await this.look(me, id);
    const parsed = parseForm(PublicationForm, body);
    if (!parsed.ok) return invalid('studio-publish/publication', this.model(looked, parsed.form));
    const { base, edition, note, detach } = parsed.value;
    const form = emptyForm(PublicationForm, { base, edition, note, detach });
    const { draft, review } = looked;
    try {
      if (looked.isTaken) throw new DomainError(TAKEN.code);
      const refused = refusalOf(review, { base, edition, detach });
      if (refused) throw new DomainError(refused);
      return await this.submissions.accept(submission, (tx) =>
        this.publishing.submit(tx, me, {
          what: review!.what,
          base: base === '' ? null : base,
          note,
          detach: detach === 'yes',
          draft: { id: draft.id, version: draft.version },
        }),
      );
    } catch (error) {
      if (error instanceof NotFound || !(error instanceof DomainError)) throw error;
      // A press at the same time may have done it while this one looked.
      const meanwhile = await this.submissions.findEarlier(submission);
      if (meanwhile) return meanwhile;
      const refusal = { code: error.code, params: error.params };
      // What moved is looked at again, so that the page shows it.
      const now = await this.look(me, id);
      return page('studio-publish/publication', this.model(now, form, refusal), { status: 409 });
    }
  }

  private async look(me: Me, id: string): Promise<Looked> {
    const draft = await this.drafts.get(id, me);
    if (!(await this.scope.mayAuthor(me, draft.trackId)))
      return { draft, errors: 0, isTaken: true, review: null };
    const { report, compiled } = await this.check.check(draft);
    const review = compiled && (await this.reviews.of(compiled));
    return { draft, errors: countsOf(report).errors, isTaken: false, review };
  }

  private model(
    { draft, errors, isTaken, review }: Looked,
    form: FormView,
    refusal: Message | null = isTaken ? TAKEN : null,
  ): PublicationPage {
    const { needsTwo } = this.publishing;
    return toDraftPublicationPage(draft, { errors, review, form, refusal, needsTwo });
  }
}

/** Why it cannot be done with what the person saw. */
export function refusalOf(
  review: Review | null,
  seen: { readonly base: string; readonly edition: string; readonly detach: string },
): string | null {
  if (!review) return 'studio-publish.errors-now';
  const { current, what } = review;
  if (what.edition.hash !== seen.edition || (current?.hash ?? '') !== seen.base)
    return 'studio-publish.moved';
  if (current?.hash === what.edition.hash) return 'studio-publish.same';
  if (review.class === 'refused') return 'studio-publish.refused';
  if (current && review.source === 'files' && seen.detach !== 'yes') return 'studio-publish.detach.needed';
  return null;
}
