import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { DomainError } from '../shared/domain-error.js';
import { Allow } from '../web/allow.js';
import { ButtonForm, emptyForm, parseForm, refuse } from '../web/form.js';
import type { FormView } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { invalid, page, seeOther } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { AskForm } from './contact.form.js';
import { hrefOf, toContactPage } from './contact.page.js';
import type { ContactPage } from './contact.page.js';
import { ContactService } from './contact.service.js';
import type { OwnGroup } from './contact.service.js';

/** Asking the facilitators of one's cohort to get in touch, and taking it back. */
@Controller('contact')
export class ContactController {
  constructor(
    private readonly contact: ContactService,
    private readonly submissions: Submissions,
  ) {}

  /** Who learns in one cohort is there at once. */
  @Allow('trainee')
  @Get()
  async list(@CurrentPerson() me: Me): Promise<View | SeeOther> {
    const groups = await this.contact.listGroups(me.personId);
    const [only] = groups;
    if (only && groups.length === 1) return seeOther(hrefOf(only));
    return page('contact/groups', { groups: groups.map((group) => ({ ...group, href: hrefOf(group) })) });
  }

  @Allow('trainee')
  @Get(':track')
  async show(
    @CurrentPerson() me: Me,
    @Param('track') track: string,
    @Query('back') back?: string,
  ): Promise<View> {
    const group = await this.contact.getGroup(me.personId, track);
    const form = emptyForm(AskForm, { way: 'page' });
    return page('contact/ask', { ...(await this.model(group, { form })), isBack: back === '1' });
  }

  @Allow('trainee')
  @Post(':track')
  async ask(
    @CurrentPerson() me: Me,
    @Param('track') track: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const group = await this.contact.getGroup(me.personId, track);
    const parsed = parseForm(AskForm, body);
    if (!parsed.ok) return this.again(me, track, parsed.form);
    try {
      return await this.submissions.accept(submission, async (tx) => {
        await this.contact.ask(tx, { personId: me.personId, group }, parsed.value);
        return hrefOf(group);
      });
    } catch (error) {
      const isAboutWay = error instanceof DomainError && error.code === 'contact.ask.no-address';
      return this.again(me, track, refuse(AskForm, body, { error, field: isAboutWay ? 'way' : 'line' }));
    }
  }

  @Allow('trainee')
  @Post(':track/withdraw')
  async withdraw(
    @CurrentPerson() me: Me,
    @Param('track') track: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    parseForm(ButtonForm, body);
    const group = await this.contact.getGroup(me.personId, track);
    return this.submissions.accept(submission, async (tx) => {
      await this.contact.withdraw(tx, group);
      return `${hrefOf(group)}?back=1`;
    });
  }

  /** Read anew: what is open may have come from another page meanwhile. */
  private async again(me: Me, track: string, form: FormView): Promise<View> {
    const group = await this.contact.getGroup(me.personId, track);
    const model = await this.model(group, { form, isRefused: true });
    return invalid('contact/ask', { ...model, isBack: false });
  }

  private async model(
    group: OwnGroup,
    { form, isRefused = false }: { form: FormView; isRefused?: boolean },
  ): Promise<ContactPage> {
    const messages = await this.contact.listMessages(group);
    return toContactPage(group, { form, messages, isRefused });
  }
}
