import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { NotFound } from '../shared/domain-error.js';
import { Allow } from '../web/allow.js';
import { parseDisplay } from '../web/display.rules.js';
import { emptyForm, parseForm } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { PersonalLinks } from '../web/personal-links.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { invalid, page } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { ConsentService } from './consent.service.js';
import { NameForm } from './person.form.js';
import { toSettingsPage } from './settings.page.js';
import { SettingsService } from './settings.service.js';

/** One's own account at a glance, and what of it needs no password to change. */
@Controller('settings')
export class SettingsController {
  constructor(
    private readonly settings: SettingsService,
    private readonly consents: ConsentService,
    private readonly submissions: Submissions,
    private readonly links: PersonalLinks,
  ) {}

  @Allow.signedIn()
  @Get()
  async overview(@CurrentPerson() me: Me, @Query('saved') saved: unknown): Promise<View> {
    const own = await this.settings.particularsOf(me.personId);
    const links = await this.links.listFor(me);
    return page('accounts/settings', { ...toSettingsPage(me, own, saved === '1'), links });
  }

  @Allow.signedIn()
  @Get('name')
  showName(@CurrentPerson() me: Me): View {
    return page('accounts/settings-name', { form: emptyForm(NameForm, { displayName: me.displayName }) });
  }

  @Allow.signedIn()
  @Post('name')
  async rename(
    @Body() body: unknown,
    @CurrentPerson() me: Me,
    @Submission() submission: SubmissionId,
  ): Promise<View | SeeOther> {
    const parsed = parseForm(NameForm, body);
    if (!parsed.ok) return invalid('accounts/settings-name', { form: parsed.form });
    return this.submissions.accept(submission, async (tx) => {
      await this.settings.rename(tx, me, parsed.value.displayName);
      return '/settings?saved=1';
    });
  }

  /** What the person agreed to, in today's words, and when. */
  @Allow.signedIn()
  @Get('consent')
  async showConsent(@CurrentPerson() me: Me): Promise<View> {
    const { consentedAt } = await this.settings.particularsOf(me.personId);
    if (consentedAt === null) throw new NotFound();
    const { sections } = this.consents.text(parseDisplay(me.ui).lang);
    return page('accounts/settings-consent', { consentedAt, sections });
  }
}
