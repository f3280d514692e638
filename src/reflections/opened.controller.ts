import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { EditionService } from '../curriculum/edition.service.js';
import { NotFound } from '../shared/domain-error.js';
import { Allow } from '../web/allow.js';
import { parseDisplay } from '../web/display.rules.js';
import { ButtonForm, emptyForm, parseForm, refuse } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { invalid, page, seeOther } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { AnswerForm, MendingForm } from './answer.form.js';
import { ReflectionAnswers } from './answer.service.js';
import { toOpenedPage } from './opened.page.js';
import type { OpenedNote, OpenedPage, OpenedState } from './opened.page.js';
import { openedHref, queueHref } from './queue.page.js';
import { ReflectionQueue } from './queue.service.js';
import type { ReadSending } from './queue.service.js';
import { StaleText } from './reflection-text.service.js';
import { findReflection } from './reflection-view.js';
import { ReflectionService } from './reflection.service.js';

interface At {
  readonly cohort: string;
  readonly sending: string;
}

const NOTES: readonly OpenedNote[] = ['kept', 'sent', 'mended', 'closed', 'second'];
const PAGE = 'reflections/opened';

/** One thing that was sent, after it was opened: a draft of a reply, the reply, or that it needs none. */
@Controller('facilitate/:cohort/reflections/:sending')
export class OpenedController {
  constructor(
    private readonly queue: ReflectionQueue,
    private readonly answers: ReflectionAnswers,
    private readonly reflections: ReflectionService,
    private readonly editions: EditionService,
    private readonly submissions: Submissions,
  ) {}

  @Allow('facilitator')
  @Get()
  async show(
    @CurrentPerson() me: Me,
    @Param() at: At,
    @Query('note') asked?: string,
  ): Promise<View | SeeOther> {
    const opened = await this.queue.get(me.personId, at.cohort, at.sending);
    if (!opened.isReadable) return seeOther(queueHref(at.cohort));
    const note = NOTES.find((one) => one === asked) ?? null;
    return page(PAGE, await this.model(me, opened, { note }));
  }

  @Allow('facilitator')
  @Post('reply')
  async reply(
    @CurrentPerson() me: Me,
    @Param() at: At,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const opened = await this.getRead(me, at);
    const parsed = parseForm(AnswerForm, body);
    if (!parsed.ok) return invalid(PAGE, await this.model(me, opened, { form: parsed.form }));
    const { text, version, act } = parsed.value;
    try {
      return await this.submissions.accept(submission, async (tx) => {
        if (act === 'draft') await this.answers.saveDraft(tx, me, opened, { text, version });
        const isFirst =
          act === 'draft' || (await this.answers.reply(tx, me, opened, { text, version, kind: act }));
        const note: OpenedNote = act === 'draft' ? 'kept' : isFirst ? 'sent' : 'second';
        return noted(at, note);
      });
    } catch (error) {
      if (!(error instanceof StaleText)) throw error;
      const typed = { text, version: String(error.saved.version) };
      const form = refuse(AnswerForm, typed, { error, field: 'text' });
      return invalid(PAGE, await this.model(me, opened, { form, other: error.saved.text }));
    }
  }

  @Allow('facilitator')
  @Post('edits')
  async mend(
    @CurrentPerson() me: Me,
    @Param() at: At,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const opened = await this.getRead(me, at);
    if (!opened.reply?.isMine) throw new NotFound('reply');
    const parsed = parseForm(MendingForm, body);
    if (!parsed.ok) return invalid(PAGE, await this.model(me, opened, { form: parsed.form }));
    const words = parsed.value;
    try {
      return await this.submissions.accept(submission, async (tx) => {
        await this.answers.mend(tx, me, opened, words);
        return noted(at, 'mended');
      });
    } catch (error) {
      if (!(error instanceof StaleText)) throw error;
      const typed = { text: words.text, version: String(error.saved.version) };
      const form = refuse(MendingForm, typed, { error, field: 'text' });
      return invalid(PAGE, await this.model(me, opened, { form, other: error.saved.text }));
    }
  }

  @Allow('facilitator')
  @Post('closing')
  async close(
    @CurrentPerson() me: Me,
    @Param() at: At,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    parseForm(ButtonForm, body);
    const opened = await this.getRead(me, at);
    return this.submissions.accept(submission, async (tx) => {
      await this.answers.close(tx, me, opened);
      return noted(at, 'closed');
    });
  }

  /** @throws NotFound before it was opened */
  private async getRead(me: Me, { cohort, sending }: At): Promise<ReadSending> {
    const opened = await this.queue.get(me.personId, cohort, sending);
    if (!opened.isReadable) throw new NotFound(`sending ${sending}, read`);
    return opened;
  }

  private async model(me: Me, opened: ReadSending, state: Partial<OpenedState>): Promise<OpenedPage> {
    const edition = await this.editions.get(opened.line.editionHash);
    const found = findReflection(edition, opened.line);
    const ask = found
      ? this.reflections.ask(edition, found.step, parseDisplay(me.ui))
      : { questions: [], easy: null };
    return toOpenedPage(
      opened,
      { edition, ask },
      { form: formOf(opened), other: null, note: null, ...state },
    );
  }
}

function formOf({ reply, draft }: ReadSending) {
  if (reply) return emptyForm(MendingForm, { text: reply.text, version: String(reply.version) });
  return emptyForm(AnswerForm, { text: draft?.text ?? '', version: String(draft?.version ?? 0) });
}

function noted({ cohort, sending }: At, note: OpenedNote): string {
  return `${openedHref(cohort, sending)}?note=${note}`;
}
