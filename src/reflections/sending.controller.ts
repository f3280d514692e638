import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import type { StepAddress } from '../learning/seat.service.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { Allow } from '../web/allow.js';
import { ButtonForm, parseForm } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { invalid, page, seeOther } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { sentHref } from './reflection.page.js';
import { ReflectionService } from './reflection.service.js';
import { ReflectionTexts } from './reflection-text.service.js';
import { hrefOf, placeOf } from './reflection-view.js';
import type { ReflectionSeat } from './reflection-view.js';
import { maySend } from './sending.rules.js';
import { SendingForm } from './sending.form.js';
import { toSendingPage, toSentPage } from './sending.page.js';
import { ReflectionSendings } from './sending.service.js';
import type { Readers } from './sending.js';

type SentAddress = StepAddress & { readonly sent: string };
const OVERTAKEN = { status: 409 };

/** Sending what one wrote: first who will read it, then what became of it, and taking it back until it was read. */
@Controller('reflection/:track/:module/:step')
export class SendingController {
  constructor(
    private readonly reflections: ReflectionService,
    private readonly texts: ReflectionTexts,
    private readonly sendings: ReflectionSendings,
    private readonly submissions: Submissions,
  ) {}

  @Allow('trainee')
  @Get('sending')
  async lookOver(@CurrentPerson() me: Me, @Param() address: StepAddress): Promise<View | SeeOther> {
    const { seat, readers } = await this.mayOffer(me, address);
    const place = placeOf(seat);
    const [written, sent] = await Promise.all([this.texts.get(place), this.sendings.list(place)]);
    if (!maySend(written.text, sent)) return seeOther(hrefOf(seat));
    return page('reflections/sending', toSendingPage(seat, written, readers));
  }

  @Allow('trainee')
  @Post('sending')
  async send(
    @CurrentPerson() me: Me,
    @Param() address: StepAddress,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const { seat, readers } = await this.mayOffer(me, address);
    const again = async (refusal: DomainError) =>
      toSendingPage(seat, await this.texts.get(placeOf(seat)), { ...readers, refusal });
    const parsed = parseForm(SendingForm, body);
    if (!parsed.ok)
      return invalid('reflections/sending', await again(new DomainError('reflections.sending.changed')));
    try {
      return await this.submissions.accept(submission, async (tx) =>
        sentHref(seat, await this.sendings.send(tx, me.personId, seat, parsed.value)),
      );
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const isTold = /^reflections\.sending\.(empty|moved)$/.test(error.code);
      const told = isTold ? error : new DomainError('reflections.sending.changed');
      return page('reflections/sending', await again(told), OVERTAKEN);
    }
  }

  @Allow('trainee')
  @Get('sent/:sent')
  async sent(@CurrentPerson() me: Me, @Param() { sent, ...address }: SentAddress): Promise<View | SeeOther> {
    const seat = await this.reflections.enter(me.personId, address);
    const found = await this.sendings.get(placeOf(seat), sent);
    return found.sending.isTakenBack
      ? seeOther(`${hrefOf(seat)}?back=1`)
      : page('reflections/sent', toSentPage(seat, found));
  }

  @Allow('trainee')
  @Post('sent/:sent/back')
  async takeBack(
    @CurrentPerson() me: Me,
    @Param() { sent, ...address }: SentAddress,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    parseForm(ButtonForm, body);
    const seat = await this.reflections.enter(me.personId, address);
    try {
      return await this.submissions.accept(submission, async (tx) => {
        await this.sendings.takeBack(tx, placeOf(seat), sent);
        return `${hrefOf(seat)}?back=1`;
      });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const found = await this.sendings.get(placeOf(seat), sent);
      return page('reflections/sent', toSentPage(seat, found, error), OVERTAKEN);
    }
  }

  @Allow('trainee')
  @Post('sent/:sent/seen')
  async putAway(
    @CurrentPerson() me: Me,
    @Param() { sent, ...address }: SentAddress,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    parseForm(ButtonForm, body);
    const seat = await this.reflections.enter(me.personId, address);
    return this.submissions.accept(submission, async (tx) => {
      await this.sendings.markSeen(tx, placeOf(seat), sent);
      return sentHref(seat, sent);
    });
  }

  /** @throws NotFound where sending is not offered, or nobody would read it */
  private async mayOffer(me: Me, address: StepAddress): Promise<{ seat: ReflectionSeat; readers: Readers }> {
    const seat = await this.reflections.enter(me.personId, address);
    const { share } = seat.step;
    const readers = await this.sendings.findReaders(me.personId, seat.enrolmentId);
    if (share === 'never' || (share === 'offered' && readers.readers.length === 0))
      throw new NotFound('sending');
    return { seat, readers };
  }
}
