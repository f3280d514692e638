import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { Tx } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { getId } from '../shared/ids.js';
import { Allow } from '../web/allow.js';
import { emptyForm, parseForm, refuse } from '../web/form.js';
import type { FormView, Message } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { pageOf } from '../web/page-of.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { invalid, page } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { DecideForm, ReasonForm } from './board.form.js';
import { LINES, OFFICE, toOfficeBoardPage, toOfficeNotePage } from './board.page.js';
import type { OfficeNotePage } from './board.page.js';
import { Moderation } from './moderation.service.js';
import { personalIn } from '../shared/personal-words.rules.js';
import { WaitingNotes } from './waiting-notes.service.js';

interface Posted {
  readonly id: string;
  readonly body: unknown;
  readonly submission: SubmissionId;
}

/** Notes that wait for the staff: new ones, and those that two people decide on. */
@Controller('office/board')
export class OfficeBoardController {
  constructor(
    private readonly waiting: WaitingNotes,
    private readonly moderation: Moderation,
    private readonly submissions: Submissions,
    private readonly clock: Clock,
  ) {}

  @Allow('office', 'facilitator')
  @Get()
  async list(@CurrentPerson() me: Me, @Query('page') typed: unknown): Promise<View> {
    const number = pageOf(typed);
    const found = await this.waiting.list(me.personId, { from: (number - 1) * LINES, size: LINES });
    return page('board/office', toOfficeBoardPage(found, { page: number, now: this.clock.now() }));
  }

  @Allow('office', 'facilitator')
  @Get(':note')
  async show(@CurrentPerson() me: Me, @Param('note') id: string): Promise<View> {
    return page('board/office-note', await this.model(me, getId(id), {}));
  }

  @Allow('office', 'facilitator')
  @Post(':note/show')
  showIt(
    @CurrentPerson() me: Me,
    @Param('note') id: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    return this.decide(me, { id, body, submission }, (tx, seen) => this.moderation.show(tx, me, seen));
  }

  @Allow('office', 'facilitator')
  @Post(':note/keep')
  keep(
    @CurrentPerson() me: Me,
    @Param('note') id: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    return this.decide(me, { id, body, submission }, (tx, seen) => this.moderation.keep(tx, me, seen));
  }

  @Allow('office', 'facilitator')
  @Post(':note/decline')
  decline(
    @CurrentPerson() me: Me,
    @Param('note') id: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    return this.tell(me, { id, body, submission }, (tx, seen) => this.moderation.decline(tx, me, seen));
  }

  @Allow('office', 'facilitator')
  @Post(':note/hide')
  hide(
    @CurrentPerson() me: Me,
    @Param('note') id: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    return this.tell(me, { id, body, submission }, (tx, seen) => this.moderation.hide(tx, me, seen));
  }

  private async decide(
    me: Me,
    { id, body, submission }: Posted,
    work: (tx: Tx, seen: { id: string; version: number }) => Promise<void>,
  ): Promise<View | SeeOther> {
    const noteId = getId(id);
    const parsed = parseForm(DecideForm, body);
    const version = parsed.ok ? parsed.value.version : 0;
    try {
      return await this.submissions.accept(submission, async (tx) => {
        await work(tx, { id: noteId, version });
        return `${OFFICE}/${noteId}`;
      });
    } catch (error) {
      if (error instanceof NotFound || !(error instanceof DomainError)) throw error;
      return this.refused(me, noteId, { refusal: error });
    }
  }

  /** As `decide`, with words for the writer. */
  private async tell(
    me: Me,
    { id, body, submission }: Posted,
    work: (tx: Tx, seen: { id: string; version: number; reason: string }) => Promise<void>,
  ): Promise<View | SeeOther> {
    const noteId = getId(id);
    const parsed = parseForm(ReasonForm, body);
    if (!parsed.ok) return invalid('board/office-note', await this.model(me, noteId, { form: parsed.form }));
    const { version, reason } = parsed.value;
    try {
      return await this.submissions.accept(submission, async (tx) => {
        await work(tx, { id: noteId, version, reason });
        return `${OFFICE}/${noteId}`;
      });
    } catch (error) {
      if (error instanceof NotFound || !(error instanceof DomainError)) throw error;
      const form = { ...refuse(ReasonForm, body, { error, field: 'reason' }), errors: [] };
      return this.refused(me, noteId, { refusal: error, form });
    }
  }

  /** The note as it stands now, with what was typed. */
  private async refused(
    me: Me,
    id: string,
    { refusal, form }: { refusal: DomainError; form?: FormView },
  ): Promise<View> {
    const { code, params } = refusal;
    const model = await this.model(me, id, { refusal: { code, params }, ...(form ? { form } : {}) });
    return page('board/office-note', model, { status: 409 });
  }

  private async model(
    me: Me,
    id: string,
    { form, refusal = null }: { form?: FormView; refusal?: Message | null },
  ): Promise<OfficeNotePage> {
    const note = await this.waiting.get(me.personId, id);
    const found = personalIn(note.text);
    const started = emptyForm(ReasonForm, { reason: note.opinionReason ?? '' });
    return toOfficeNotePage(note, { form: form ?? started, found, refusal, today: this.clock.today() });
  }
}
