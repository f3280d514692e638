import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { Tx } from '../database/database.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { getId } from '../shared/ids.js';
import { Allow, Reauthenticated } from '../web/allow.js';
import { ButtonForm, parseForm } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { pageOf } from '../web/page-of.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { page } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { LINES, toOfficePage, toOfficeWaiverPage } from './office.page.js';
import { Waivers } from './waivers.service.js';
import { WaiverService } from './waiver.service.js';

const ROOT = '/office/waivers';

interface Act {
  readonly waiver: string;
  readonly body: unknown;
  readonly submission: SubmissionId;
  readonly work: (tx: Tx, id: string) => Promise<void>;
}

/** What facilitators propose, and the second person who confirms it or does not. */
@Controller('office/waivers')
export class OfficeWaiversController {
  constructor(
    private readonly waivers: WaiverService,
    private readonly reading: Waivers,
    private readonly submissions: Submissions,
  ) {}

  @Allow('office')
  @Get()
  async list(@CurrentPerson() me: Me, @Query('page') typed: unknown): Promise<View> {
    const number = pageOf(typed);
    const part = { from: (number - 1) * LINES, size: LINES };
    const found = await this.reading.list(me.personId, { isWaiting: true }, part);
    return page('waivers/office', toOfficePage(found, number));
  }

  @Allow('office')
  @Get(':waiver')
  async show(@CurrentPerson() me: Me, @Param('waiver') waiver: string): Promise<View> {
    const found = await this.reading.get(me.personId, { id: getId(waiver) });
    return page('waivers/office-waiver', toOfficeWaiverPage(found, { me: me.personId, refusal: null }));
  }

  @Allow('office')
  @Reauthenticated()
  @Post(':waiver/confirmation')
  confirm(
    @CurrentPerson() me: Me,
    @Param('waiver') waiver: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const work: Act['work'] = (tx, id) => this.waivers.confirm(tx, me, id);
    return this.act(me, { waiver, body, submission, work });
  }

  @Allow('office')
  @Reauthenticated()
  @Post(':waiver/return')
  return(
    @CurrentPerson() me: Me,
    @Param('waiver') waiver: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const work: Act['work'] = (tx, id) => this.waivers.return(tx, me, id);
    return this.act(me, { waiver, body, submission, work });
  }

  @Allow('office')
  @Reauthenticated()
  @Post(':waiver/lift')
  lift(
    @CurrentPerson() me: Me,
    @Param('waiver') waiver: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const work: Act['work'] = (tx, id) => this.waivers.lift(tx, me, id);
    return this.act(me, { waiver, body, submission, work });
  }

  @Allow('office')
  @Reauthenticated()
  @Post(':waiver/keeping')
  keep(
    @CurrentPerson() me: Me,
    @Param('waiver') waiver: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const work: Act['work'] = (tx, id) => this.waivers.keep(tx, me, id);
    return this.act(me, { waiver, body, submission, work });
  }

  /** What is refused is said on the page of the waiver, as it stands now. */
  private async act(me: Me, { waiver, body, submission, work }: Act): Promise<View | SeeOther> {
    parseForm(ButtonForm, body);
    const id = getId(waiver);
    try {
      return await this.submissions.accept(submission, async (tx) => {
        await work(tx, id);
        return `${ROOT}/${id}`;
      });
    } catch (error) {
      if (error instanceof NotFound || !(error instanceof DomainError)) throw error;
      const refusal = { code: error.code, params: error.params };
      const found = await this.reading.get(me.personId, { id });
      const model = toOfficeWaiverPage(found, { me: me.personId, refusal });
      return page('waivers/office-waiver', model, { status: 409 });
    }
  }
}
