import { BadRequestException, Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { CurriculumWords } from '../curriculum/curriculum-words.js';
import type { Tx } from '../database/database.js';
import type { StepAddress } from '../learning/seat.service.js';
import { isVisit } from '../learning/visit.rules.js';
import { Allow } from '../web/allow.js';
import { parseDisplay } from '../web/display.rules.js';
import { ButtonForm, parseForm } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { page } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { NoticeForm } from './notice.form.js';
import { toSessionPage } from './session.page.js';
import { SessionService } from './session.service.js';
import type { SessionSeat } from './session-seat.js';

interface Sent {
  readonly body: unknown;
  readonly submission: SubmissionId;
}

/** A training session, for who is to come: when, where, and what else is possible. */
@Controller('session/:track/:module/:step')
export class SessionController {
  constructor(
    private readonly sessions: SessionService,
    private readonly submissions: Submissions,
    private readonly words: CurriculumWords,
  ) {}

  @Allow('trainee')
  @Get()
  async show(
    @CurrentPerson() me: Me,
    @Param() address: StepAddress,
    @Req() request: FastifyRequest,
    @Query('notice') noted?: string,
  ): Promise<View> {
    const opened = await this.sessions.open(me.personId, address, isVisit(request));
    const ui = parseDisplay(me.ui);
    const { edition } = opened.seat;
    const notice = noted === 'given' || noted === 'back' ? noted : null;
    const model = toSessionPage(opened, {
      notice,
      show: (words, easy) => this.words.html(this.words.chosen(words, easy, ui), edition, ui),
    });
    return page('attendance/session', model);
  }

  @Allow('trainee')
  @Post('absence')
  async absent(
    @CurrentPerson() me: Me,
    @Param() address: StepAddress,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    const seat = await this.sessions.enter(me.personId, address);
    return this.note({ body, submission }, (tx, date) => this.sessions.giveNotice(tx, seat, date));
  }

  @Allow('trainee')
  @Post('coming')
  async coming(
    @CurrentPerson() me: Me,
    @Param() address: StepAddress,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    const seat: SessionSeat = await this.sessions.enter(me.personId, address);
    return this.note({ body, submission }, (tx, date) => this.sessions.takeBackNotice(tx, seat, date));
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
    const seat = await this.sessions.enter(me.personId, address);
    return this.submissions.accept(submission, (tx) => this.sessions.passByCare(tx, seat));
  }

  /** The form is a button: only a hand-made request leaves the date out. */
  private note(
    { body, submission }: Sent,
    act: (tx: Tx, date: string) => Promise<string>,
  ): Promise<SeeOther> {
    const parsed = parseForm(NoticeForm, body);
    if (!parsed.ok) throw new BadRequestException();
    return this.submissions.accept(submission, (tx) => act(tx, parsed.value.date));
  }
}
