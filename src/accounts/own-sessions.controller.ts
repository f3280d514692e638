import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Database } from '../database/database.js';
import { NotFound } from '../shared/domain-error.js';
import { Clock } from '../shared/clock.js';
import { Allow } from '../web/allow.js';
import { ButtonForm, parseForm } from '../web/form.js';
import { CurrentPerson } from '../web/me.js';
import type { Me } from '../web/me.js';
import { Submission, Submissions } from '../web/submissions.js';
import type { SubmissionId } from '../web/submissions.js';
import { page } from '../web/view.js';
import type { SeeOther, View } from '../web/view.js';
import { Session } from './session.entity.js';
import { SessionService } from './session.service.js';

const LIST = '/settings/sessions';

/** Where I am signed in, and ending it there. */
@Controller('settings/sessions')
export class OwnSessionsController {
  constructor(
    private readonly database: Database,
    private readonly sessions: SessionService,
    private readonly submissions: Submissions,
    private readonly clock: Clock,
  ) {}

  @Allow.signedIn()
  @Get()
  async list(@CurrentPerson() me: Me): Promise<View> {
    const rows = await this.database.sql<{
      id: string;
      device: string;
      role: string;
      created_at: number;
      last_seen_at: number;
    }>`
      select id, device, role, created_at, last_seen_at from session
      where person_id = ${me.personId} and ended_at is null and expires_at > ${this.clock.now().getTime()}
      order by last_seen_at desc, id`;
    const sessions = rows.map((row) => ({
      device: row.device,
      role: row.role,
      since: new Date(row.created_at),
      lastSeen: new Date(row.last_seen_at),
      isThis: row.id === me.sessionId,
      // The whole id is the hash of a cookie; its beginning is enough to name one of one's own few sessions.
      action: `${LIST}/${row.id.slice(0, 16)}/end`,
    }));
    return page('staff/sessions', { sessions, hasOthers: sessions.length > 1 });
  }

  @Allow.signedIn()
  @Post('end-others')
  async endOthers(
    @CurrentPerson() me: Me,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    parseForm(ButtonForm, body);
    return this.submissions.accept(submission, async (tx) => {
      await this.sessions.endAll(tx, me.personId, me.sessionId);
      return LIST;
    });
  }

  @Allow.signedIn()
  @Post(':name/end')
  async end(
    @CurrentPerson() me: Me,
    @Param('name') name: string,
    @Body() body: unknown,
    @Submission() submission: SubmissionId,
  ): Promise<SeeOther> {
    parseForm(ButtonForm, body);
    return this.submissions.accept(submission, async (tx) => {
      const own = await tx.find(Session, { where: { personId: me.personId } });
      const session = own.find((one) => one.id.slice(0, 16) === name && one.endedAt === null);
      if (!session) throw new NotFound('session');
      await this.sessions.end(tx, session.id);
      return LIST;
    });
  }
}
