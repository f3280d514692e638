import { Body, Controller, Get, Header, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { SessionCookie } from '../accounts/session-cookie.js';
import { Allow, Reauthenticated } from '../web/allow.js';
import { emptyForm, parseForm, refuse } from '../web/form.js';
import { CurrentPerson, STAFF_ROLES } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { invalid, page } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { EraseForm } from './erase.form.js';
import { ErasureService } from './erasure.service.js';
import { toOwnAccessPage } from './own-access.page.js';
import { OwnAccessService } from './own-access.service.js';
import { toOwnDataPage } from './own-data.page.js';
import { OwnDataService } from './own-data.service.js';
import { Scrubbing } from './scrubbing.service.js';

const ATTACHMENT = 'content-disposition';

@Controller('settings')
export class PrivacyController {
  constructor(
    private readonly ownData: OwnDataService,
    private readonly access: OwnAccessService,
    private readonly erasures: ErasureService,
    private readonly submissions: Submissions,
    private readonly cookie: SessionCookie,
    private readonly scrubbing: Scrubbing,
  ) {}

  @Allow.signedIn()
  @Get('data')
  show(@CurrentPerson() me: Me): View {
    return page('privacy/data', { isStaff: me.roles.some((role) => STAFF_ROLES.includes(role)) });
  }

  @Allow.signedIn()
  @Reauthenticated()
  @Get('data/read')
  async read(@CurrentPerson() me: Me): Promise<View> {
    return page('privacy/read', toOwnDataPage(await this.ownData.collect(me.personId)));
  }

  @Allow.signedIn()
  @Reauthenticated()
  @Get('data/seen')
  async seen(@CurrentPerson() me: Me): Promise<View> {
    return page('privacy/seen', toOwnAccessPage(await this.access.listOf(me.personId)));
  }

  @Allow.signedIn()
  @Reauthenticated()
  @Get('data/file.json')
  @Header('content-type', 'application/json; charset=utf-8')
  @Header(ATTACHMENT, 'attachment; filename="my-data.json"')
  async json(@CurrentPerson() me: Me): Promise<Buffer> {
    return Buffer.from(`${JSON.stringify(await this.ownData.collect(me.personId), null, 2)}\n`);
  }

  @Allow.signedIn()
  @Reauthenticated()
  @Get('erase')
  askErase(): View {
    return page('privacy/erase', { form: emptyForm(EraseForm, { paper: 'keep' }) });
  }

  @Allow.signedIn()
  @Reauthenticated()
  @Post('erase')
  async erase(
    @CurrentPerson() me: Me,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<View | SeeOther> {
    const parsed = parseForm(EraseForm, body);
    if (!parsed.ok) return invalid('privacy/erase', { form: parsed.form });
    try {
      const gone = await this.submissions.accept(submission, async (tx) => {
        await this.erasures.erase(tx, me, { staysVerifiable: parsed.value.paper === 'keep' });
        return '/erased';
      });
      await this.scrubbing.scrub();
      this.cookie.clear(reply, 'session');
      void reply.header('clear-site-data', '"cache", "storage"');
      return gone;
    } catch (error) {
      return invalid('privacy/erase', { form: refuse(EraseForm, body, { error, field: 'paper' }) });
    }
  }
}
