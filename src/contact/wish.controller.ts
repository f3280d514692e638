import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Allow } from '../web/allow.js';
import { ButtonForm, emptyForm, parseForm, refuse } from '../web/form.js';
import type { FormView } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { invalid, page } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { WishForm } from './contact.form.js';
import { hrefOf, waysFor } from './contact.page.js';
import { ContactService } from './contact.service.js';
import type { OwnGroup } from './contact.service.js';

/** Whether to be contacted when one's learning stops, and what facilitators wrote. */
@Controller('contact/:track')
export class WishController {
  constructor(
    private readonly contact: ContactService,
    private readonly submissions: Submissions,
  ) {}

  @Allow('trainee')
  @Get('quiet')
  async show(
    @CurrentPerson() me: Me,
    @Param('track') track: string,
    @Query('saved') saved?: string,
  ): Promise<View> {
    const group = await this.contact.getGroup(me.personId, track);
    const { wish } = group;
    const now = wish?.isWanted ? wish.way : wish ? 'no' : '';
    return page('contact/quiet', toWishPage(group, emptyForm(WishForm, { wish: now }), saved === '1'));
  }

  @Allow('trainee')
  @Post('quiet')
  async decide(
    @CurrentPerson() me: Me,
    @Param('track') track: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const group = await this.contact.getGroup(me.personId, track);
    const parsed = parseForm(WishForm, body);
    if (!parsed.ok) return invalid('contact/quiet', toWishPage(group, parsed.form, false));
    const { wish } = parsed.value;
    try {
      return await this.submissions.accept(submission, async (tx) => {
        await this.contact.decide(tx, { personId: me.personId, group }, wish === 'no' ? null : wish);
        return `${hrefOf(group)}/quiet?saved=1`;
      });
    } catch (error) {
      const form = refuse(WishForm, body, { error, field: 'wish' });
      return invalid('contact/quiet', toWishPage(group, form, false));
    }
  }

  @Allow('trainee')
  @Get('messages')
  async messages(@CurrentPerson() me: Me, @Param('track') track: string): Promise<View> {
    const group = await this.contact.getGroup(me.personId, track);
    const messages = await this.contact.listMessages(group);
    return page('contact/messages', { base: hrefOf(group), messages });
  }

  @Allow('trainee')
  @Post('messages/:message/read')
  async markRead(
    @CurrentPerson() me: Me,
    @Param() { track, message }: { track: string; message: string },
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    parseForm(ButtonForm, body);
    const group = await this.contact.getGroup(me.personId, track);
    return this.submissions.accept(submission, async (tx) => {
      await this.contact.markRead(tx, group, message);
      return `${hrefOf(group)}/messages`;
    });
  }
}

function toWishPage(group: OwnGroup, form: FormView, isSaved: boolean): object {
  return {
    trackTitle: group.trackTitle,
    cohortName: group.cohortName,
    base: hrefOf(group),
    options: ['no', ...waysFor(group.hasAddress)],
    form,
    isSaved,
  };
}
