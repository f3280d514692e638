import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Config } from '../config/config.js';
import { readParts } from '../web/upload.js';
import { LedElsewhere, isLocalPath } from '../web/view.js';
import { KeptTextService } from './kept-text.service.js';
import { SessionCookie } from './session-cookie.js';
import { SessionService } from './session.service.js';

/** Where somebody is led who must prove something first, and how they come back with what they wrote. */
@Injectable()
export class WayBack {
  constructor(
    private readonly sessions: SessionService,
    private readonly cookie: SessionCookie,
    private readonly kept: KeptTextService,
    private readonly config: Config,
  ) {}

  /** `place` is the page on which the proof is given. A form sent under an expired session is kept for its writer. */
  async via(place: string, request: FastifyRequest): Promise<LedElsewhere> {
    const isKept = request.method === 'POST' && (await this.keep(place, request));
    return new LedElsewhere(`${place}?next=${encodeURIComponent(isKept ? '/kept' : this.pageOf(request))}`);
  }

  private async keep(place: string, request: FastifyRequest): Promise<boolean> {
    const writer = request.me ? request.me.personId : await this.expired(request);
    if (writer === null || place === '/second-factor') return false;
    // Of a stranger nothing is read.
    await readParts(request);
    return this.kept.keep(writer, request.url, request.body);
  }

  private async expired(request: FastifyRequest): Promise<string | null> {
    const token = this.cookie.read(request, 'session');
    const found = token === null ? null : await this.sessions.find(token);
    return found?.kind === 'expired' ? found.personId : null;
  }

  /** The page that was asked for; for a posted form the page it stood on. */
  private pageOf(request: FastifyRequest): string {
    if (request.method === 'GET' || request.method === 'HEAD')
      return isLocalPath(request.url) ? request.url : '/';
    const from = URL.parse(request.headers.referer ?? '');
    return from?.origin === this.config.origin ? from.pathname + from.search : '/';
  }
}
