import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { DomainError } from '../shared/domain-error.js';
import { Allow, Reauthenticated } from '../web/allow.js';
import { ButtonForm, emptyForm, parseForm, refuse } from '../web/form.js';
import type { FormView } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { invalid, page, seeOther } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { InvitePersonForm } from './invitation.form.js';
import { InvitationPlaces } from './invitation-place.service.js';
import { InvitationService } from './invitation.service.js';
import { invitedHref, toInvitedListPage, toInvitedPage } from './office-invitation.page.js';
import type { InvitedPage } from './office-invitation.page.js';
import { InvitationSlips } from './invitation-slip.service.js';

interface At {
  readonly cohort: string;
  readonly invitation: string;
}

/** Why a link could not be made, as the page of the cohort then says it. */
const REFUSALS: Readonly<Record<string, string>> = {
  'invitations.ended': 'ended',
  'invitations.full': 'full',
  'invitations.closed': 'closed',
};

/** The office asks people to take part: by mail, or on paper. */
@Controller('office/invitations')
export class OfficeInvitationController {
  constructor(
    private readonly invitations: InvitationService,
    private readonly places: InvitationPlaces,
    private readonly submissions: Submissions,
    private readonly slips: InvitationSlips,
  ) {}

  @Allow('office')
  @Get()
  async list(): Promise<View> {
    return page('invitations/list', toInvitedListPage(await this.places.list()));
  }

  @Allow('office')
  @Get(':cohort')
  async show(@Param('cohort') id: string, @Query('note') note: unknown): Promise<View> {
    return page('invitations/cohort', await this.model(id, emptyForm(InvitePersonForm), note));
  }

  @Allow('office')
  @Post(':cohort')
  async invite(
    @CurrentPerson() me: Me,
    @Param('cohort') cohortId: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    await this.places.get(cohortId);
    const parsed = parseForm(InvitePersonForm, body);
    if (!parsed.ok) return invalid('invitations/cohort', await this.model(cohortId, parsed.form));
    const { name, email } = parsed.value;
    const wanted = { cohortId, name, email: email === '' ? null : email };
    try {
      return await this.submissions.accept(submission, async (tx) => {
        await this.invitations.invite(tx, me, wanted);
        return invitedHref(cohortId, wanted.email === null ? '?note=kept' : '?note=sent');
      });
    } catch (error) {
      const field = error instanceof DomainError && error.code === 'invitations.twice' ? 'email' : 'name';
      const form = refuse(InvitePersonForm, body, { error, field });
      return invalid('invitations/cohort', await this.model(cohortId, form));
    }
  }

  @Allow('office')
  @Post(':cohort/:invitation/again')
  again(
    @CurrentPerson() me: Me,
    @Param() { cohort: cohortId, invitation: id }: At,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    parseForm(ButtonForm, body);
    return orBack(cohortId, () =>
      this.submissions.accept(submission, async (tx) => {
        await this.invitations.sendAgain(tx, me, { cohortId, id });
        return invitedHref(cohortId, '?note=again');
      }),
    );
  }

  /** Answers with the paper itself: the link on it is shown this once and kept as a hash only. */
  @Allow('office')
  @Reauthenticated()
  @Post(':cohort/:invitation/slip')
  async slip(
    @CurrentPerson() me: Me,
    @Param() { cohort: cohortId, invitation: id }: At,
    @Body() body: unknown,
  ): Promise<View | SeeOther> {
    parseForm(ButtonForm, body);
    const place = await this.places.get(cohortId);
    return orBack(cohortId, async () => page('invitations/slip', await this.slips.make(me, { place, id })));
  }

  @Allow('office')
  @Post(':cohort/:invitation/withdrawal')
  withdraw(
    @CurrentPerson() me: Me,
    @Param() { cohort: cohortId, invitation: id }: At,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    parseForm(ButtonForm, body);
    return this.submissions.accept(submission, async (tx) => {
      await this.invitations.withdraw(tx, me, { cohortId, id });
      return invitedHref(cohortId, '?note=withdrawn');
    });
  }

  private async model(cohortId: string, form: FormView, note: unknown = null): Promise<InvitedPage> {
    const place = await this.places.get(cohortId);
    const [lines, free] = await Promise.all([
      this.invitations.listOf(cohortId),
      this.invitations.freeSeats(place),
    ]);
    return toInvitedPage({ place, lines, free }, { form, note });
  }
}

async function orBack<T>(cohortId: string, work: () => Promise<T>): Promise<T | SeeOther> {
  try {
    return await work();
  } catch (error) {
    const note = error instanceof DomainError ? REFUSALS[error.code] : undefined;
    if (note === undefined) throw error;
    return seeOther(invitedHref(cohortId, `?note=${note}`));
  }
}
