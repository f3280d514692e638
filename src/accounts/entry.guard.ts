import { Injectable, Logger } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Database } from '../database/database.js';
import { Clock } from '../shared/clock.js';
import { NotFound } from '../shared/domain-error.js';
import { allowedOn, needsReauthentication } from '../web/allow.js';
import type { Me } from '../web/me.js';
import { isBeforeSecondFactor } from './before-second-factor.js';
import { judge } from './entry.rules.js';
import type { Door } from './entry.rules.js';
import { SessionCookie } from './session-cookie.js';
import { SessionService } from './session.service.js';
import { WayBack } from './way-back.js';

/** Stands before every handler: finds out who asks, and lets in whom the route names. */
@Injectable()
export class EntryGuard implements CanActivate {
  private readonly log = new Logger('Sessions');
  private readonly doors = new WeakMap<object, Door>();

  constructor(
    private readonly sessions: SessionService,
    private readonly cookie: SessionCookie,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly wayBack: WayBack,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const handler = context.getHandler();
    request.me = await this.whoAsks(request, context.switchToHttp().getResponse<FastifyReply>());
    const verdict = judge(request.me, this.doorOf(handler), this.clock.now());
    if (verdict === 'enter') return true;
    if (verdict === 'not-found') throw new NotFound();
    throw await this.wayBack.via(verdict, request);
  }

  /** What a handler declares does not change. */
  private doorOf(handler: object): Door {
    let door = this.doors.get(handler);
    if (!door) {
      door = {
        allowed: allowedOn(handler) ?? [],
        isBeforeSecondFactor: isBeforeSecondFactor(handler),
        needsProof: needsReauthentication(handler),
      };
      this.doors.set(handler, door);
    }
    return door;
  }

  private async whoAsks(request: FastifyRequest, reply: FastifyReply): Promise<Me | null> {
    const token = this.cookie.read(request, 'session');
    if (token === null) return null;
    const found = await this.sessions.find(token);
    if (found.kind !== 'live') return null;
    if (found.isDue) {
      this.touch(found.me);
      this.cookie.write(reply, 'session', { token, days: found.cookieDays });
    }
    return found.me;
  }

  // Not awaited: a page must open although somebody holds the writer or the disk is full.
  private touch(me: Me): void {
    this.database
      .write((tx) => this.sessions.touch(tx, me.sessionId))
      .catch((err: unknown) => this.log.warn({ err }, 'a session could not be prolonged'));
  }
}
