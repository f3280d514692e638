import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { StepAddress } from '../learning/seat.service.js';
import { isVisit } from '../learning/visit.rules.js';
import { Allow } from '../web/allow.js';
import { parseDisplay } from '../web/display.rules.js';
import { ButtonForm, emptyForm, parseForm, refuse } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { invalid, page } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { ReflectionForm } from './reflection.form.js';
import { toReflectionPage } from './reflection.page.js';
import type { ReflectionPage, ReflectionState } from './reflection.page.js';
import { ReflectionService } from './reflection.service.js';
import { ReflectionTexts, StaleText } from './reflection-text.service.js';
import { hrefOf, placeOf } from './reflection-view.js';
import type { ReflectionSeat } from './reflection-view.js';
import { ReflectionSendings } from './sending.service.js';

type Note = ReflectionState['note'];

/** Thinking about something, with a text of one's own that nobody else reads. */
@Controller('reflection/:track/:module/:step')
export class ReflectionController {
  constructor(
    private readonly reflections: ReflectionService,
    private readonly texts: ReflectionTexts,
    private readonly sendings: ReflectionSendings,
    private readonly submissions: Submissions,
  ) {}

  @Allow('trainee')
  @Get()
  async think(
    @CurrentPerson() me: Me,
    @Param() address: StepAddress,
    @Req() request: FastifyRequest,
    @Query() { saved, back }: { saved?: string; back?: string },
  ): Promise<View> {
    const seat = await this.reflections.open(me.personId, address, isVisit(request));
    const note: Note = saved === '1' ? 'saved' : back === '1' ? 'taken-back' : null;
    return page('reflections/reflection', await this.show(me, seat, { note }));
  }

  @Allow('trainee')
  @Post()
  async write(
    @CurrentPerson() me: Me,
    @Param() address: StepAddress,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const seat = await this.reflections.enter(me.personId, address);
    const parsed = parseForm(ReflectionForm, body);
    if (!parsed.ok)
      return invalid('reflections/reflection', await this.show(me, seat, { form: parsed.form }));
    const form = parsed.value;
    try {
      return await this.submissions.accept(submission, (tx) => this.reflections.write(tx, seat, form));
    } catch (error) {
      if (!(error instanceof StaleText)) throw error;
      const typed = { text: form.text, version: String(error.saved.version) };
      const again = refuse(ReflectionForm, typed, { error, field: 'text' });
      const state = { form: again, other: error.saved.text };
      return invalid('reflections/reflection', await this.show(me, seat, state));
    }
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
    const seat = await this.reflections.enter(me.personId, address);
    return this.submissions.accept(submission, (tx) => this.reflections.passByCare(tx, seat));
  }

  @Allow('trainee')
  @Get('history')
  async history(@CurrentPerson() me: Me, @Param() address: StepAddress): Promise<View> {
    const seat = await this.reflections.enter(me.personId, address);
    const texts = await this.texts.listHistory(placeOf(seat));
    const base = hrefOf(seat);
    return page('reflections/history', { texts, backHref: base, action: `${base}/erasure` });
  }

  @Allow('trainee')
  @Post('erasure')
  async erase(
    @CurrentPerson() me: Me,
    @Param() address: StepAddress,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    parseForm(ButtonForm, body);
    const seat = await this.reflections.enter(me.personId, address);
    return this.submissions.accept(submission, async (tx) => {
      await this.texts.erase(tx, placeOf(seat));
      return `${hrefOf(seat)}/history`;
    });
  }

  private async show(
    me: Me,
    seat: ReflectionSeat,
    more: Partial<Pick<ReflectionState, 'form' | 'note' | 'other'>>,
  ): Promise<ReflectionPage> {
    const { edition, step } = seat;
    const ui = parseDisplay(me.ui);
    const place = placeOf(seat);
    const [saved, sent, found] = await Promise.all([
      this.texts.get(place),
      this.sendings.list(place),
      step.share === 'never' ? null : this.sendings.findReaders(me.personId, seat.enrolmentId),
    ]);
    const form = emptyForm(ReflectionForm, { text: saved.text, version: String(saved.version) });
    const hasReaders = found !== null && found.readers.length > 0;
    const state = { form, saved, sent, hasReaders, note: null, other: null, ...more };
    const [ask, show] = [this.reflections.ask(edition, step, ui), this.reflections.show(edition, ui)];
    return toReflectionPage(seat, state, { ask, show });
  }
}
