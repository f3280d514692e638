import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { Allow } from '../web/allow.js';
import { parseForm } from '../web/form.js';
import type { Message } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { invalid, page } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { DraftCheck } from './draft-check.service.js';
import { DraftDesk } from './draft-desk.service.js';
import { DraftFiles } from './draft-files.service.js';
import { draftHref } from './draft-href.rules.js';
import { toDraftPage } from './draft.page.js';
import { DraftService } from './draft.service.js';
import { sendFile } from './send-file.js';
import { DraftForm } from './studio.form.js';
import { zipOf } from './sample-zip.js';

const UNREADABLE: Message = { code: 'studio-drafts.draft.stale', params: {} };

/** One draft: what the checker says, its files, and its end. */
@Controller('studio/drafts/:draft')
export class DraftController {
  constructor(
    private readonly drafts: DraftService,
    private readonly files: DraftFiles,
    private readonly desk: DraftDesk,
    private readonly checker: DraftCheck,
    private readonly submissions: Submissions,
  ) {}

  @Allow('facilitator', 'administrator')
  @Get()
  async show(@Param('draft') id: string, @CurrentPerson() me: Me): Promise<View> {
    return page('studio-drafts/draft', await this.model(id, me));
  }

  /** Repairs all that the checker can repair by itself. */
  @Allow('facilitator', 'administrator')
  @Post('repairs')
  async repair(
    @Param('draft') id: string,
    @Body() body: unknown,
    @CurrentPerson() me: Me,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const draft = await this.drafts.get(id, me);
    const earlier = await this.submissions.findEarlier(submission);
    if (earlier) return earlier;
    const parsed = parseForm(DraftForm, body);
    if (!parsed.ok || parsed.value.version !== draft.version) return this.refused(id, me, UNREADABLE);
    try {
      const files = await this.checker.repaired(draft);
      return await this.submissions.accept(submission, async (tx) => {
        const now = await this.drafts.get(id, me, tx);
        if (files.length > 0) await this.files.putAll(tx, now, { files, version: draft.version });
        return draftHref(draft.id);
      });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return this.refused(id, me, error);
    }
  }

  @Allow('facilitator', 'administrator')
  @Get('files.zip')
  async zip(
    @Param('draft') id: string,
    @CurrentPerson() me: Me,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const draft = await this.drafts.get(id, me);
    const zip = await zipOf(await this.files.filesOf(draft));
    return sendFile(reply, { name: `${draft.trackId}.zip`, type: 'application/zip', bytes: zip });
  }

  @Allow('facilitator', 'administrator')
  @Get('discard')
  async askDiscard(@Param('draft') id: string, @CurrentPerson() me: Me): Promise<View> {
    return page('studio-drafts/discard', await this.discarding(id, me));
  }

  @Allow('facilitator', 'administrator')
  @Post('discard')
  async discard(
    @Param('draft') id: string,
    @Body() body: unknown,
    @CurrentPerson() me: Me,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    // Looked up first: a press at the same time may take it away in between.
    const known = (await this.drafts.list(me)).find((one) => one.id === id)?.id;
    const earlier = await this.submissions.findEarlier(submission);
    if (earlier) return earlier;
    if (known === undefined) throw new NotFound(`draft ${id}`);
    const parsed = parseForm(DraftForm, body);
    if (!parsed.ok) return invalid('studio-drafts/discard', await this.discarding(known, me, UNREADABLE));
    const { version } = parsed.value;
    try {
      return await this.submissions.accept(submission, async (tx) => {
        await this.drafts.discard(tx, me, { draft: await this.drafts.get(known, me, tx), version });
        return '/studio';
      });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return page('studio-drafts/discard', await this.discarding(known, me, error), { status: 409 });
    }
  }

  private async discarding(id: string, me: Me, refusal: Message | null = null) {
    const draft = await this.drafts.get(id, me);
    const files = await this.files.list(draft);
    const { name, href, ownerName, updatedAt, version } = toDraftPage({
      ...{ draft, files, problems: null, ignored: 0, isWorded: this.desk.isWorded },
      isOwn: draft.ownerId === me.personId,
    });
    return {
      name,
      href,
      ownerName,
      updatedAt,
      version,
      count: files.length,
      refusal: refusal && worded(refusal),
    };
  }

  private async model(id: string, me: Me, refusal: Message | null = null) {
    const { draft, files, checked } = await this.desk.open(id, me);
    return toDraftPage({
      draft,
      files,
      problems: checked?.report.problems ?? null,
      ignored: checked?.report.ignored ?? 0,
      isOwn: draft.ownerId === me.personId,
      isWorded: this.desk.isWorded,
      refusal: refusal && worded(refusal),
    });
  }

  private async refused(id: string, me: Me, refusal: Message): Promise<View> {
    return page('studio-drafts/draft', await this.model(id, me, refusal), { status: 409 });
  }
}

const worded = ({ code, params }: Message): Message => ({ code, params });
