import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Allow, Reauthenticated } from '../web/allow.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { page } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { toChoosePage, toOfficeVisitsPage } from './office-visits.page.js';
import { SlotList } from './slot-list.service.js';
import { SlotDesk } from './slot-desk.js';
import type { Desk } from './slot-desk.js';
import { WelcomeDesk } from './welcome-desk.js';

interface Seat {
  readonly slot: string;
  readonly request: string;
}

const LONGEST_SEARCH = 100;

/** Times for visitors of all entries, for the office: it stands in for groups that are not online. */
@Controller('office')
export class OfficeVisitsController {
  constructor(
    private readonly desk: SlotDesk,
    private readonly welcome: WelcomeDesk,
    private readonly list: SlotList,
  ) {}

  @Allow('office')
  @Get('visits')
  async all(): Promise<View> {
    const [coming, recent] = await Promise.all([this.list.listComing(), this.list.listRecent()]);
    return page('trials-host/office', toOfficeVisitsPage(coming, recent));
  }

  @Allow('office')
  @Get('visits/new')
  async choose(@Query('q') asked?: unknown): Promise<View> {
    const q = typeof asked === 'string' ? asked.trim().slice(0, LONGEST_SEARCH) : '';
    return page('trials-host/choose', toChoosePage(q, await this.list.findEntries(q)));
  }

  @Allow('office')
  @Get('activities/:activity/visits')
  listOf(
    @CurrentPerson() me: Me,
    @Param('activity') id: string,
    @Query('done') done?: unknown,
  ): Promise<View> {
    return this.desk.listOf(deskOf(me), id, done);
  }

  @Allow('office')
  @Get('activities/:activity/visits/new')
  askNew(
    @CurrentPerson() me: Me,
    @Param('activity') id: string,
    @Query() query: Record<string, unknown>,
  ): Promise<View> {
    return this.desk.askNew(deskOf(me), id, query);
  }

  @Allow('office')
  @Post('activities/:activity/visits/new')
  add(
    @CurrentPerson() me: Me,
    @Param('activity') id: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    return this.desk.add(deskOf(me), id, { body, submission });
  }

  @Allow('office')
  @Reauthenticated()
  @Get('visits/:slot')
  show(@CurrentPerson() me: Me, @Param('slot') id: string, @Query('done') done?: unknown): Promise<View> {
    return this.welcome.show(deskOf(me), id, done);
  }

  @Allow('office')
  @Get('visits/:slot/change')
  askChange(@CurrentPerson() me: Me, @Param('slot') id: string): Promise<View> {
    return this.desk.askChange(deskOf(me), id);
  }

  @Allow('office')
  @Post('visits/:slot/change')
  change(
    @CurrentPerson() me: Me,
    @Param('slot') id: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    return this.desk.change(deskOf(me), id, { body, submission });
  }

  @Allow('office')
  @Get('visits/:slot/cancel')
  askCancel(@CurrentPerson() me: Me, @Param('slot') id: string): Promise<View> {
    return this.desk.askCancel(deskOf(me), id);
  }

  @Allow('office')
  @Post('visits/:slot/cancel')
  cancel(
    @CurrentPerson() me: Me,
    @Param('slot') id: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    return this.desk.cancel(deskOf(me), id, { body, submission });
  }

  @Allow('office')
  @Reauthenticated()
  @Post('visits/:slot/requests/:request')
  mark(
    @CurrentPerson() me: Me,
    @Param() seat: Seat,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    return this.welcome.mark(deskOf(me), seat, { body, submission });
  }

  @Allow('office')
  @Reauthenticated()
  @Post('visits/:slot/not-met')
  takeBackNotMet(
    @CurrentPerson() me: Me,
    @Param('slot') id: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    return this.welcome.takeBackNotMet(deskOf(me), id, { body, submission });
  }
}

function deskOf(me: Me): Desk {
  return { base: '/office', hosted: 'office', hostOf: () => me };
}
