import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NotFound } from '../shared/domain-error.js';
import { Allow } from '../web/allow.js';
import { emptyForm, parseForm, refuse } from '../web/form.js';
import type { FormView } from '../web/form.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { invalid, page } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { shortestPassword } from './password.rules.js';
import { PasswordService } from './password.service.js';
import { SessionCookie } from './session-cookie.js';
import { SessionService } from './session.service.js';
import { StaffEntryForm } from './staff-entry.form.js';
import { StaffEntryService } from './staff-entry.service.js';
import type { Invitation } from './staff-entry.service.js';

const JOIN = 'staff/join';

/** Behind an invitation, and behind the link of the first administrator: a name, a password, and one is in. */
@Controller('setup/:token')
export class StaffEntryController {
  constructor(
    private readonly entries: StaffEntryService,
    private readonly passwords: PasswordService,
    private readonly sessions: SessionService,
    private readonly cookie: SessionCookie,
    private readonly submissions: Submissions,
  ) {}

  @Allow.everyone()
  @Get()
  async show(@Param('token') token: string): Promise<View> {
    const found = await this.entries.find(token);
    return found ? page(JOIN, toModel(token, found, emptyForm(StaffEntryForm))) : linkOver();
  }

  @Allow.everyone()
  @Post()
  async join(
    @Param('token') token: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<View | SeeOther> {
    const earlier = await this.submissions.findEarlier(submission);
    if (earlier) return earlier;
    const found = await this.entries.find(token);
    if (!found) return linkOver();
    const parsed = parseForm(StaffEntryForm, body);
    if (!parsed.ok) return invalid(JOIN, toModel(token, found, parsed.form));
    const { displayName, password } = parsed.value;
    try {
      this.passwords.check(password, { roles: [found.role], words: [displayName, found.email ?? ''] });
      const passwordHash = await this.passwords.hash(password);
      const userAgent = request.headers['user-agent'];
      return await this.submissions.accept(submission, async (tx) => {
        const { id, role } = await this.entries.accept(tx, token, { displayName, passwordHash });
        const started = await this.sessions.start(tx, { personId: id, role, ownDevice: false, userAgent });
        this.cookie.write(reply, 'session', { token: started.token, days: started.cookieDays });
        return '/second-factor';
      });
    } catch (error) {
      if (error instanceof NotFound) return linkOver();
      return invalid(JOIN, toModel(token, found, refuse(StaffEntryForm, body, { error, field: 'password' })));
    }
  }
}

function toModel(token: string, found: Invitation, form: FormView): object {
  return { token, form, role: found.role, shortest: shortestPassword([found.role]) };
}

/** Used, replaced, too old or never made: it says what to do, not which. */
function linkOver(): View {
  return page('accounts/link-over', {}, { status: 404 });
}
