import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { DomainError } from '../shared/domain-error.js';
import { Allow } from '../web/allow.js';
import { ButtonForm, emptyForm, parseForm, refuse } from '../web/form.js';
import type { Message } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { invalid, page } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { CohortEditions } from './cohort-edition.service.js';
import { DraftCheck } from './draft-check.service.js';
import { draftHref } from './draft-href.rules.js';
import { DraftService } from './draft.service.js';
import { NewTrackForm } from './studio.form.js';
import { toStudioPage } from './studio.page.js';
import { StudioTracks } from './studio-tracks.service.js';

/** Where courses are written: what is published, what is being written, and how to begin. */
@Controller('studio')
export class StudioController {
  constructor(
    private readonly tracks: StudioTracks,
    private readonly drafts: DraftService,
    private readonly checker: DraftCheck,
    private readonly cohortEditions: CohortEditions,
    private readonly submissions: Submissions,
  ) {}

  @Allow('facilitator', 'administrator')
  @Get()
  async home(@CurrentPerson() me: Me): Promise<View> {
    return page('studio-drafts/home', await this.model(me));
  }

  @Allow('facilitator', 'administrator')
  @Get('new')
  askNew(): View {
    return page('studio-drafts/new', { form: emptyForm(NewTrackForm) });
  }

  @Allow('facilitator', 'administrator')
  @Post('new')
  async begin(
    @Body() body: unknown,
    @CurrentPerson() me: Me,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const parsed = parseForm(NewTrackForm, body);
    if (!parsed.ok) return invalid('studio-drafts/new', { form: parsed.form });
    const { name: title, track: id, code } = parsed.value;
    try {
      return await this.submissions.accept(submission, async (tx) =>
        draftHref((await this.tracks.begin(tx, me, { id, code, title })).id),
      );
    } catch (error) {
      const isCode = error instanceof DomainError && error.code.startsWith('studio-drafts.new.code');
      const form = refuse(NewTrackForm, body, { error, field: isCode ? 'code' : 'track' });
      return invalid('studio-drafts/new', { form });
    }
  }

  @Allow('facilitator', 'administrator')
  @Post('tracks/:track/drafts')
  async copy(
    @Param('track') track: string,
    @Body() body: unknown,
    @CurrentPerson() me: Me,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    parseForm(ButtonForm, body);
    try {
      return await this.submissions.accept(submission, async (tx) =>
        draftHref((await this.tracks.copy(tx, me, track)).id),
      );
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const { code, params } = error;
      return page('studio-drafts/home', await this.model(me, { code, params }), { status: 409 });
    }
  }

  private async model(me: Me, refusal: Message | null = null) {
    const [tracks, drafts, waiting] = await Promise.all([
      this.tracks.listOf(me),
      this.drafts.list(me),
      this.cohortEditions.notesFor(me),
    ]);
    const lastCounts = (draft: Parameters<DraftCheck['lastCounts']>[0]) => this.checker.lastCounts(draft);
    return { ...toStudioPage({ tracks, drafts, personId: me.personId, lastCounts, refusal }), waiting };
  }
}
