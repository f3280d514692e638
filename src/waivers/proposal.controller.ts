import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CohortService } from '../cohorts/cohort.service.js';
import type { FacilitatedCohort } from '../cohorts/cohort.service.js';
import { EditionService } from '../curriculum/edition.service.js';
import type { Tx } from '../database/database.js';
import { DomainError, NotFound } from '../shared/domain-error.js';
import { getId } from '../shared/ids.js';
import { Allow, Reauthenticated } from '../web/allow.js';
import { ButtonForm, emptyForm, parseForm, refuse, refuseAll } from '../web/form.js';
import type { FormView, Message } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { pageOf } from '../web/page-of.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { invalid, page } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { ProposalForm } from './proposal.form.js';
import { LINES, readTarget, toFacilitatedWaiverPage, toProposalPage } from './proposal.page.js';
import type { ProposalPage } from './proposal.page.js';
import { Waivers } from './waivers.service.js';
import { WaiverService } from './waiver.service.js';

interface Place {
  readonly cohort: string;
  readonly waiver: string;
}

interface Act {
  readonly place: Place;
  readonly submission: SubmissionId;
  readonly work: (tx: Tx, which: { id: string; cohort: FacilitatedCohort }) => Promise<void>;
}

/** What concerns the person is told at the number, all else at what they were to be freed from. */
const AT_NUMBER: readonly string[] = ['waivers.propose.nobody', 'waivers.propose.completed'];

/** A facilitator proposes that somebody of their cohort is freed from something, or no longer is. */
@Controller('facilitate/:cohort/waivers')
export class ProposalController {
  constructor(
    private readonly waivers: WaiverService,
    private readonly reading: Waivers,
    private readonly cohorts: CohortService,
    private readonly editions: EditionService,
    private readonly submissions: Submissions,
  ) {}

  @Allow('facilitator')
  @Get()
  async list(
    @CurrentPerson() me: Me,
    @Param('cohort') id: string,
    @Query('page') typed: unknown,
  ): Promise<View> {
    const cohort = await this.cohorts.getFacilitated(me.personId, id);
    return page('waivers/proposal', await this.model(me, cohort, emptyForm(ProposalForm), pageOf(typed)));
  }

  @Allow('facilitator')
  @Reauthenticated()
  @Post()
  async propose(
    @CurrentPerson() me: Me,
    @Param('cohort') id: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const cohort = await this.cohorts.getFacilitated(me.personId, id);
    const refused = async (form: FormView) =>
      invalid('waivers/proposal', await this.model(me, cohort, form, 1));
    const parsed = parseForm(ProposalForm, body);
    if (!parsed.ok) return refused(parsed.form);
    const { number, kind, note } = parsed.value;
    const target = readTarget(await this.reading.heldEditions(cohort), parsed.value.target);
    if (!target) {
      const error = { field: 'target', code: 'web.form.choose', params: {} };
      return refused(refuseAll(ProposalForm, body, [error]));
    }
    const wanted = { cohort, number, target, kind, note: note === '' ? null : note };
    try {
      return await this.submissions.accept(
        submission,
        async (tx) => `/facilitate/${cohort.id}/waivers/${await this.waivers.propose(tx, me, wanted)}`,
      );
    } catch (error) {
      const atNumber = error instanceof DomainError && AT_NUMBER.includes(error.code);
      return refused(refuse(ProposalForm, body, { error, field: atNumber ? 'number' : 'target' }));
    }
  }

  @Allow('facilitator')
  @Get(':waiver')
  async show(@CurrentPerson() me: Me, @Param() place: Place): Promise<View> {
    const cohort = await this.cohorts.getFacilitated(me.personId, place.cohort);
    return page('waivers/facilitated', await this.one(me, cohort, getId(place.waiver)));
  }

  @Allow('facilitator')
  @Reauthenticated()
  @Post(':waiver/withdrawal')
  withdraw(
    @CurrentPerson() me: Me,
    @Param() place: Place,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    parseForm(ButtonForm, body);
    const work: Act['work'] = (tx, which) => this.waivers.withdraw(tx, me, which);
    return this.act(me, { place, submission, work });
  }

  @Allow('facilitator')
  @Reauthenticated()
  @Post(':waiver/lift')
  proposeLift(
    @CurrentPerson() me: Me,
    @Param() place: Place,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    parseForm(ButtonForm, body);
    const work: Act['work'] = (tx, which) => this.waivers.proposeLift(tx, me, which);
    return this.act(me, { place, submission, work });
  }

  /** What is refused is said on the page of the waiver, as it stands now. */
  private async act(me: Me, { place, submission, work }: Act): Promise<View | SeeOther> {
    const cohort = await this.cohorts.getFacilitated(me.personId, place.cohort);
    const id = getId(place.waiver);
    try {
      return await this.submissions.accept(submission, async (tx) => {
        await work(tx, { id, cohort });
        return `/facilitate/${cohort.id}/waivers/${id}`;
      });
    } catch (error) {
      if (error instanceof NotFound || !(error instanceof DomainError)) throw error;
      const refusal = { code: error.code, params: error.params };
      return page('waivers/facilitated', await this.one(me, cohort, id, refusal), { status: 409 });
    }
  }

  private async one(
    me: Me,
    cohort: FacilitatedCohort,
    id: string,
    refusal: Message | null = null,
  ): Promise<object> {
    const [edition, waiver] = await Promise.all([
      this.editions.getCurrent(cohort.trackId),
      this.reading.get(me.personId, { id, cohortId: cohort.id }),
    ]);
    return toFacilitatedWaiverPage(cohort, { edition, waiver, refusal });
  }

  private async model(
    me: Me,
    cohort: FacilitatedCohort,
    form: FormView,
    number: number,
  ): Promise<ProposalPage> {
    const part = { from: (number - 1) * LINES, size: LINES };
    const [editions, found] = await Promise.all([
      this.reading.heldEditions(cohort),
      this.reading.list(me.personId, { cohortId: cohort.id }, part),
    ]);
    return toProposalPage(cohort, { editions, form, found, page: number });
  }
}
