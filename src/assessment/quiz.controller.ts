import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { CurriculumWords } from '../curriculum/curriculum-words.js';
import type { Edition } from '../curriculum/edition.js';
import { afterStep } from '../learning/after-step.rules.js';
import { SeatService } from '../learning/seat.service.js';
import type { StepAddress } from '../learning/seat.service.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { Allow } from '../web/allow.js';
import { parseDisplay } from '../web/display.rules.js';
import { ButtonForm, emptyForm, parseForm, refuse, refuseAll } from '../web/form.js';
import type { FormView } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { invalid, page, seeOther } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { AnswerForm } from './answer.form.js';
import { fieldOf, readAnswer } from './answer.rules.js';
import { toAnswerPage } from './answer.page.js';
import { NOTHING, taken, typedIn } from './given-answer.rules.js';
import { toEndPage } from './end.page.js';
import { attemptOf, toQuestionPage } from './question.page.js';
import type { Asked } from './asked.js';
import { toQuizView } from './quiz-view.js';
import type { QuizView } from './quiz-view.js';
import { toStartPage } from './start.page.js';
import { QuizService } from './quiz.service.js';
import { baseOf } from './sitting.js';
import type { QuizSeat, Sitting } from './sitting.js';

/** Questions one at a time: asked, answered, explained, answered again. Every answer is kept when it is sent. */
@Controller('quiz/:track/:module/:step')
export class QuizController {
  constructor(
    private readonly seats: SeatService,
    private readonly quizzes: QuizService,
    private readonly submissions: Submissions,
    private readonly words: CurriculumWords,
  ) {}

  @Allow('trainee')
  @Get()
  async begin(@CurrentPerson() me: Me, @Param() address: StepAddress): Promise<View> {
    const seat = await this.seats.enter(me.personId, address, 'quiz');
    const last = await this.quizzes.findSitting(seat);
    return page('assessment/start', toStartPage(this.view(me, seat), last));
  }

  @Allow('trainee')
  @Post('start')
  async start(
    @CurrentPerson() me: Me,
    @Param() address: StepAddress,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    parseForm(ButtonForm, body);
    const seat = await this.seats.enter(me.personId, address, 'quiz');
    try {
      return await this.submissions.accept(submission, async (tx) => {
        await this.quizzes.start(tx, seat);
        return `${baseOf(seat)}/1`;
      });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const last = await this.quizzes.findSitting(seat);
      return page(
        'assessment/start',
        { ...toStartPage(this.view(me, seat), last), refusal: error },
        { status: 409 },
      );
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
    const seat = await this.seats.enter(me.personId, address, 'quiz');
    return this.submissions.accept(submission, async (tx) => {
      await this.quizzes.skip(tx, seat);
      return afterStep(seat);
    });
  }

  @Allow('trainee')
  @Get('end')
  async end(@CurrentPerson() me: Me, @Param() address: StepAddress): Promise<View | SeeOther> {
    const { seat, sitting } = await this.sit(me, address);
    if (sitting.state.next !== null) return seeOther(`${baseOf(seat)}/${sitting.state.next + 1}`);
    return page('assessment/end', toEndPage(this.view(me, seat, sitting.edition), sitting));
  }

  @Allow('trainee')
  @Get(':position')
  async question(
    @CurrentPerson() me: Me,
    @Param() at: StepAddress & { position: string },
  ): Promise<View | SeeOther> {
    const { seat, sitting, asked } = await this.ask(me, at);
    const own = sitting.state.questions[asked.position - 1]!;
    if (own.turns > 0 && !sitting.attempt.rule.again)
      return seeOther(`${baseOf(seat)}/${asked.position}/answer`);
    return page(
      'assessment/question',
      toQuestionPage(this.view(me, seat, sitting.edition), asked, emptyForm(AnswerForm, attemptOf(sitting))),
    );
  }

  @Allow('trainee')
  @Post(':position')
  async answer(
    @CurrentPerson() me: Me,
    @Param() at: StepAddress & { position: string },
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const { seat, sitting, asked } = await this.ask(me, at);
    const view = this.view(me, seat, sitting.edition);
    const again = (form: FormView, typed: readonly string[] = []) =>
      invalid('assessment/question', toQuestionPage(view, asked, form, typed));
    const parsed = parseForm(AnswerForm, body);
    if (!parsed.ok) return again(parsed.form);
    const attempt = parsed.value.attempt ?? sitting.attempt.number;
    // The page of an earlier attempt may have asked something else here; the service refuses it, unless it was taken before.
    const isStale = attempt !== sitting.attempt.number;
    const given = isStale ? taken(NOTHING) : readAnswer(parsed.value, asked, view.plain);
    if (!given.ok) return again(refuseAll(AnswerForm, body, given.errors));
    try {
      return await this.submissions.accept(submission, async (tx) => {
        await this.quizzes.answer(tx, seat, { attempt, position: asked.position, answer: given.answer });
        return `${baseOf(seat)}/${asked.position}/answer`;
      });
    } catch (error) {
      // Nothing is marked again: the options of this attempt stand in another order.
      const field = fieldOf(asked.question);
      return again(refuse(AnswerForm, attemptOf(sitting), { error, field }), typedIn(parsed.value));
    }
  }

  @Allow('trainee')
  @Get(':position/answer')
  async explained(
    @CurrentPerson() me: Me,
    @Param() at: StepAddress & { position: string },
  ): Promise<View | SeeOther> {
    const { seat, sitting, asked } = await this.ask(me, at);
    const own = sitting.state.questions[asked.position - 1]!;
    if (!own.last) return seeOther(`${baseOf(seat)}/${asked.position}`);
    const given = { attempt: sitting.attempt, state: sitting.state, own };
    return page('assessment/answer', toAnswerPage(this.view(me, seat, sitting.edition), asked, given));
  }

  /** @throws NotFound before the first attempt */
  private async sit(me: Me, address: StepAddress): Promise<{ seat: QuizSeat; sitting: Sitting }> {
    const seat = await this.seats.enter(me.personId, address, 'quiz');
    const sitting = await this.quizzes.findSitting(seat);
    if (!sitting) throw new NotFound('attempt');
    return { seat, sitting };
  }

  private async ask(
    me: Me,
    at: StepAddress & { position: string },
  ): Promise<{ seat: QuizSeat; sitting: Sitting; asked: Asked }> {
    if (!/^[1-9]\d{0,2}$/.test(at.position)) throw new NotFound('question');
    const { seat, sitting } = await this.sit(me, at);
    const asked = sitting.asked[Number(at.position) - 1];
    if (!asked) throw new NotFound('question');
    return { seat, sitting, asked };
  }

  private view(me: Me, seat: QuizSeat, edition: Edition = seat.edition): QuizView {
    return toQuizView(this.words, seat, { edition, ui: parseDisplay(me.ui) });
  }
}
