import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { NotFound } from '../shared/domain-error.js';
import { Allow } from '../web/allow.js';
import { parseDisplay } from '../web/display.rules.js';
import { ButtonForm, emptyForm, parseForm, refuse } from '../web/form.js';
import type { FormView } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { invalid, keptPage, page } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { LessonService } from './lesson.service.js';
import type { LessonSeat } from './lesson.service.js';
import { toLessonPage } from './lesson.page.js';
import type { LessonPage, MemoView } from './lesson.page.js';
import { MemoForm } from './memo.form.js';
import { StaleMemo } from './memo.service.js';
import { PlaceForm } from './place.form.js';
import type { StepAddress } from './seat.service.js';
import { isVisit } from './visit.rules.js';

const MEMO_SAVED = '?memo=saved#lesson-memo';

/** Reading: the text, the place where one stopped, the memo, and being done with it. */
@Controller('learn/:track/:module/:step')
export class LessonController {
  private readonly pages = new WeakMap<object, Map<boolean, LessonPage>>();

  constructor(
    private readonly lessons: LessonService,
    private readonly submissions: Submissions,
  ) {}

  @Allow('trainee')
  @Get()
  async lesson(
    @CurrentPerson() me: Me,
    @Param() address: StepAddress,
    @Req() request: FastifyRequest,
    @Query('memo') memo?: string,
  ): Promise<View> {
    const seat = await this.lessons.open(me.personId, address, isVisit(request));
    const isSaved = memo === 'saved';
    if (!isSaved && seat.memo === null && seat.place === null)
      return keptPage('learning/lesson', this.untouched(me, seat));
    return page('learning/lesson', this.show(me, seat, { form: memoOf(seat), isSaved, other: null }));
  }

  @Allow('trainee')
  @Post('place')
  async stop(
    @CurrentPerson() me: Me,
    @Param() address: StepAddress,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    const parsed = parseForm(PlaceForm, body);
    const seat = await this.lessons.enter(me.personId, address);
    if (!parsed.ok) throw new NotFound('section');
    const place = this.lessons.placeOf(seat, parsed.value.section, parseDisplay(me.ui));
    return this.submissions.accept(submission, (tx) => this.lessons.stopAt(tx, seat, place));
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
    const seat = await this.lessons.enter(me.personId, address);
    return this.submissions.accept(submission, (tx) => this.lessons.finish(tx, seat));
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
    const seat = await this.lessons.enter(me.personId, address);
    return this.submissions.accept(submission, (tx) => this.lessons.passByCare(tx, seat));
  }

  @Allow('trainee')
  @Post('memo')
  async saveMemo(
    @CurrentPerson() me: Me,
    @Param() address: StepAddress,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const seat = await this.lessons.enter(me.personId, address);
    const parsed = parseForm(MemoForm, body);
    if (!parsed.ok) return this.memoAgain(me, seat, { form: parsed.form, other: null });
    const { memo: text, version } = parsed.value;
    try {
      return await this.submissions.accept(submission, async (tx) => {
        await this.lessons.saveMemo(tx, seat, { text, version });
        return this.lessons.hrefOf(seat) + MEMO_SAVED;
      });
    } catch (error) {
      if (!(error instanceof StaleMemo)) throw error;
      const again = refuse(
        MemoForm,
        { memo: text, version: String(error.saved.version) },
        { error, field: 'memo' },
      );
      return this.memoAgain(me, seat, { form: again, other: error.saved.text });
    }
  }

  private memoAgain(me: Me, seat: LessonSeat, memo: Pick<MemoView, 'form' | 'other'>): View {
    return invalid('learning/lesson', this.show(me, seat, { ...memo, isSaved: false }));
  }

  /** A lesson in which somebody has left nothing yet is the same for everybody. */
  private untouched(me: Me, seat: LessonSeat): LessonPage {
    const text = this.lessons.text(seat, parseDisplay(me.ui));
    const pages = this.pages.get(text) ?? new Map<boolean, LessonPage>();
    const isDone = seat.status === 'done';
    let known = pages.get(isDone);
    if (!known) {
      known = toLessonPage(seat, text, { form: memoOf(seat), isSaved: false, other: null });
      this.pages.set(text, pages.set(isDone, known));
    }
    return known;
  }

  private show(me: Me, seat: LessonSeat, memo: MemoView) {
    return toLessonPage(seat, this.lessons.text(seat, parseDisplay(me.ui)), memo);
  }
}

function memoOf({ memo }: LessonSeat): FormView {
  return emptyForm(MemoForm, { memo: memo?.text ?? '', version: String(memo?.version ?? 0) });
}
