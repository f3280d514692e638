import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Config } from '../config/config.js';
import { Outbox } from '../mail/outbox.js';
import { DomainError } from '../shared/domain-error.js';
import { Allow, Reauthenticated } from '../web/allow.js';
import { emptyForm, parseForm, refuse } from '../web/form.js';
import type { FormView } from '../web/form.js';
import { CurrentPerson, ROLES } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { invalid, page, seeOther } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { AccountChangeForm, FindPersonForm, InviteForm, RoleChangeForm } from './people.form.js';
import { PeopleService } from './people.service.js';
import type { AccountLine } from './people.service.js';
import { parseIdentifier } from './sign-in.rules.js';
import { INVITATION_DAYS, StaffEntryService } from './staff-entry.service.js';

const LIST = '/admin/people';

/** The administrator's page on accounts: invite staff, grant roles, disable. */
@Controller('admin/people')
export class PeopleController {
  constructor(
    private readonly people: PeopleService,
    private readonly entries: StaffEntryService,
    private readonly submissions: Submissions,
    private readonly outbox: Outbox,
    private readonly config: Config,
  ) {}

  @Allow('administrator')
  @Get()
  async list(): Promise<View> {
    return page('staff/people', await this.listModel());
  }

  @Allow('administrator')
  @Post('find')
  async find(@Body() body: unknown): Promise<View | SeeOther> {
    const parsed = parseForm(FindPersonForm, body);
    if (!parsed.ok) return invalid('staff/people', await this.listModel({ find: parsed.form }));
    const identifier = parseIdentifier(parsed.value.identifier);
    const found = identifier && (await this.people.findByIdentifier(identifier));
    if (found) return seeOther(`${LIST}/${found.id}`);
    const error = new DomainError('staff.find.unknown');
    return invalid(
      'staff/people',
      await this.listModel({ find: refuse(FindPersonForm, body, { error, field: 'identifier' }) }),
    );
  }

  @Allow('administrator')
  @Reauthenticated()
  @Post('invite')
  async invite(
    @CurrentPerson() me: Me,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const parsed = parseForm(InviteForm, body);
    if (!parsed.ok) return invalid('staff/people', await this.listModel({ invite: parsed.form }));
    const { email, role } = parsed.value;
    try {
      return await this.submissions.accept(submission, async (tx) => {
        const token = await this.entries.invite(tx, me, { email, role });
        const params = { link: `${this.config.origin}/setup/${token}`, days: INVITATION_DAYS };
        await this.outbox.add(tx, { to: email, template: 'staff.invite', lang: 'ja', params });
        return `${LIST}/invited`;
      });
    } catch (error) {
      return invalid(
        'staff/people',
        await this.listModel({ invite: refuse(InviteForm, body, { error, field: 'email' }) }),
      );
    }
  }

  @Allow('administrator')
  @Get('invited')
  invited(): View {
    return page('staff/invited', { days: INVITATION_DAYS });
  }

  @Allow('administrator')
  @Get(':id')
  async show(@CurrentPerson() me: Me, @Param('id') id: string): Promise<View> {
    return page('staff/person', toPersonPage(me, await this.people.get(id)));
  }

  @Allow('administrator')
  @Reauthenticated()
  @Post(':id/roles')
  async changeRole(
    @CurrentPerson() me: Me,
    @Param('id') id: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const parsed = parseForm(RoleChangeForm, body);
    if (!parsed.ok) return this.refused(me, id, new DomainError('web.form.choose'));
    const { role, change } = parsed.value;
    return this.change(me, id, submission, (tx) => this.people[change](tx, me, { id, role }));
  }

  @Allow('administrator')
  @Reauthenticated()
  @Post(':id/account')
  async changeAccount(
    @CurrentPerson() me: Me,
    @Param('id') id: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const parsed = parseForm(AccountChangeForm, body);
    if (!parsed.ok) return this.refused(me, id, new DomainError('web.form.choose'));
    const acts = {
      disable: 'disable',
      enable: 'enable',
      'end-sessions': 'endSessions',
      'reset-second-factor': 'resetSecondFactor',
    } as const;
    return this.change(me, id, submission, (tx) => this.people[acts[parsed.value.change]](tx, me, id));
  }

  private async change(
    me: Me,
    id: string,
    submission: SubmissionId,
    act: (tx: Parameters<Parameters<Submissions['accept']>[1]>[0]) => Promise<void>,
  ): Promise<View | SeeOther> {
    try {
      return await this.submissions.accept(submission, async (tx) => {
        await act(tx);
        return `${LIST}/${id}`;
      });
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return this.refused(me, id, error);
    }
  }

  private async refused(me: Me, id: string, refusal: DomainError): Promise<View> {
    const model = {
      ...toPersonPage(me, await this.people.get(id)),
      refusal: { code: refusal.code, params: refusal.params },
    };
    return page('staff/person', model, { status: 409 });
  }

  private async listModel(forms: { find?: FormView; invite?: FormView } = {}): Promise<object> {
    return {
      staff: (await this.people.listStaff()).map((line) => ({ ...line, href: `${LIST}/${line.id}` })),
      find: forms.find ?? emptyForm(FindPersonForm),
      invite: forms.invite ?? emptyForm(InviteForm),
      errors: [...(forms.find?.errors ?? []), ...(forms.invite?.errors ?? [])],
      roles: ROLES.filter((role) => role !== 'trainee'),
    };
  }
}

function toPersonPage(me: Me, person: AccountLine): object {
  return {
    title: person.displayName,
    person,
    isMe: person.id === me.personId,
    roles: ROLES.map((role) => ({ role, isHeld: person.roles.includes(role) })),
    refusal: null,
  };
}
