import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Config } from '../config/config.js';
import { CurriculumWords } from '../curriculum/curriculum-words.js';
import { afterStep } from '../learning/after-step.rules.js';
import { isVisit } from '../learning/visit.rules.js';
import type { StepAddress } from '../learning/seat.service.js';
import { NotFound } from '../shared/domain-error.js';
import { Allow } from '../web/allow.js';
import { parseDisplay } from '../web/display.rules.js';
import { ButtonForm, parseForm } from '../web/form.js';
import type { FieldView, FormView } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { invalid, page } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { isTooMuch, savedState, staleState, wrongState } from './form-state.js';
import { toPrintPage } from './print.page.js';
import { wordingFor } from './wording.js';
import { toWorksheetPage } from './worksheet.page.js';
import type { FormState, WorksheetPage } from './worksheet.page.js';
import { WorksheetService } from './worksheet.service.js';
import type { WorksheetSeat } from './worksheet.service.js';
import { WordsForm } from './words.form.js';
import type { Typed, WrittenBlock } from './written.rules.js';

const SAVED = '?words=saved#sheet';

/** A sheet to fill in: on the screen, for oneself alone, or on paper. */
@Controller('worksheet/:track/:module/:step')
export class WorksheetController {
  constructor(
    private readonly worksheets: WorksheetService,
    private readonly submissions: Submissions,
    private readonly words: CurriculumWords,
    private readonly config: Config,
  ) {}

  @Allow('trainee')
  @Get()
  async sheet(
    @CurrentPerson() me: Me,
    @Param() address: StepAddress,
    @Req() request: FastifyRequest,
    @Query('words') words?: string,
  ): Promise<View> {
    const seat = await this.worksheets.open(me.personId, address, isVisit(request));
    const saved = await this.worksheets.find(seat);
    const state = savedState(seat.step, saved, words === 'saved');
    return page('worksheets/worksheet', this.show(me, seat, { saved: saved.words, state }));
  }

  @Allow('trainee')
  @Post('words')
  async save(
    @CurrentPerson() me: Me,
    @Param() address: StepAddress,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const seat = await this.worksheets.enter(me.personId, address);
    if (!seat.step.onScreen) throw new NotFound('form');
    const parsed = parseForm(WordsForm, body);
    if (!parsed.ok) return this.again(me, seat, wrongState(shownIn(parsed.form)));
    const { words: texts, ticks, version, sheet: form, then } = parsed.value;
    const typed = { texts, ticks, version };
    if (isTooMuch(typed)) return this.again(me, seat, wrongState(typed));
    try {
      return await this.submissions.accept(submission, async (tx) => {
        await this.worksheets.save(tx, seat, { ...typed, form });
        if (then === 'done') return this.worksheets.finish(tx, seat);
        return then === 'later' ? afterStep(seat) : this.worksheets.hrefOf(seat) + SAVED;
      });
    } catch (error) {
      return this.again(me, seat, staleState(seat.step, typed, error));
    }
  }

  @Allow('trainee')
  @Post('done')
  async done(
    @CurrentPerson() me: Me,
    @Param() address: StepAddress,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    parseForm(ButtonForm, body);
    const seat = await this.worksheets.enter(me.personId, address);
    return this.submissions.accept(submission, (tx) => this.worksheets.finish(tx, seat));
  }

  @Allow('trainee')
  @Post('passed')
  async pass(
    @CurrentPerson() me: Me,
    @Param() address: StepAddress,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    parseForm(ButtonForm, body);
    const seat = await this.worksheets.enter(me.personId, address);
    return this.submissions.accept(submission, (tx) => this.worksheets.passByCare(tx, seat));
  }

  @Allow('trainee')
  @Get('print')
  async paper(
    @CurrentPerson() me: Me,
    @Param() address: StepAddress,
    @Query('mine') mine?: string,
  ): Promise<View> {
    const seat = await this.worksheets.enter(me.personId, address);
    const { words } = mine === '1' ? await this.worksheets.find(seat) : { words: [] };
    const wording = wordingFor(this.words, seat.edition, parseDisplay(me.ui));
    return page('worksheets/print', toPrintPage(seat, { words, origin: this.config.origin }, wording));
  }

  private async again(me: Me, seat: WorksheetSeat, state: FormState): Promise<View> {
    const saved = await this.worksheets.find(seat);
    return invalid('worksheets/worksheet', this.show(me, seat, { saved: saved.words, state }));
  }

  private show(
    me: Me,
    seat: WorksheetSeat,
    what: { saved: readonly WrittenBlock[]; state: FormState },
  ): WorksheetPage {
    return toWorksheetPage(seat, what, wordingFor(this.words, seat.edition, parseDisplay(me.ui)));
  }
}

/** What a refused form held. */
function shownIn({ fields }: FormView): Typed & { version: number } {
  const { words, ticks, version } = fields as Record<keyof WordsForm, FieldView>;
  return { texts: words.values, ticks: ticks.values, version: Number(version.value) || 0 };
}
