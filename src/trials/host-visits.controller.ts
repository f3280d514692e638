import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { doerFor, isInside, OrganiserAccess } from '../organisers/organiser-access.service.js';
import { Allow } from '../web/allow.js';
import { ButtonForm, parseForm } from '../web/form.js';
import type { FormClass } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { invalid, LedElsewhere } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { toEndedPage } from './ended.page.js';
import { SlotDesk } from './slot-desk.js';
import type { Desk } from './slot-desk.js';
import { CancelSlotForm, ChangedSlotForm, OutcomeForm, SlotForm } from './slot.form.js';
import { WelcomeDesk } from './welcome-desk.js';

interface Seat {
  readonly slot: string;
  readonly request: string;
}

/** Times for visitors and who comes, for the group itself: whoever came by its link, or keeps it with an account. */
@Controller('organise')
export class HostVisitsController {
  constructor(
    private readonly desk: SlotDesk,
    private readonly welcome: WelcomeDesk,
    private readonly access: OrganiserAccess,
  ) {}

  @Allow.everyone()
  @Get('activities/:activity/visits')
  async list(
    @CurrentPerson() me: Me | null,
    @Req() request: FastifyRequest,
    @Param('activity') id: string,
    @Query('done') done?: unknown,
  ): Promise<View> {
    return this.desk.listOf(await this.enter(request, me), id, done);
  }

  @Allow.everyone()
  @Get('activities/:activity/visits/new')
  async askNew(
    @CurrentPerson() me: Me | null,
    @Req() request: FastifyRequest,
    @Param('activity') id: string,
    @Query() query: Record<string, unknown>,
  ): Promise<View> {
    return this.desk.askNew(await this.enter(request, me), id, query);
  }

  @Allow.everyone()
  @Post('activities/:activity/visits/new')
  async add(
    @CurrentPerson() me: Me | null,
    @Req() request: FastifyRequest,
    @Param('activity') id: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const desk = await this.find(request, me);
    return desk ? this.desk.add(desk, id, { body, submission }) : ended(SlotForm, body);
  }

  @Allow.everyone()
  @Get('visits/:slot')
  async show(
    @CurrentPerson() me: Me | null,
    @Req() request: FastifyRequest,
    @Param('slot') id: string,
    @Query('done') done?: unknown,
  ): Promise<View> {
    return this.welcome.show(await this.enter(request, me), id, done);
  }

  @Allow.everyone()
  @Get('visits/:slot/change')
  async askChange(
    @CurrentPerson() me: Me | null,
    @Req() request: FastifyRequest,
    @Param('slot') id: string,
  ): Promise<View> {
    return this.desk.askChange(await this.enter(request, me), id);
  }

  @Allow.everyone()
  @Post('visits/:slot/change')
  async change(
    @CurrentPerson() me: Me | null,
    @Req() request: FastifyRequest,
    @Param('slot') id: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const desk = await this.find(request, me);
    return desk ? this.desk.change(desk, id, { body, submission }) : ended(ChangedSlotForm, body);
  }

  @Allow.everyone()
  @Get('visits/:slot/cancel')
  async askCancel(
    @CurrentPerson() me: Me | null,
    @Req() request: FastifyRequest,
    @Param('slot') id: string,
  ): Promise<View> {
    return this.desk.askCancel(await this.enter(request, me), id);
  }

  @Allow.everyone()
  @Post('visits/:slot/cancel')
  async cancel(
    @CurrentPerson() me: Me | null,
    @Req() request: FastifyRequest,
    @Param('slot') id: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const desk = await this.find(request, me);
    return desk ? this.desk.cancel(desk, id, { body, submission }) : ended(CancelSlotForm, body);
  }

  @Allow.everyone()
  @Post('visits/:slot/requests/:request')
  async mark(
    @CurrentPerson() me: Me | null,
    @Req() request: FastifyRequest,
    @Param() seat: Seat,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    parseForm(OutcomeForm, body);
    return this.welcome.mark(await this.enter(request, me), seat, { body, submission });
  }

  @Allow.everyone()
  @Post('visits/:slot/not-met')
  async takeBackNotMet(
    @CurrentPerson() me: Me | null,
    @Req() request: FastifyRequest,
    @Param('slot') id: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    parseForm(ButtonForm, body);
    return this.welcome.takeBackNotMet(await this.enter(request, me), id, { body, submission });
  }

  /** Leads who is outside to where a group comes in. */
  private async enter(request: FastifyRequest, me: Me | null): Promise<Desk> {
    const desk = await this.find(request, me);
    if (!desk) throw new LedElsewhere('/organise');
    return desk;
  }

  private async find(request: FastifyRequest, me: Me | null): Promise<Desk | null> {
    const access = await this.access.of(request, me);
    if (!isInside(access)) return null;
    return {
      base: '/organise',
      hosted: access.organiserIds,
      hostOf: (organiserId) => doerFor(access, organiserId).me,
    };
  }
}

/**
 * The time of a link may end under somebody's text: it is shown to be copied, and nothing was saved.
 * @throws BadRequestException for fields that the form does not have, as from who is inside
 */
function ended(Form: FormClass<object>, body: unknown): View {
  parseForm(Form, body);
  return invalid('trials-host/ended', toEndedPage(body));
}
